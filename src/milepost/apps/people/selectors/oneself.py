"""The person behind an account."""

from milepost.apps.people.models import Person
from milepost.kernel.access import remembered


def person_of(account: int | None, *, here: bool = False) -> int | None:
    """The id of the person, if the account is somebody's; with `here` only of one who has not left."""
    if account is None:
        return None
    found = remembered(("person of", account), lambda: Person.objects.filter(account_id=account).values_list("pk", "state").first())
    return found[0] if found is not None and (not here or found[1] == "active") else None
