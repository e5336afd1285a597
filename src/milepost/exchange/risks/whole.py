"""Rules of a risk file that hold in whatever form it is kept, and those that only the whole file can show."""

from dataclasses import replace
from decimal import Decimal

from milepost.engine.risk.correlation import check_correlation
from milepost.engine.risk.model import CommonCause, CorrelationMatrix, Risks
from milepost.exchange.grid import Findings
from milepost.exchange.people.names import name_key
from milepost.exchange.risks.stated import StatedRisks, TaskWords
from milepost.values import said

CLOSED = frozenset({"closed", "retired", "resolved", "expired", "rejected", "avoided", "erledigt", "geschlossen"})
"""Words of a register's status by which a risk is not counted any more."""
MOST_TASKS = 300
"""Tasks of all matrices together; checking more takes too long, and nobody has measured them."""


def probability_value(value: Decimal) -> float:
    """A probability from 0 to 1. Raises ValueError."""
    if not 0 <= value <= 1:
        raise ValueError(said("The probability {value:.12g} is not between 0 and 1", value=value))
    return float(value)


def check_whole(file: StatedRisks, findings: Findings) -> None:
    """Two risks with one id, two defaults of one project, groups that are none, a file that states nothing."""
    if not findings.errors and not any((file.estimates, file.events, file.causes, file.matrices, file.defaults, file.tolerance)):
        findings.error(
            "risks-empty", file.name, said("The file states no risk."), said("Add an estimate, a risk event or a default spread.")
        )
    seen: dict[str, str] = {}
    for event in file.events:
        if event.id and (other := seen.setdefault(event.id, event.place)) is not event.place:
            findings.error(
                "risk-twice",
                event.place,
                said("The id '{id}' stands already at {other}.", id=event.id[:80], other=other),
                said("Give each risk its own."),
            )
    for what, stated in (("default spread", file.defaults), ("tolerance", file.tolerance)):
        places: dict[str, str] = {}
        for one in stated:
            place = getattr(one, "place", "") or getattr(one, "spread").place  # noqa: B009
            if (other := places.setdefault(name_key(one.project), place)) is not place:
                findings.error(
                    "risks-twice",
                    place,
                    said("A {what} stands already at {other}.", what=what, other=other),
                    said("Keep one for each project."),
                )
    _check_groups(file, findings)


def _check_groups(file: StatedRisks, findings: Findings) -> None:
    """Common causes and matrices by the engine's own rules, each told with its place in the file."""
    parts: list[tuple[str, tuple[TaskWords, ...], Risks]] = [
        (one.place, one.tasks, Risks(causes=(CommonCause(_words(one.tasks), one.coefficient),))) for one in file.causes
    ]
    many = sum(len(one.tasks) for one in file.matrices)
    if many > MOST_TASKS:
        message = said("The correlation matrices have {many:,} tasks; at most {most_tasks:,} are read.", many=many, most_tasks=MOST_TASKS)
        findings.error("too-large", file.name, message, said("Give one coefficient for a whole group instead."))
        return
    parts += [(one.place, one.tasks, Risks(matrices=(CorrelationMatrix(_words(one.tasks), one.rows),))) for one in file.matrices]
    for place, tasks, risks in parts:
        # What follows from the first fault of a group would only confuse.
        for problem in check_correlation(risks, dict.fromkeys(_words(tasks), ""))[:1]:
            told = replace(problem, place=place)
            findings.error(told.code, told.place, f"{told.message[:1].upper()}{told.message[1:]}", told.remedy)


def _words(tasks: tuple[TaskWords, ...]) -> tuple[str, ...]:
    return tuple(f"{task.words} ({task.project})" if task.project else task.words for task in tasks)
