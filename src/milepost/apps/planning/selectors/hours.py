"""When people work, as plans need it: patterns with their hours, leave and public holidays, in three queries for all of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Subquery

from milepost.apps.organisations.models import Organisation
from milepost.apps.people.models import Leave, Person, WorkingPattern
from milepost.apps.people.selectors.availability import DAYS
from milepost.apps.people.selectors.holidays import holidays_between
from milepost.apps.planning.models import ProjectPlan
from milepost.kernel.clock import now

AHEAD = timedelta(days=5 * 366)
"""How far public holidays are looked up beyond the day from which a plan is made, or beyond today where that comes later."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Of one person: patterns by the day from which they hold, in order, as texts from Monday to Sunday; approved leave as first day, last
    day and part; from when to when they are here."""

    name: str
    patterns: Sequence[tuple[date, tuple[str, ...]]]
    holidays: Collection[date]
    leave: Sequence[tuple[date, date, str]]
    joined: date | None
    left: date | None


def hours_of(people: Iterable[int], since: date) -> Mapping[int, Hours]:
    """By person, in the order of their ids; leave that ended before `since` is left aside."""
    keys = sorted(set(people))
    patterns: dict[int, list[tuple[date, tuple[str, ...]]]] = {}
    for person, begins, *week in (
        WorkingPattern.objects.filter(person_id__in=keys).order_by("valid_from").values_list("person_id", "valid_from", *DAYS)
    ):
        patterns.setdefault(person, []).append((begins, tuple(week)))
    leave: dict[int, list[tuple[date, date, str]]] = {}
    taken = Leave.objects.filter(person_id__in=keys, state="approved", last_day__gte=since).order_by("first_day")
    for person, first, last, part in taken.values_list("person_id", "first_day", "last_day", "part"):
        leave.setdefault(person, []).append((first, last, part))
    found = {}
    rows = Person.objects.filter(pk__in=keys).order_by("pk")
    for key, name, country, region, joined, left in rows.values_list("pk", "name", "country", "region", "joined_on", "left_on"):
        free = holidays_between(country, region, since, _until(since))
        found[key] = Hours(name, patterns.get(key, ()), frozenset(free), leave.get(key, ()), joined, left)
    return found


def with_country(plans: QuerySet[ProjectPlan]) -> QuerySet[ProjectPlan]:
    """The plans with their project and what `holidays_of` needs, in the same query."""
    own = Organisation.objects.filter(is_own=True).values("country")[:1]
    return plans.select_related("project__organisation").annotate(house_country=Subquery(own))


def holidays_of(plan: ProjectPlan, since: date) -> dict[date, str]:
    """Days off for work that nobody in particular does: those of the country of the organisation that the project is for, or else of the
    house; none where neither says its country."""
    organisation = plan.project.organisation
    country = (organisation.country if organisation is not None else "") or getattr(plan, "house_country", None) or ""
    return holidays_between(country, "", since, _until(since))


def _until(since: date) -> date:
    return min(max(since, now().date()), date.max - AHEAD) + AHEAD
