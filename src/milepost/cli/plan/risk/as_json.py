"""The simulation of a project for programs."""

from collections.abc import Callable
from typing import Any

from milepost.cli.plan.json_values import minutes, moment, problem_json
from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.risk.findings import cost_tolerance, money
from milepost.cli.plan.risk.wording import events, gain_at, mean_gain, working_share
from milepost.engine.calibration import Reference, Score
from milepost.engine.risk import Distribution, RiskGain, TaskRisk, ThreePoint
from milepost.values import DAY

PERCENTS = tuple(range(5, 100, 5))
BARS = 40
POINTS = 101

Write = Callable[[int], Any]


def risk_json(project: Project) -> dict[str, Any] | None:
    """None without a simulation. Moments are local; minutes are working time of the plan's calendar."""
    chances = project.chances
    if chances is None or chances.simulation.finish is None:
        return None
    simulation = chances.simulation
    assert simulation.finish is not None
    return {
        "samples": simulation.samples,
        "seed": simulation.seed,
        "with_people": simulation.people,
        "planned_finish": moment(simulation.planned),
        "planned_share": simulation.planned_odds,
        "reserve_minutes": minutes(chances.time.between(simulation.finish.p(50), simulation.finish.p(80))),
        "finish": _moments(simulation.finish),
        "milestones": [_milestone(project, task, found) for task, found in simulation.milestones.items()],
        "deadlines": [{"task": o.task, "deadline": moment(o.deadline), "share": o.share} for o in simulation.deadlines],
        "tolerance": _tolerance(project, chances),
        "cost": _cost(project, simulation.cost),
        "tasks": [_task(chances, row) for row in simulation.tasks],
        "gains": [_gain(chances, gain) for gain in simulation.gains],
        "basis": _basis(chances),
        "problems": [problem_json(problem) for problem in chances.problems],
    }


def _milestone(project: Project, task: str, found: Distribution) -> dict[str, Any]:
    planned = project.schedule[task].finish
    return {"task": task, "planned": moment(planned), "planned_share": found.odds(planned), "finish": _moments(found)}


def _moments(found: Distribution) -> dict[str, Any]:
    return _distribution(found, moment, step=DAY)


def _distribution(found: Distribution, write: Write, *, step: int = 1) -> dict[str, Any]:
    return {
        "least": write(found.values[0]),
        "mean": write(found.mean),
        "greatest": write(found.values[-1]),
        "percentiles": [{"percent": percent, "value": write(found.p(percent))} for percent in PERCENTS],
        "histogram": [{"from": write(b.low), "to": write(b.high), "count": b.count} for b in found.histogram(BARS, step=step)],
        "curve": [{"value": write(value), "share": share} for value, share in found.curve(POINTS)],
    }


def _cost(project: Project, found: Distribution | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return _distribution(found, lambda value: _amount(project, value))


def _amount(project: Project, smallest: int) -> str:
    return f"{money(project, smallest).amount:.{project.plan.settings.currency.digits}f}"


def _tolerance(project: Project, chances: Chances) -> dict[str, Any] | None:
    limit, cost = chances.limit, cost_tolerance(chances)
    if limit is None and cost is None:
        return None
    return {
        "minutes": minutes(limit.allowed) if limit else None,
        "agreed_finish": moment(limit.agreed) if limit else None,
        "agreed_by": ("baseline" if limit.baseline else "plan") if limit else None,
        "latest_finish": moment(limit.latest) if limit else None,
        "finish_share": limit.kept if limit else None,
        "most_cost": _amount(project, cost.limit) if cost else None,
        "cost_share": 1 - cost.share if cost else None,
    }


def _task(chances: Chances, row: TaskRisk) -> dict[str, Any]:
    share = working_share(chances)
    return {
        "task": row.task,
        "criticality": row.criticality,
        "cruciality": round(row.cruciality, 6),
        "mean_minutes": _minutes(row.mean),
        "deviation_minutes": _minutes(row.deviation),
        "finish_at_p10_minutes": _minutes(row.earlier * share),
        "finish_at_p90_minutes": _minutes(row.later * share),
    }


def _minutes(seconds: float) -> int | float | None:
    return minutes(round(seconds))


def _gain(chances: Chances, gain: RiskGain) -> dict[str, Any]:
    event = events(chances)[gain.risk]
    entry = chances.file.event(gain.risk) if chances.file is not None else None
    return {
        "risk": gain.risk,
        "name": event.name,
        "owner": entry.owner if entry is not None else "",
        "response": entry.response if entry is not None else "",
        "probability": event.probability,
        "tasks": [impact.task for impact in event.impacts],
        "mean_minutes": minutes(mean_gain(chances, gain)),
        "p50_minutes": minutes(gain_at(chances, gain, 50)),
        "p80_minutes": minutes(gain_at(chances, gain, 80)),
        "share": gain.share,
    }


def _basis(chances: Chances) -> dict[str, Any]:
    basis, history = chances.basis, chances.history
    return {
        "tasks": {
            "own": basis.own,
            "records": basis.calibrated,
            "default": basis.by_default,
            "alongside": len(basis.beside),
            "certain": basis.sure,
        },
        "assumed": basis.assumed,
        "default": _spread(basis.default) if basis.default else None,
        "estimates": [
            {"task": e.task, "relative": e.relative, **_spread(e.spread, seconds=not e.relative)} for e in chances.risks.estimates
        ],
        "common_causes": [{"tasks": list(cause.tasks), "coefficient": cause.coefficient} for cause in chances.risks.causes],
        "classes": [{"class": use.name or None, "tasks": use.tasks, **_reference(use.reference)} for use in basis.classes],
        "back_test": _back_test(chances) if history is not None else None,
    }


def _spread(spread: ThreePoint, *, seconds: bool = False) -> dict[str, Any]:
    """Relative to the planned duration, or in working minutes."""
    points = (spread.low, spread.likely, spread.high)
    low, likely, high = (round(value / 60, 4) if seconds else round(value, 6) for value in points)
    return {"shape": spread.shape.value, "low": low, "likely": likely, "high": high}


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "records": reference.count,
        "p10_factor": round(reference.factor(10), 6),
        "p50_factor": round(reference.factor(50), 6),
        "p80_factor": round(reference.factor(80), 6),
        "p90_factor": round(reference.factor(90), 6),
        "within_25_percent": round(reference.within, 6),
    }


def _back_test(chances: Chances) -> dict[str, Any] | None:
    tested = chances.history.tested if chances.history is not None else None
    if tested is None or tested.calibrated is None or tested.raw is None:
        return None
    return {"records": tested.count, "calibrated": _score(tested.calibrated), "as_estimated": _score(tested.raw)}


def _score(score: Score) -> dict[str, Any]:
    return {
        "p50_coverage": round(score.coverage[50], 6),
        "p80_coverage": round(score.coverage[80], 6),
        "p50_pinball": round(score.pinball[50], 6),
        "p80_pinball": round(score.pinball[80], 6),
        "within_25_percent": round(score.within, 6),
    }
