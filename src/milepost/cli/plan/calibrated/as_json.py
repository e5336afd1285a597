"""Calibrated days of a project for programs."""

from typing import Any

from milepost.cli.plan.known.project import Project
from milepost.engine.calibration import CalibratedSum, Score


def calibrated_json(project: Project) -> dict[str, Any] | None:
    """None without past records. Everything is in days of work."""
    found = project.calibrated
    if found is None:
        return None
    work, tested = found.work, found.history.tested
    return {
        "records": len(found.history.records.records),
        "back_test": {"records": tested.count, "calibrated": _score(tested.calibrated), "as_estimated": _score(tested.raw)},
        "whole": _sum(work.whole) if work else None,
        "by_phase": [{"name": name.partition(":")[2], **_sum(work.parts[name])} for name in found.phases] if work else [],
        "by_role": [{"name": name.partition(":")[2], **_sum(work.parts[name])} for name in found.roles] if work else [],
        "tasks": [
            {
                "task": one.task,
                "estimate": round(one.left, 4),
                "p50": round(one.p50, 4),
                "p80": round(one.p80, 4),
                "class": one.group,
                "records": one.records,
            }
            for one in (work.tasks if work else ())
        ],
    }


def _sum(one: CalibratedSum) -> dict[str, Any]:
    return {"estimate": round(one.left, 4), "p50": round(one.p50, 4), "p80": round(one.p80, 4)}


def _score(score: Score | None) -> dict[str, float] | None:
    return None if score is None else {"covered_p50": round(score.coverage[50], 4), "covered_p80": round(score.coverage[80], 4)}
