"""How healthy a project is, part by part: each with one formula, and with what it was told from. What is not known is said to be so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PARTS = {"schedule": "Schedule", "scope": "Scope", "risk": "Risk", "cost": "Cost"}
LEVELS = {"good": "Well", "warn": "Watch", "bad": "In trouble", "unknown": "Not judged"}
WORST = ("bad", "warn", "good", "unknown")
"""The worst of the parts that are known is that of the project."""
SURE, LIKELY = 800_000, 500_000
LONG_RESERVE, RESERVE = 250_000, 100_000
LONG_RESERVE_DAYS, RESERVE_DAYS = 3, 1
"""So few days are no matter, however little time is left."""
SOON, LONG = 14, 30


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one project. Days are calendar days; shares millionths. `kept` is the share of samples that finish by `promised`; `p50` and `p80`
    are days. `waiting` are the ages in days of scope items that nobody decided on, `held_soon` tasks of such scope that were to begin
    within a fortnight, `left` unfinished ones. `state` is the project's."""

    state: str
    today: date
    promised: date | None
    finish: date | None
    p50: date | None
    p80: date | None
    kept: int | None
    waiting: Sequence[int]
    held_soon: int
    left: int


@dataclass(frozen=True, slots=True)
class Part:
    """`why` names the sentence, `count` the number in it; `opens` is where, below the project's address, its records are."""

    part: str
    level: str
    why: str
    count: int
    opens: str


def parts_of(facts: Facts) -> tuple[Part, ...]:
    """All of them, in the order in which they are shown."""
    return schedule(facts), scope(facts), risk(facts), Part("cost", "unknown", "no-money", 0, "")


def worst(parts: Sequence[Part]) -> str:
    """That of the project."""
    return min((one.level for one in parts), key=WORST.index)


def schedule(facts: Facts) -> Part:
    """By the chance of the day that was promised: well from 80 %, to watch from 50 %. Without a simulation, by whether the planned finish
    comes after it. A plan that ends before today while work is left is overtaken: its dates are none any more."""
    if facts.state in ("closed", "cancelled"):
        return Part("schedule", "unknown", "over", 0, "plan/")
    if facts.finish is None:
        return Part("schedule", "unknown", "no-plan", 0, "plan/")
    if facts.left and facts.finish < facts.today and facts.state == "active":
        return Part("schedule", "bad", "overtaken", (facts.today - facts.finish).days, "plan/")
    if facts.promised is None:
        return Part("schedule", "unknown", "no-promise", 0, "edit/")
    if facts.kept is not None:
        level = "good" if facts.kept >= SURE else "warn" if facts.kept >= LIKELY else "bad"
        return Part("schedule", level, "chance", facts.kept // 10_000, "plan/chances/")
    late = (facts.finish - facts.promised).days
    why = "planned-late" if late > 0 else "planned-early" if late else "planned-on"
    return Part("schedule", "bad" if late > 0 else "good", why, abs(late), "plan/")


def scope(facts: Facts) -> Part:
    """Well when nothing waits for a decision; bad when held work was to begin within a fortnight, or something has waited for a month."""
    if facts.held_soon:
        return Part("scope", "bad", "held-soon", facts.held_soon, "scope/")
    if facts.waiting and max(facts.waiting) > LONG:
        return Part("scope", "bad", "waits-long", max(facts.waiting), "scope/")
    if facts.waiting:
        return Part("scope", "warn", "waits", len(facts.waiting), "scope/")
    return Part("scope", "good", "decided", 0, "scope/")


def risk(facts: Facts) -> Part:
    """By the schedule reserve, P80 less P50, beside the time that is left until P50: well to 10 %, to watch to 25 %."""
    if facts.state in ("closed", "cancelled"):
        return Part("risk", "unknown", "over", 0, "plan/chances/")
    if facts.p50 is None or facts.p80 is None:
        return Part("risk", "unknown", "not-simulated", 0, "plan/chances/")
    reserve = (facts.p80 - facts.p50).days
    left = max((facts.p50 - facts.today).days, 1)
    share = reserve * 1_000_000 // left
    well = share <= RESERVE or reserve <= RESERVE_DAYS
    level = "good" if well else "warn" if share <= LONG_RESERVE or reserve <= LONG_RESERVE_DAYS else "bad"
    return Part("risk", level, "reserve" if reserve else "no-reserve", reserve, "plan/chances/")
