"""A real Ray cluster of two nodes on this machine: the same bytes; what a node takes with it comes back."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import neighbourhoods
from pipeline.running.costs import Allowance
from pipeline.running.executors import LocalExecutor
from pipeline.running.limits import Limits
from pipeline.running.ray_executor import _NICENESS, RayExecutor
from pipeline.running.run import run
from pipeline.running.tasks import Done, Failure
from tests.pipeline.invented import files, make_inputs

ROOT = Path(__file__).parents[3]
FAKE = "tests.pipeline.fakes:extraction"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
        import ray
        from ray.cluster_utils import Cluster

        found = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        found.add_node(num_cpus=1)
        ray.init(
            address=found.address,
            log_to_driver=False,
            logging_level="ERROR",
            runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}},
        )
        yield found
        ray.shutdown()
        with contextlib.suppress(Exception):
            found.shutdown()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cluster
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    inputs = str(tmp_path / "in")  # actors have working folders of their own
    there = run([inputs], tmp_path / "ray", executor=RayExecutor(), function=FAKE)
    here = run([inputs], tmp_path / "local", workers=2, function=FAKE)
    assert files("ray") == files("local")
    assert there.engine == "ray"
    assert there.workers == 2
    assert [(r.source_uri, r.outcome.status) for r in there.receipts] == [
        (r.source_uri, r.outcome.status) for r in here.receipts
    ]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("engine", ["local", "ray"])
def test_publishing_that_is_spread_gives_the_same_bytes(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """The second use of an executor in one run; two documents are many here."""
    del cluster
    make_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    inputs = str(tmp_path / "in")
    run([inputs], tmp_path / "alone", function=FAKE)
    monkeypatch.setattr(neighbourhoods, "MANY", 2)
    monkeypatch.setattr(neighbourhoods, "_AT_ONCE", 1)
    helpers = RayExecutor() if engine == "ray" else LocalExecutor(2)
    asked: list[str] = []
    given_out = type(helpers).run

    def noted(self: Any, function: str, tasks: Any, **more: Any) -> Iterator[Done]:
        for done in given_out(self, function, tasks, **more):
            asked.append(function)
            assert not isinstance(done.result, Failure)
            yield done

    monkeypatch.setattr(type(helpers), "run", noted)
    run([inputs], tmp_path / "spread", function=FAKE, executor=helpers)
    assert files("spread") == files("alone")
    assert asked.count(neighbourhoods.WORK) > 1


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("cluster")
def test_workers_on_a_cluster_are_as_urgent_as_those_here() -> None:
    """As root their own niceness can be lowered; otherwise who starts the cluster chooses."""
    (found,) = RayExecutor(1).run("tests.pipeline.fakes:standing", [0], limits=Limits(), allowed=allowed)
    nice, is_forked = found.result
    assert is_forked == (sys.platform == "linux")
    assert nice == os.nice(0) or os.getuid() != 0


def test_a_cluster_that_is_started_here_has_urgent_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    told: dict[str, str | None] = {}

    def init(**_: Any) -> None:
        told["niceness"] = os.environ.get(_NICENESS)

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", init)
    monkeypatch.setattr(ray, "cluster_resources", lambda: {"CPU": 3.0})
    monkeypatch.setenv(_NICENESS, "")  # so that it is as it was in the end
    monkeypatch.delenv(_NICENESS)
    assert RayExecutor().workers == 3
    assert told == {"niceness": "0"}
    monkeypatch.setenv(_NICENESS, "7")  # who runs it may choose
    RayExecutor()
    assert told == {"niceness": "7"}


def allowed(_task: Any) -> Allowance:
    return Allowance(60, 60)


def results(tasks: list[Any], limits: Limits | None = None) -> dict[Any, Any]:
    executor = RayExecutor(2)
    function = "tests.pipeline.fakes:double"
    done = executor.run(function, tasks, limits=limits or Limits(), allowed=allowed)
    return {d.task: d.result for d in done}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("cluster")
def test_limits_hold_on_a_cluster_as_they_do_here() -> None:
    found = results([1, "abort", "grow", 2], Limits(memory_mb=300))
    assert (found[1], found[2]) == (2, 4)
    assert (found["abort"].kind, found["grow"].kind) == ("crashed", "memory")


@pytest.mark.filterwarnings("ignore")
def test_what_a_lost_node_held_is_given_out_again(cluster: Any) -> None:
    node = cluster.add_node(num_cpus=2)
    executor = RayExecutor(4)
    tasks = [*range(1, 9), "linger", *range(9, 30)]
    done: dict[Any, Any] = {}
    for one in executor.run("tests.pipeline.fakes:double", tasks, limits=Limits(), allowed=allowed):
        done[one.task] = one.result
        if len(done) == 4 and node is not None:
            cluster.remove_node(node, allow_graceful=False)
            node = None
    assert not [task for task, result in done.items() if isinstance(result, Failure)]
    assert {task: result for task, result in done.items() if task != "linger"} == {
        n: 2 * n for n in range(1, 30)
    }


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    def refuse(**_: Any) -> None:
        raise ConnectionError("refused")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", refuse)
    with pytest.raises(
        ValueError, match=r"no Ray cluster answers at 10.0.0.1:1 \(ConnectionError: refused\)"
    ):
        RayExecutor(1, "10.0.0.1:1")
