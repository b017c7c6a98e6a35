"""The container's files hold to the rules of a linter for them; nothing here needs a container."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.version import VERSION
from tests.documented import COMMAND

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
_SECRET = re.compile(r"(?i)(password|passwd|secret|token|api_?key|access_?key)\s*[=:]")


def instructions(text: str) -> list[tuple[str, str]]:
    """Each instruction with what it says, lines that go on put together, comments left out."""
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    parts = (line.strip().partition(" ") for line in lines.splitlines() if line.strip())
    return [(word.upper(), re.sub(r"\s+", " ", rest.strip())) for word, _, rest in parts]


def problems(text: str) -> Iterator[str]:
    """What is wrong with a Dockerfile, each by the rule that it breaks."""
    found = instructions(text)
    stages: set[str] = set()
    for word, rest in found:
        if word not in KNOWN:
            yield f"unknown instruction {word}"
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            if image not in stages and not re.search(r":\d+\.\d+\.\d+[\w.-]*$|@sha256:[0-9a-f]{64}$", image):
                yield f"base image is not pinned: {image}"
            stages.add(name)
        if word == "RUN":
            if re.search(r"\bapt(-get)? (\S+ )*install\b", rest) and "rm -rf /var/lib/apt/lists" not in rest:
                yield "package lists are left in a layer"
            if re.search(r"\bpip3? (\S+ )*install\b", rest) and "--no-cache-dir" not in rest:
                yield "pip's cache is left in a layer"
            if re.search(r"\bsudo\b|\bcurl\b.*\|\s*(ba)?sh", rest):
                yield "runs what it fetched, or asks for rights"
        if word in ("ENTRYPOINT", "CMD") and not rest.startswith("["):
            yield f"{word} goes through a shell, which takes the signals"
        if _SECRET.search(rest):
            yield "a secret stands in a layer"
        if word == "ADD" or (word == "COPY" and rest.split()[0] in (".", "*")):
            yield "more is copied than is named"
    last = [i for i, (word, _) in enumerate(found) if word == "FROM"][-1:]
    users = [rest for word, rest in found[last[0] if last else 0 :] if word == "USER"]
    if not users or not re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", users[-1]):
        yield "the user is root, or has no number that an orchestrator can check"


def test_the_dockerfile_holds_to_the_rules() -> None:
    assert list(problems(DOCKERFILE)) == []


@pytest.mark.parametrize(
    ("line", "replaced", "problem"),
    [
        ("USER 10001:10001\n", "", "the user is root"),
        ("USER 10001:10001", "USER root", "the user is root"),
        ("USER 10001:10001", "USER 0", "the user is root"),
        ("python:3.11.14-slim-bookworm\n", "python:latest\n", "not pinned"),
        ("python:3.11.14-slim-bookworm\n", "python\n", "not pinned"),
        ("--no-cache-dir ", "", "pip's cache"),
        ("WORKDIR /data", "RUN apt-get update && apt-get install -y gcc", "package lists"),
        ('ENTRYPOINT ["mingzhang"]', "ENTRYPOINT mingzhang", "through a shell"),
        ("PYTHONUNBUFFERED=1", "API_TOKEN=x", "a secret"),
        ("COPY mingzhang mingzhang", "COPY . .", "more is copied"),
        ("COPY mingzhang mingzhang", "ADD mingzhang mingzhang", "more is copied"),
    ],
)
def test_a_broken_rule_is_seen(line: str, replaced: str, problem: str) -> None:
    assert line in DOCKERFILE
    assert any(problem in found for found in problems(DOCKERFILE.replace(line, replaced)))


def test_the_image_is_the_command() -> None:
    words = dict(instructions(DOCKERFILE))
    assert json.loads(words["ENTRYPOINT"]) == ["mingzhang"]
    assert json.loads(words["CMD"]) == ["--help"]
    assert words["STOPSIGNAL"] == "SIGTERM"


def test_what_is_copied_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert ignored[1] == "*"
    for word, rest in instructions(DOCKERFILE):
        if word == "COPY" and not rest.startswith("--from"):
            for name in rest.split()[:-1]:
                assert (ROOT / name).exists(), name
                assert f"!{name}" in ignored, name


def test_all_that_is_installed_stands_in_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    copies = (rest.split()[:-1] for word, rest in instructions(DOCKERFILE) if word == "COPY")
    copied = {name for names in copies for name in names}
    assert set(wheel["packages"]) <= copied
    assert wheel["hooks"]["custom"]["path"] in copied  # without it nothing can be built
    assert {project["project"]["readme"], *project["project"]["license-files"]} <= copied


def test_the_example_runs_a_command_that_there_is_without_rights() -> None:
    (service,) = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"].values()
    assert service["command"][0] in COMMAND.commands  # type: ignore[attr-defined]
    assert service["image"] == f"mingzhang:{VERSION}"
    assert service["user"] == dict(instructions(DOCKERFILE))["USER"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")
    assert [volume.split(":")[1] for volume in service["volumes"]] == ["/data"]
