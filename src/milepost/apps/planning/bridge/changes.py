"""What whoever looks at a plan has to draw anew: noted when it was changed, told from a number on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Min

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.models import PlanChange
from milepost.kernel.clock import now

KEPT = 500
"""So many changes of a plan are kept; who has not looked for longer gets the whole."""


@dataclass
class Touched:
    """Of a plan, before its dates are worked out: ids of tasks with other values, of tasks that are gone, and other parts of the chart."""

    tasks: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed after a number: as `Touched`, with the accounts that changed it."""

    number: int
    tasks: frozenset[int]
    gone: frozenset[int]
    parts: frozenset[str]
    accounts: frozenset[int]


def note(plan: int, touched: Touched, written: Iterable[int]) -> int:
    """Keep it; the number under which it stands."""
    last: int = PlanChange.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    PlanChange.objects.create(
        plan_id=plan,
        number=last + 1,
        at=now(),
        account_id=actor().account,
        tasks=sorted((touched.tasks | set(written)) - touched.gone),
        gone=sorted(touched.gone),
        parts=sorted(touched.parts),
    )
    if last % KEPT == KEPT - 1:
        PlanChange.objects.filter(plan=plan, number__lte=last - KEPT).delete()
    return last + 1


def last_number(plan: int) -> int:
    """Of the newest change; 0 where there was none."""
    return PlanChange.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0


def last_numbers(plans: Iterable[int]) -> dict[int, int]:
    """The same of several, in one query."""
    keys = list(plans)
    found = PlanChange.objects.filter(plan__in=keys).order_by().values_list("plan").annotate(last=Max("number"))
    return dict.fromkeys(keys, 0) | dict(found)


def since(plan: int, number: int) -> Since | None:
    """What changed after that number; None where it is not known any more, so that the whole has to be drawn anew."""
    found = PlanChange.objects.filter(plan=plan)
    known = found.aggregate(first=Min("number"), last=Max("number"))
    first, last = known["first"] or 1, known["last"] or 0
    if number > last or number < first - 1:
        return None
    tasks: set[int] = set()
    gone: set[int] = set()
    parts: set[str] = set()
    accounts: set[int] = set()
    rows = found.filter(number__gt=number).order_by("number").values_list("account_id", "tasks", "gone", "parts")
    for account, changed, ended, others in rows:
        gone = (gone | set(ended)) - set(changed)
        tasks |= set(changed)
        parts |= set(others)
        accounts |= {account} - {None}
    return Since(last, frozenset(tasks - gone), frozenset(gone), frozenset(parts), frozenset(accounts))
