"""How the work of a project goes: when each of its tasks was to be done, who does it, and when it was done, told without the engine."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random

from milepost.apps.people.demonstration.people import joined
from milepost.apps.planning.rules.standard_templates import Line, standard_templates
from milepost.apps.projects.demonstration.works import Work
from milepost.demonstration.cast import Member
from milepost.demonstration.script import Script
from milepost.kernel.inputs.local_moment import minutes_of

DAY, MORNING, OPENS, AFTER_BREAK = 450, 210, 9 * 60, 13 * 60 + 30
HALF_HOUR = 30
WHO = {
    "Project manager": ("Project manager",),
    "Network engineer": ("Network engineer", "Security consultant"),
    "Network architect": ("Senior network engineer", "Network engineer"),
    "Systems engineer": ("Infrastructure engineer", "Security consultant"),
    "Desktop engineer": ("Desktop engineer", "Service desk analyst"),
    "Application consultant": ("Finance systems consultant", "Integration developer", "Data analyst", "Trainer and change lead"),
    "Business analyst": ("Business analyst", "Data analyst"),
}
"""By the work role of a template the jobs of those who do it."""
HELD_SINCE = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """One task. `start` and `finish` are working minutes of the plan, `began` and `ended` of what happened; of a summary all are None."""

    place: int
    line: Line
    who: str
    start: int | None
    finish: int | None
    began: int | None
    ended: int | None


@dataclass(frozen=True)
class Course:
    """Of one project. `until` is the day up to which work was done on it."""

    work: Work
    pieces: tuple[Piece, ...]
    begins: date
    until: date

    @property
    def handle(self) -> str:
        """That of the project, and of its plan."""
        return self.work.handle

    def task(self, place: int) -> str:
        """The handle of a task."""
        return f"{self.handle} {place}"

    @cached_property
    def planned_finish(self) -> date:
        """The day on which the plan ends as it was agreed."""
        return self.day(max(one.finish or 0 for one in self.pieces), ends=True)

    @cached_property
    def crew(self) -> tuple[str, ...]:
        """Who works on it, without its manager."""
        return tuple(dict.fromkeys(one.who for one in self.pieces if one.who and one.who != self.work.manager))

    def day(self, worked: int, *, ends: bool = False) -> date:
        """The day on which so many minutes have been worked."""
        days = (worked - (1 if ends and worked else 0)) // DAY
        weeks, more = divmod(self.begins.weekday() + days, 5)
        return self.begins + timedelta(days=weeks * 7 + more - self.begins.weekday())

    def moment(self, worked: int, *, ends: bool = False) -> int:
        """Minutes of the plan's clock."""
        day = self.day(worked, ends=ends)
        rest = worked % DAY or (DAY if ends and worked else 0)
        at = OPENS + rest if rest < MORNING or (ends and rest == MORNING) else AFTER_BREAK + rest - MORNING
        return minutes_of(datetime(day.year, day.month, day.day)) + at

    def worked_until(self, day: date) -> int:
        """Minutes that a day's morning lies behind the beginning."""
        whole, rest = divmod((day - self.begins).days + self.begins.weekday(), 7)
        return max(0, (whole * 5 + min(rest, 5) - self.begins.weekday()) * DAY)

    def is_done(self, piece: Piece, at: int) -> bool:
        """Whether it is done after so many minutes."""
        return piece.ended is not None and piece.ended <= at and self.work.state != "proposed"


def course_of(script: Script, work: Work) -> Course:
    """The same each time for a seed and a project."""
    rng = script.random(f"course of {work.handle}")
    lines = next(lines for name, _, lines in standard_templates() if name == work.template)
    team = _team(script, work, rng)
    begins = work.first_day(script.day)
    until = script.day - timedelta(days=HELD_SINCE) if work.state == "on-hold" else script.day
    finish: dict[int, int] = {}
    ended: dict[int, int] = {}
    pieces = []
    for place, line in enumerate(lines):
        if line.days is None:
            pieces.append(Piece(place, line, "", None, None, None, None))
            continue
        start = max((finish[one] for one in line.waits_for), default=0)
        began = max((ended[one] for one in line.waits_for), default=0)
        usual = line.days[1]
        took = round(usual * work.pace * rng.uniform(0.85, 1.15) / HALF_HOUR) * HALF_HOUR
        finish[place], ended[place] = start + usual, began + max(took, HALF_HOUR if usual else 0)
        pieces.append(Piece(place, line, team.get(line.role, ""), start, finish[place], began, ended[place]))
    return Course(work, tuple(pieces), begins, until)


def _team(script: Script, work: Work, rng: Random) -> dict[str, str]:
    """Somebody for each role, who has been here for long enough."""
    if work.state == "proposed":
        return {}
    here = [one for number, one in enumerate(script.cast) if joined(script, number) < script.start]
    found = {"Project manager": work.manager}
    for role, jobs in WHO.items():
        able: list[Member] = [one for one in here if one.job in jobs]
        if role not in found and able:
            found[role] = rng.choice(able).handle
    return found
