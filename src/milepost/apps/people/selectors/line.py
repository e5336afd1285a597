"""The line of report: everybody below a manager, however many steps."""

from milepost.apps.people.models import Person
from milepost.apps.people.selectors.standing_in import standing_today


def reports_of(person: int | None, account: int | None) -> list[int]:
    """Ids of those who report to the person, and of that person. Without one: of the person behind the account, and of those for whom they
    act today. One query for each step."""
    top = [person] if person is not None else _own(account)
    found = set(top)
    step = found
    while step:
        step = set(Person.objects.filter(manager_id__in=step).values_list("pk", flat=True)) - found
        found |= step
    return sorted(found)


def _own(account: int | None) -> list[int]:
    own = list(Person.objects.filter(account_id=account).values_list("pk", flat=True)) if account is not None else []
    return own + [place for one in own for place in standing_today().places_of(one)]
