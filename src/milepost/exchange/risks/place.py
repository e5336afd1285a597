"""Puts what a risk file states onto the tasks of plans: one set of risks for each plan, and everything that cannot be placed told."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.engine.model import Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk.model import CommonCause, CorrelationMatrix, Estimate, Impact, RiskEvent, Risks, ThreePoint
from milepost.exchange.risks.spread import Spread
from milepost.exchange.risks.stated import StatedDefault, StatedEvent, StatedRisks, StatedTolerance, TaskWords, Tolerance
from milepost.exchange.risks.tasks import Tasks
from milepost.values import said

FAR_OFF = 20
"""How many times longer or shorter than planned an estimate may be before its unit is doubted."""


def place_risks(
    file: StatedRisks, plans: Sequence[Plan], names: Sequence[tuple[str, ...]]
) -> tuple[tuple[Risks, ...], tuple[Problem, ...]]:
    """See `RiskFile.for_plans`."""
    placing = _Placing(file, plans, Tasks(plans, names))
    placing.estimates()
    for event in file.events:
        placing.event(event)
    placing.groups()
    placing.defaults()
    for one in file.tolerance:
        placing.plans_of(one.project, one.place)
    risks = tuple(replace(one, events=tuple(own)) for one, own in zip(placing.risks, placing.events, strict=True))
    return risks, tuple(dict.fromkeys(placing.problems))


def place_tolerances(file: StatedRisks, plans: Sequence[Plan], names: Sequence[tuple[str, ...]]) -> tuple[Tolerance, ...]:
    """See `RiskFile.tolerances`."""
    tasks = Tasks(plans, names)
    made = [Tolerance() for _ in plans]
    # Those of one project come last, so that they win over those of all.
    for one in sorted(file.tolerance, key=lambda one: bool(one.project)):
        among = tasks.project(one.project, place=one.place)
        for number in () if isinstance(among, Problem) else among:
            made[number] = _tolerance(one, plans[number], made[number])
    return tuple(made)


def _tolerance(one: StatedTolerance, plan: Plan, before: Tolerance) -> Tolerance:
    time = before.time if one.time is None else round(one.time.in_seconds(plan.settings).likely)
    return Tolerance(time, before.cost if one.cost is None else one.cost)


class _Placing:
    """Risks of each plan as they come together."""

    def __init__(self, file: StatedRisks, plans: Sequence[Plan], tasks: Tasks) -> None:
        self.file, self.plans, self.tasks = file, plans, tasks
        self.risks = [Risks() for _ in plans]
        self.events: list[list[RiskEvent]] = [[] for _ in plans]
        self.problems: list[Problem] = []

    def tell(self, code: str, place: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(code, place, message, remedy, severity))

    def find(self, words: TaskWords) -> tuple[int, Task] | None:
        found = self.tasks.find(words)
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def plans_of(self, project: str, place: str) -> Sequence[int]:
        among = self.tasks.project(project, place=place)
        if isinstance(among, Problem):
            self.problems.append(among)
            return ()
        return among

    def estimates(self) -> None:
        seen: dict[tuple[int, str], str] = {}
        made: list[list[Estimate]] = [[] for _ in self.plans]
        for one in self.file.estimates:
            found = self.find(one.task)
            if found is None:
                continue
            number, task = found
            if (number, task.id) in seen:
                place = seen[number, task.id]
                self.tell(
                    "estimate-twice",
                    one.task.place,
                    said("'{name}' has an estimate already: {place}.", name=task.name, place=place),
                    said("Keep one of the two."),
                )
                continue
            seen[number, task.id] = one.task.place
            spread = self.spread(one.spread, number, task)
            if spread is not None:
                made[number].append(Estimate(task.id, spread, one.spread.unit.relative))
                self.doubt(one.spread, spread, task)
        self.risks = [replace(risks, estimates=tuple(own)) for risks, own in zip(self.risks, made, strict=True)]

    def spread(self, stated: Spread, number: int, task: Task) -> ThreePoint | None:
        """In seconds of the task's time, or as it stands when relative; None after telling that units do not go together."""
        if stated.unit.relative:
            return stated.points
        if stated.unit.elapsed and not task.elapsed:
            message = said("The values are elapsed time, '{name}' counts working time.", name=task.name)
            self.tell("risk-unit", stated.place, message, said("Write days or hours of working time."))
            return None
        return stated.in_seconds(self.plans[number].settings, elapsed_task=task.elapsed)

    def doubt(self, stated: Spread, spread: ThreePoint, task: Task) -> None:
        """Warns of an estimate that has little to do with the plan: most often its unit is wrong."""
        planned = 1.0 if stated.unit.relative else float(task.duration)
        if planned <= 0 or (spread.high * FAR_OFF >= planned and spread.low <= planned * FAR_OFF):
            return
        way = "longer" if spread.low > planned else "shorter"
        points = stated.points
        shown = f"{points.low:g} / {points.likely:g} / {points.high:g} {stated.unit.name}"
        unit = "" if stated.stated else " (days, for no unit is given)"
        message = said(
            "{shown}{unit} are more than {far_off} times {way} than '{name}' is planned.",
            shown=shown,
            unit=unit,
            far_off=FAR_OFF,
            way=way,
            name=task.name,
        )
        self.tell("estimate-far-off", stated.place, message, said("Look for a wrong unit."), Severity.WARNING)

    def event(self, event: StatedEvent) -> None:
        if event.closed:
            message = said("Risk {id} '{name}' is {status} and was left out.", id=event.id, name=event.name, status=event.status)
            self.tell("risk-closed", event.place, message, said("Open it again to have it counted."), Severity.NOTE)
            return
        impacts: dict[int, dict[str, Impact]] = {}
        home = self.plans_of(event.project, event.place) if event.project else ()
        if event.project and not home:
            return
        for one in event.impacts:
            found = self.find(one.task)
            if found is None:
                continue
            number, task = found
            if task.id in impacts.get(number, ()):
                message = said("Risk {id} has two impacts on '{name}'.", id=event.id, name=task.name)
                self.tell("impact-twice", one.task.place, message, said("Keep one of the two, or add them up."))
                continue
            delay = self.spread(one.spread, number, task)
            if delay is not None:
                impacts.setdefault(number, {})[task.id] = Impact(task.id, delay)
        payer = home[0] if home else self._payer(event, list(impacts))
        for number in sorted({*impacts, *([payer] if payer is not None else [])}):
            cost = event.cost if number == payer else None
            made = RiskEvent(event.id, event.name, event.probability, tuple(impacts.get(number, {}).values()), cost)
            self.events[number].append(made)

    def _payer(self, event: StatedEvent, hit: Sequence[int]) -> int | None:
        """The plan that an event without a project is counted in beside those it delays: the one that bears its cost."""
        if len(self.plans) == 1:
            return 0
        if len(hit) > 1:
            where = " and ".join(f"'{self.tasks.title(number)}'" for number in hit)
            message = said(
                "Risk {id} strikes {where}; each plan is simulated by itself, so it strikes them independently.", id=event.id, where=where
            )
            tail = f" Its cost is counted in '{self.tasks.title(hit[0])}'." if event.cost is not None else ""
            self.tell("risk-across-plans", event.place, message + tail, said("Name the project that bears the cost."), Severity.WARNING)
        if not hit and not event.impacts:
            message = said(
                "Risk {id} '{name}' names neither a project nor a task, and there are {many} plans.",
                id=event.id,
                name=event.name,
                many=len(self.plans),
            )
            self.tell("project-missing", event.place, message, said("Name the project."))
        return hit[0] if hit else None

    def groups(self) -> None:
        """Common causes and matrices. One that spans plans is divided, for each plan is simulated by itself."""
        for cause in self.file.causes:
            for number, chosen in self._divided(cause.tasks, f"The common cause '{cause.name}'", cause.place).items():
                made = CommonCause(tuple(task.id for _, task in chosen), cause.coefficient)
                self.risks[number] = replace(self.risks[number], causes=(*self.risks[number].causes, made))
        for matrix in self.file.matrices:
            for number, chosen in self._divided(matrix.tasks, "The matrix", matrix.place).items():
                rows = tuple(tuple(matrix.rows[i][j] for j, _ in chosen) for i, _ in chosen)
                part = CorrelationMatrix(tuple(task.id for _, task in chosen), rows)
                self.risks[number] = replace(self.risks[number], matrices=(*self.risks[number].matrices, part))

    def _divided(self, words: Sequence[TaskWords], what: str, place: str) -> dict[int, list[tuple[int, Task]]]:
        """By plan (position in `words`, task); nothing when a task is not found, named twice, or alone."""
        parts: dict[int, list[tuple[int, Task]]] = {}
        seen: set[tuple[int, str]] = set()
        for position, one in enumerate(words):
            found = self.find(one)
            if found is None:
                return {}
            if (found[0], found[1].id) in seen:
                self.tell(
                    "correlation-task-twice",
                    one.place,
                    said("{what} names '{name}' twice.", what=what, name=found[1].name),
                    said("Name each task once."),
                )
                return {}
            seen.add((found[0], found[1].id))
            parts.setdefault(found[0], []).append((position, found[1]))
        if len(parts) > 1:
            message = said(
                "{what} spans {many} plans; each is simulated by itself, so tasks go together only within a plan.",
                what=what,
                many=len(parts),
            )
            self.tell("correlation-across-plans", place, message, said("Write one for each plan."), Severity.WARNING)
        return {number: chosen for number, chosen in parts.items() if len(chosen) > 1}

    def defaults(self) -> None:
        own: dict[int, StatedDefault] = {}
        # Those of one project come last, so that they win over that of all.
        for one in sorted(self.file.defaults, key=lambda one: bool(one.project)):
            own |= dict.fromkeys(self.plans_of(one.project, one.spread.place), one)
        for number, one in own.items():
            self.risks[number] = replace(self.risks[number], default=one.spread.points)
