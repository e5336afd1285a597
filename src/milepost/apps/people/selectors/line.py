"""The line of report: everybody below a manager, however many steps."""

from milepost.apps.people.models import Person


def reports_of(person: int | None, account: int | None) -> list[int]:
    """Ids of those who report to the person (else to the person behind the account), and of that person. One query for each step."""
    top = [person] if person is not None else list(Person.objects.filter(account_id=account or 0).values_list("pk", flat=True))
    found = set(top)
    step = found
    while step:
        step = set(Person.objects.filter(manager_id__in=step).values_list("pk", flat=True)) - found
        found |= step
    return sorted(found)
