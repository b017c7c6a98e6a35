"""Tells a command or a web address how a night went. An alarm that fails is said, and fails nothing."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.intake.web import AGENT, NoAnswer, checked

_SHOWN = 300
"""Characters of what a command wrote that are shown when it fails."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Whom to tell, and when."""

    command: tuple[str, ...] = ()
    """Program and arguments; no shell. It reads the night's record as JSON from its standard input."""
    webhook: str | None = None
    """The record is posted to it as JSON."""
    always: bool = False
    """Also of a clean night."""
    seconds: float = 30.0
    """The longest that command and address may take, each."""

    def sound(self, record: Mapping[str, Any]) -> Iterator[str]:
        """Tells it; gives what went wrong, each in a sentence."""
        if not self.always and record["exit_status"] == 0:
            return
        content = json.dumps(record, ensure_ascii=False).encode()
        if self.command:
            yield from self._run(content, record)
        if self.webhook is not None:
            yield from self._post(content, self.webhook)

    def _run(self, content: bytes, record: Mapping[str, Any]) -> Iterator[str]:
        environment = {**os.environ, "MINGZHANG_EXIT_STATUS": str(record["exit_status"])}
        try:
            done = subprocess.run(
                self.command,
                input=content,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=self.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            yield f"the alarm command {self.command[0]} did not end within {self.seconds:g} s"
        except (OSError, ValueError) as error:
            yield f"the alarm command {self.command[0]} cannot be started ({error}); check [alarm] command"
        else:
            if done.returncode:
                said = done.stdout.decode("utf-8", "replace").strip()[-_SHOWN:]
                yield f"the alarm command {self.command[0]} ended with {done.returncode}: {said}"

    def _post(self, content: bytes, address: str) -> Iterator[str]:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT}
        try:
            request = urllib.request.Request(checked(address), data=content, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=self.seconds):
                pass
        except NoAnswer as error:
            yield f"the alarm was not posted: {error}"
        except urllib.error.HTTPError as error:
            with error:
                yield f"the alarm was not posted to {address}: {error.code} {error.reason}"
        except Exception as error:  # an address of the user's: whatever is wrong there must not end the night
            yield f"the alarm was not posted to {address} ({error}); check [alarm] webhook"
