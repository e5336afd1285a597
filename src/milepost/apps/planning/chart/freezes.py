"""Work of open plans about the days on which nothing may be changed: what is planned on them after all, what stands still meanwhile, and
what begins as soon as they are over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from milepost.apps.organisations.models import Organisation
from milepost.apps.people.selectors.holidays import holidays_between
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import ChangeFreeze
from milepost.apps.planning.selectors.under_way import TO_DO
from milepost.kernel.access import Actor
from milepost.kernel.inputs.local_moment import minutes_of

DAY = timedelta(days=1)
FURTHEST = 60
"""So many days behind a freeze a working day is looked for."""
_READ = (
    "number",
    "name",
    "plan__project__number",
    "plan__project__name",
    "plan__project__organisation_id",
    "dates__start",
    "dates__finish",
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """One freeze: its id, whose it is, and its days, both included."""

    key: int
    organisation: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Work:
    """A task with its project; moments are minutes of the plan's clock."""

    number: str
    name: str
    project: str
    project_name: str
    start: int
    finish: int


@dataclass(frozen=True, slots=True)
class Around:
    """`inside` begins or ends on frozen days, `still` begins before and ends after them, `behind` begins on the first working day `then`
    that follows them. Each in the order in which it begins."""

    then: date
    inside: list[Work] = field(default_factory=list)
    still: list[Work] = field(default_factory=list)
    behind: list[Work] = field(default_factory=list)


def around(actor: Actor, freezes: Sequence[Frozen]) -> dict[int, Around]:
    """By freeze, of the unfinished tasks that whoever looks may see. Three queries, however many freezes there are; none for none."""
    if not freezes:
        return {}
    found = {one.key: Around(then) for one, then in zip(freezes, _first_days(freezes), strict=True)}
    spans = {one.key: (_midnight(one.first), _midnight(one.last + DAY), _midnight(found[one.key].then + DAY)) for one in freezes}
    where = Q(pk__in=[])
    for one in freezes:
        begin, _, until = spans[one.key]
        where |= Q(plan__project__organisation=one.organisation, dates__start__lt=until, dates__finish__gt=begin)
    tasks = seen(TASK, actor).filter(TO_DO, where, dates__held=False).order_by("dates__start", "pk")
    of: dict[int, list[Frozen]] = {}
    for one in freezes:
        of.setdefault(one.organisation, []).append(one)
    for number, name, project, project_name, organisation, start, finish in tasks.values_list(*_READ):
        work = Work(number, name, project, project_name, start, finish)
        for one in of[organisation]:
            _sort_in(found[one.key], work, *spans[one.key])
    return found


def _sort_in(found: Around, work: Work, begin: int, end: int, until: int) -> None:
    """Where the task belongs, if it has to do with the freeze."""
    if work.start >= until or work.finish <= begin:
        return
    if work.start >= end:
        found.behind.append(work)
    elif work.start < begin and work.finish > end:
        found.still.append(work)
    else:
        found.inside.append(work)


def _first_days(freezes: Sequence[Frozen]) -> Iterable[date]:
    """By freeze the first day after it on which work goes on: from Monday to Friday, no public holiday, and not frozen once more."""
    ours = {one.organisation for one in freezes}
    frozen: dict[int, list[tuple[date, date]]] = {}
    for key, first, last in ChangeFreeze.objects.filter(organisation__in=ours).values_list("organisation_id", "first_day", "last_day"):
        frozen.setdefault(key, []).append((first, last))
    countries = {key: (country, own) for key, country, own in _countries(ours)}
    house = next((country for country, own in countries.values() if own), "")
    for one in freezes:
        country = countries.get(one.organisation, ("", False))[0] or house
        yield _first_day(one.last, frozen.get(one.organisation, ()), holidays_between(country, "", one.last, one.last + FURTHEST * DAY))


def _countries(ours: Iterable[int]) -> Iterable[tuple[int, str, bool]]:
    return Organisation.objects.filter(Q(pk__in=ours) | Q(is_own=True)).values_list("pk", "country", "is_own")


def _first_day(last: date, frozen: Iterable[tuple[date, date]], holidays: Mapping[date, str]) -> date:
    day, spans = last, list(frozen)
    for _ in range(FURTHEST):
        day += DAY
        if day.weekday() < 5 and day not in holidays and not any(first <= day <= until for first, until in spans):
            return day
    return day


def _midnight(day: date) -> int:
    return minutes_of(datetime(day.year, day.month, day.day))
