"""How healthy projects are, when they are likely to finish, what they reach when, and who waits for whom."""

from typing import Annotated, Any

from milepost.apps.planning.entities import PROJECT_DEPENDENCY
from milepost.apps.planning.models import TaskDates
from milepost.apps.planning.rules.health import LEVELS, PARTS, Part
from milepost.apps.planning.selectors.health import finishes, forecasts
from milepost.apps.planning.selectors.standing import day_of
from milepost.apps.projects.entities import PROJECT
from milepost.kernel.inputs import Choice, Day, JsonValue, LocalMoment, Percent, Ref, Text, Whole
from milepost.kernel.questions import Answer, question
from milepost.values import said, said_many, word

OneProject = Annotated[Any, Ref(entity="project", required=False, help="All that one may ask about when empty.")]
HEALTH = {
    "project": Ref(entity="project", label="Project"),
    "part": Choice(options=PARTS, label="Part"),
    "level": Choice(options=LEVELS, label="Level"),
    "label": Text(label="In a word"),
    "tone": Text(label="Tone", help="good, warn, bad, or empty where nothing is known."),
    "reason": Text(label="Reason"),
    "opens": Text(label="Records", help="Where they are, below the address of the project."),
}


@question(PROJECT, "health", gives=HEALTH)
def health(projects: Any, *, project: OneProject = None) -> Answer:
    """The parts of a project's health, each with its reason. Schedule: the chance of the day that was promised, well from 80 %, to watch
    from 50 %. Scope: what waits for a decision and holds work. Risk: P80 less P50 beside the time that is left. Cost is not known yet."""
    found = forecasts(_keys(projects, project))
    return Answer([{"project": key, **told(part)} for key, one in found.items() for part in one.parts])


FORECAST = {
    "project": Ref(entity="project", label="Project"),
    "level": Choice(options=LEVELS, label="Health"),
    "start": LocalMoment(label="Start"),
    "finish": LocalMoment(label="Planned finish", ends=True),
    "p50": LocalMoment(label="P50", ends=True),
    "p80": LocalMoment(label="P80", ends=True),
    "kept": Percent(label="Chance of the commitment"),
    "late": Whole(label="Days late", help="P80, or else the planned finish, after the committed day; negative when it comes before."),
    "tasks": Whole(label="Tasks"),
    "finished": Whole(label="Finished"),
    "parts": JsonValue(label="Health in parts"),
}


@question(PROJECT, "forecast", gives=FORECAST)
def forecast(projects: Any, *, project: OneProject = None) -> Answer:
    """When projects are likely to finish beside what was promised, and how healthy they are."""
    rows = [
        {name: getattr(one, name) for name in FORECAST if name not in ("project", "parts")}
        | {"project": key, "parts": [told(part) for part in one.parts]}
        for key, one in forecasts(_keys(projects, project)).items()
    ]
    return Answer(rows)


ROADMAP = {
    "project": Ref(entity="project", label="Project"),
    "number": Text(label="Number"),
    "name": Text(most=300, label="Milestone"),
    "finish": LocalMoment(label="Planned", ends=True),
    "p80": LocalMoment(label="P80", ends=True),
    "deadline": LocalMoment(label="Deadline", ends=True),
    "finished": LocalMoment(label="Reached", ends=True),
}


@question(PROJECT, "roadmap", gives=ROADMAP)
def roadmap(projects: Any, *, project: OneProject = None) -> Answer:
    """The milestones of every project, by when they are planned."""
    names = ("plan__project_id", "task__number", "task__name", "finish", "task__chances__p80", "task__deadline_at", "task__finished_at")
    rows = TaskDates.objects.filter(plan__project__in=_keys(projects, project), plan__kind="main", task__kind="milestone", held=False)
    return Answer([dict(zip(ROADMAP, row, strict=True)) for row in rows.order_by("finish", "pk").values_list(*names)])


AWAITED = {
    "dependency": Ref(entity="project-dependency", label="Dependency"),
    "number": Text(label="Number"),
    "project": Ref(entity="project", label="Waits"),
    "what": Text(label="For"),
    "on_project": Ref(entity="project", label="From"),
    "task": Ref(entity="task", label="With"),
    "needed": Day(label="Needed"),
    "expected": Day(label="Expected", required=False),
    "late": Whole(label="Days late"),
}


@question(PROJECT_DEPENDENCY, "awaited", gives=AWAITED)
def awaited(dependencies: Any) -> Answer:
    """Which project waits for which, the latest first: when it is needed, and when the plan that brings it expects it. That is P80 where it
    was simulated, else as planned."""
    rows = dependencies.filter(state="open").values(
        *("pk", "number", "project_id", "what", "on_project_id", "on_task_id", "needed_on"),
        *("on_task__finished_at", "on_task__chances__p80", "on_task__dates__finish"),
    )
    whole = finishes({row["on_project_id"] for row in rows if row["on_task_id"] is None})
    found = []
    for row in rows:
        task = row["on_task__finished_at"] or row["on_task__chances__p80"] or row["on_task__dates__finish"]
        moment = task if row["on_task_id"] is not None else whole.get(row["on_project_id"])
        expected = day_of(moment) if moment is not None else None
        found.append(
            {
                "dependency": row["pk"],
                "number": row["number"],
                "project": row["project_id"],
                "what": row["what"],
                "on_project": row["on_project_id"],
                "task": row["on_task_id"],
                "needed": row["needed_on"],
                "expected": expected,
                "late": (expected - row["needed_on"]).days if expected is not None else None,
            }
        )
    return Answer(sorted(found, key=lambda one: -(one["late"] if one["late"] is not None else 0)))


def _reason(part: Part) -> str:
    """Why it is so. Raises KeyError for a reason that no part gives."""
    count = part.count
    return {
        "over": lambda: said("The project is over."),
        "no-plan": lambda: said("Nothing that is approved has been planned yet."),
        "no-promise": lambda: said("No day was promised."),
        "chance": lambda: said("{count} % sure to keep the committed day", count=count),
        "planned-late": lambda: said_many(
            "Planned to finish {count} day after the committed day", "Planned to finish {count} days after the committed day", count=count
        ),
        "planned-on": lambda: said("Planned to finish on the committed day"),
        "planned-early": lambda: said_many(
            "Planned to finish {count} day before the committed day", "Planned to finish {count} days before the committed day", count=count
        ),
        "overtaken": lambda: said_many(
            "The plan ended {count} day ago and work is left: report what is done, and plan the rest",
            "The plan ended {count} days ago and work is left: report what is done, and plan the rest",
            count=count,
        ),
        "held-soon": lambda: said_many(
            "{count} task that was to begin within two weeks is held: nobody approved its scope",
            "{count} tasks that were to begin within two weeks are held: nobody approved their scope",
            count=count,
        ),
        "waits-long": lambda: said_many(
            "A scope item has waited for a decision for {count} day", "A scope item has waited for a decision for {count} days", count=count
        ),
        "waits": lambda: said_many("{count} scope item waits for a decision", "{count} scope items wait for a decision", count=count),
        "decided": lambda: said("Everything that was proposed is decided."),
        "not-simulated": lambda: said("It was not simulated yet."),
        "no-reserve": lambda: said("P50 and P80 are the same day"),
        "reserve": lambda: said_many("P80 comes {count} day after P50", "P80 comes {count} days after P50", count=count),
        "no-money": lambda: said("Not known yet: neither time nor money is kept here yet."),
    }[part.why]()


def told(part: Part) -> dict[str, str]:
    """A part in words."""
    label = said("{part}: {level}", part=word(PARTS[part.part]), level=word(LEVELS[part.level]).lower())
    tone = "" if part.level == "unknown" else part.level
    return {"part": part.part, "level": part.level, "label": label, "tone": tone, "reason": _reason(part), "opens": part.opens}


def _keys(projects: Any, project: Any) -> list[int]:
    found = projects.filter(pk=project.pk) if project is not None else projects
    return list(found.values_list("pk", flat=True))
