"""Finds the task a risk file means by an id, row number, WBS code or name; asked, never guessed, when several could be meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from milepost.engine.model import Plan, Task
from milepost.engine.problem import Problem
from milepost.exchange.people.names import name_key
from milepost.exchange.risks.stated import TaskWords
from milepost.exchange.task_names import TaskNames, best_number
from milepost.values import said

MOST_LISTED = 6
MOST_COMPARED = 40_000
"""Names that are looked through for ones like those nobody has, all wrong names together; more would take seconds."""


class Tasks:
    """The tasks of all plans, for looking up. `names` are further names of each plan beside its title and name."""

    def __init__(self, plans: Sequence[Plan], names: Sequence[tuple[str, ...]] = ()) -> None:
        self.plans = plans
        self._named = TaskNames(plans)
        self._projects: dict[str, list[int]] = {}
        for number, plan in enumerate(plans):
            own = (plan.title, plan.name, *(names[number] if number < len(names) else ()))
            for key in dict.fromkeys(name_key(name) for name in own if name.strip()):
                self._projects.setdefault(key, []).append(number)
        self._titles = [plan.title.strip() or plan.name.strip() for plan in plans]
        self._compared = 0

    def find(self, task: TaskWords) -> tuple[int, Task] | Problem:
        """(position of the plan, task), or why there is none. The first way of naming that finds any counts: row or id, WBS, name."""
        among = self.project(task.project, place=task.place)
        if isinstance(among, Problem):
            return among
        words = task.words.strip()
        found = self._named.meant(words, among)
        if len(found) == 1:
            return found[0]
        return self._several(task, found) if found else self._none(task, words, among)

    def project(self, words: str, *, place: str) -> Sequence[int] | Problem:
        """Positions of the plans a project's name means, all without a name; a problem when it means none or several."""
        if not words.strip():
            return range(len(self.plans))
        found = self._projects.get(name_key(words), [])
        if len(found) == 1:
            return found
        known = ", ".join(f"'{title}'" for title in self._titles[:MOST_LISTED])
        if found:
            return Problem(
                "project-ambiguous",
                place,
                said("{many} plans are called '{words}'.", many=len(found), words=words[:80]),
                said("Name the plan by its file."),
            )
        near = get_close_matches(name_key(words), list(self._projects), n=1)
        meant = [title for title in self._titles if near and name_key(title) == near[0]] or near
        hint = said("Did you mean '{meant}'?", meant=meant[0]) if meant else said("The plans are {known}.", known=known)
        return Problem("project-unknown", place, said("No plan is called '{words}'.", words=words[:80]), hint)

    def title(self, number: int) -> str:
        """What people call a plan."""
        return self._titles[number]

    def _several(self, task: TaskWords, found: Sequence[tuple[int, Task]]) -> Problem:
        plans = {number for number, _ in found}
        lines = [self._line(number, one, several=len(plans) > 1) for number, one in found[:MOST_LISTED]]
        more = f" and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
        message = said(
            "'{words}' may be {many} tasks: {lines}{more}.", words=task.words[:80], many=len(found), lines="; ".join(lines), more=more
        )
        way = best_number(found[0][1], (one for _, one in found))
        remedy = (
            said("Name the project too.") if len(plans) == len(found) else said("Say which one by its number, for example {way}.", way=way)
        )
        return Problem("task-ambiguous", task.place, message, remedy, tasks=tuple(one.id for _, one in found[:MOST_LISTED]))

    def _line(self, number: int, task: Task, *, several: bool) -> str:
        row = f"row {task.row}, " if task.row is not None else ""
        where = f" in '{self.title(number)}'" if several else ""
        return f"'{task.name}' ({row}id {task.id}{f', WBS {task.wbs}' if task.wbs else ''}){where}"

    def _none(self, task: TaskWords, words: str, among: Sequence[int]) -> Problem:
        where = f"'{self.title(among[0])}'" if len(among) == 1 else "any plan"
        message = said("There is no task '{words}' in {where}.", words=words[:80], where=where)
        near: list[str] = []
        self._compared += sum(len(self.plans[number].tasks) for number in among)
        if self._compared <= MOST_COMPARED:
            near = self._near(words.casefold()[:200], among)
        hint = (
            said("Did you mean {what}?", what=" or ".join(repr(name) for name in near))
            if near
            else said("Name it by row number, id, WBS code or whole name.")
        )
        return Problem("risk-unknown-task", task.place, message, hint)

    def _near(self, words: str, among: Sequence[int]) -> list[str]:
        """Up to two names like the words, or that hold them."""
        folded = {task.name.casefold(): task.name for number in reversed(among) for task in reversed(self.plans[number].tasks)}
        near = [folded[name] for name in get_close_matches(words, list(folded), n=2, cutoff=0.6)]
        return near or [name for key, name in reversed(folded.items()) if words and words in key][:2]
