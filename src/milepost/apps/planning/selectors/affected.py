"""Which plans hang on somebody's working time, or on an organisation's days."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from milepost.apps.organisations.models import Organisation
from milepost.apps.planning.models import ProjectPlan
from milepost.apps.projects.rules.gate import PROJECT_STATES, Work


def open_plans_of(*, people: Collection[int] = (), organisations: Iterable[int] = ()) -> list[int]:
    """Open plans of projects that go on, with unfinished work of these people, or for these organisations. That of the house concerns every
    plan whose own organisation says no country."""
    keys = set(organisations)
    where = Q(project__organisation__in=keys)
    if people:
        where |= Q(tasks__assignments__person__in=people, tasks__assignments__state__in=("offered", "accepted"), tasks__finished_at=None)
    if keys and Organisation.objects.filter(pk__in=keys, is_own=True).exists():
        where |= Q(project__organisation=None) | Q(project__organisation__country="")
    found = (
        ProjectPlan.objects.filter(where, state="open", project__state__in=PROJECT_STATES[Work.PLAN])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return list(found.distinct())
