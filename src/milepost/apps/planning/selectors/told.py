"""Who is told of what is done in plans, by account."""

from collections.abc import Collection, Mapping, Sequence

from milepost.apps.planning.models import Assignment, Baseline, LevellingProposal, ProjectPlan, TaskLink

By = Mapping[int, Collection[int]]
"""By record the accounts."""


def who_is_assigned(assignments: Sequence[int]) -> By:
    """Whoever is to do it."""
    rows = Assignment.objects.filter(pk__in=assignments, person__account__isnull=False, task__plan__kind="main")
    return {key: (account,) for key, account in rows.values_list("pk", "person__account_id")}


def who_assigned(assignments: Sequence[int]) -> By:
    """Whoever manages the project."""
    rows = Assignment.objects.filter(pk__in=assignments, task__plan__kind="main", task__plan__project__manager__account__isnull=False)
    return {key: (account,) for key, account in rows.values_list("pk", "task__plan__project__manager__account_id")}


def both_sides(assignments: Sequence[int]) -> By:
    """Whoever is asked, and whoever asked."""
    asked, asking = who_is_assigned(assignments), who_assigned(assignments)
    return {key: tuple(dict.fromkeys((*asked.get(key, ()), *asking.get(key, ())))) for key in assignments}


def managers_and_sponsors(plans: Sequence[int]) -> By:
    """Whoever manages the plan's project, and whoever answers for it."""
    rows = ProjectPlan.objects.filter(pk__in=plans).values_list("pk", "project__manager__account_id", "project__sponsor__account_id")
    return {key: _known(manager, sponsor) for key, manager, sponsor in rows}


def who_knows_baseline(baselines: Sequence[int]) -> By:
    """The same for a baseline."""
    rows = Baseline.objects.filter(pk__in=baselines)
    names = ("pk", "plan__project__manager__account_id", "plan__project__sponsor__account_id")
    return {key: _known(manager, sponsor) for key, manager, sponsor in rows.values_list(*names)}


def who_decides_levelling(proposals: Sequence[int]) -> By:
    """Whoever manages the project whose tasks would move; of one that moves nothing nobody."""
    rows = LevellingProposal.objects.filter(pk__in=proposals, moved__gt=0, plan__project__manager__account__isnull=False)
    return {key: (account,) for key, account in rows.values_list("pk", "plan__project__manager__account_id")}


def whose_turn(tasks: Sequence[int]) -> By:
    """Of tasks that are finished: whoever is to do a task that waited for it, and for nothing else any more."""
    links = TaskLink.objects.filter(
        predecessor__in=tasks, kind="FS", predecessor__finished_at__isnull=False, successor__started_at=None, successor__plan__kind="main"
    )
    pairs = list(links.values_list("predecessor_id", "successor_id"))
    open_ = TaskLink.objects.filter(
        successor__in={behind for _, behind in pairs}, kind="FS", predecessor__finished_at=None, predecessor__in_backlog=False
    )
    waiting = set(open_.values_list("successor_id", flat=True))
    free = {behind for _, behind in pairs} - waiting
    rows = Assignment.objects.filter(task__in=free, person__account__isnull=False).exclude(state="declined")
    people: dict[int, list[int]] = {}
    for task, account in rows.values_list("task_id", "person__account_id"):
        people.setdefault(task, []).append(account)
    found: dict[int, list[int]] = {}
    for before, behind in pairs:
        found.setdefault(before, []).extend(people.get(behind, ()))
    return {key: tuple(dict.fromkeys(accounts)) for key, accounts in found.items() if accounts}


def _known(*accounts: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in accounts if one is not None))
