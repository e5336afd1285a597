"""Why a task stands where it stands: the chain of reasons with the records behind them, what would let it begin earlier, what it drives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.bridge.levelling import OF_PERSON
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.engine import Driver, Schedule, TaskDates, schedule_plan
from milepost.engine.model import Constraint, Plan
from milepost.engine.network.explain import Reason, explain
from milepost.engine.network.words import NAMED
from milepost.kernel.access import Actor
from milepost.kernel.errors import Missing
from milepost.values import Said, said

MINUTE = 60
MOST_DRIVEN = 8
MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Record:
    """Something that a reason names; `entity` and `key` make its address."""

    entity: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """One reason, as a sentence; the chain goes on with the next. `code` is the engine's."""

    code: str
    text: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """`left_out` is how many steps of the chain between the first ones and the last are not told. `earlier` is when it would begin without
    what holds it (None: not earlier), `held_by` that thing: a link with the task before it, a constraint, a levelling delay. `driven` are
    the tasks whose start it sets, `more` how many further ones there are."""

    task: Task
    held: bool
    start: int
    finish: int
    driver: str
    chain: tuple[Step, ...]
    left_out: int
    room: tuple[Step, ...]
    earlier: int | None
    held_by: Record | None
    driven: tuple[Record, ...]
    more: int


def why(actor: Actor, plan: ProjectPlan, key: int) -> Why:
    """Raises Missing for a task that is not of the plan, that the actor may not know of, or that has no dates."""
    task = seen(TASK, actor).filter(plan=plan.pk, pk=key).first()
    if not isinstance(task, Task):
        raise Missing(said("There is no such task in this plan that you can see."))
    loaded = load(plan.pk)
    word, held = str(key), str(key) in loaded.held
    engine_plan, links = (loaded.plan, loaded.links) if held else loaded.committed()
    schedule = schedule_plan(engine_plan)
    if word not in schedule:
        raise Missing(
            said("{task} has no dates: the plan cannot be scheduled as it stands. Its chart says what is wrong.", task=task.number)
        )
    known_people = _known_people(actor, engine_plan)
    reasons = explain(_without_names(engine_plan, known_people), schedule, word)
    numbers = _numbers(actor, [one.task for one in reasons])
    steps = [Step(one.code, _unnumbered(one.text), _records(engine_plan, numbers, known_people, one)) for one in reasons]
    room = tuple(one for one in steps if one.code in ("float", "deadline"))
    chain = tuple(one for one in steps if one not in room)
    driven = [one.task for one in schedule if _drives(engine_plan, one, word)]
    known = _numbers(actor, driven[:MOST_DRIVEN])
    dates = schedule[word]
    earlier, holds = _without(engine_plan, schedule, dates, numbers | _numbers(actor, _before(engine_plan, dates)), links)
    return Why(
        task,
        held,
        dates.start // MINUTE,
        dates.finish // MINUTE,
        dates.driver.value,
        chain if len(chain) <= MOST_STEPS else (*chain[:MOST_STEPS], chain[-1]),
        max(len(chain) - MOST_STEPS - 1, 0),
        room,
        earlier,
        holds,
        tuple(known[one] for one in driven[:MOST_DRIVEN] if one in known),
        max(len(driven) - MOST_DRIVEN, 0),
    )


def _unnumbered(told: str) -> str:
    """The engine tells ids behind names; here their numbers stand beside the sentence."""
    if not isinstance(told, Said):
        return told
    if told.template == NAMED:
        return Said("'{name}'", {"name": told.values["name"]})
    values = {name: _unnumbered(value) if isinstance(value, Said) else value for name, value in told.values.items()}
    return Said(told.template, values, many=told.many, count=told.counted, shape=told.shape)


def _numbers(actor: Actor, tasks: Iterable[str]) -> dict[str, Record]:
    rows = seen(TASK, actor).filter(pk__in={int(one) for one in tasks}).values_list("pk", "number", "name")
    return {str(key): Record("task", number, f"{number} {name}") for key, number, name in rows}


def _known_people(actor: Actor, plan: Plan) -> frozenset[str]:
    """The ids of those resources whose names the actor may know."""
    keys = [int(one.id.removeprefix(OF_PERSON)) for one in plan.resources if one.id.startswith(OF_PERSON)]
    return frozenset(f"{OF_PERSON}{key}" for key in seen(PERSON, actor).filter(pk__in=keys).values_list("pk", flat=True))


def _without_names(plan: Plan, known: frozenset[str]) -> Plan:
    """The plan with nobody named whom the actor may not see."""
    hidden = {one.id for one in plan.resources if one.id.startswith(OF_PERSON)} - known
    return plan.with_(resources=tuple(replace(one, name=said("somebody")) if one.id in hidden else one for one in plan.resources))


def _records(plan: Plan, numbers: dict[str, Record], known: frozenset[str], reason: Reason) -> tuple[Record, ...]:
    """The task itself, and of how long it takes who does it, as far as the actor may know."""
    found = [numbers[reason.task]] if reason.task in numbers else []
    if reason.code == "length":
        people = (plan.resource.get(one.resource or "") for one in plan.assignments if one.task == reason.task)
        who = [one for one in people if one is not None and one.id in known]
        found += [Record(PERSON.name, one.id.removeprefix(OF_PERSON), one.name) for one in who]
    return tuple(dict.fromkeys(found))


def _drives(plan: Plan, dates: TaskDates, task: str) -> bool:
    """Whether the task sets another's start."""
    return dates.task != task and dates.driving_link is not None and plan.links[dates.driving_link].predecessor == task


def _before(plan: Plan, dates: TaskDates) -> list[str]:
    return [plan.links[dates.driving_link].predecessor] if dates.driving_link is not None else []


def _without(
    plan: Plan, schedule: Schedule, dates: TaskDates, numbers: dict[str, Record], links: tuple[int | None, ...]
) -> tuple[int | None, Record | None]:
    """When the task would begin if what holds it were not: the plan is scheduled once more without that."""
    task = plan.task[dates.task]
    tasks, kept, holds = plan.tasks, plan.links, None
    if dates.task in plan.summaries or task.actual_start is not None:
        return None, None
    if task.leveling_delay and dates.start > dates.early_start - task.leveling_delay:
        tasks = tuple(one if one.id != task.id else replace(one, leveling_delay=0) for one in tasks)
        holds = Record("delay", "", "")
    elif dates.driver is Driver.LINK and dates.driving_link is not None:
        place = dates.driving_link
        kept = plan.links[:place] + plan.links[place + 1 :]
        before = numbers.get(plan.links[place].predecessor)
        holds = Record("task-link", str(links[place] or ""), before.label if before is not None else "")
    elif dates.driver is Driver.CONSTRAINT:
        tasks = tuple(one if one.id != task.id else replace(one, constraint=Constraint.ASAP, constraint_date=None) for one in tasks)
        holds = Record("constraint", "", "")
    if holds is None:
        return None, None
    found = schedule_plan(plan.with_(tasks=tasks, links=kept))
    start = found[dates.task].start if dates.task in found else dates.start
    return (start // MINUTE if start < dates.start else None), holds
