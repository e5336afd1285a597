"""Who reports to whom, and who works under whom: of everybody at once, and once within one reading."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from milepost.apps.people.models import Person
from milepost.kernel.access import remembered


class Line(NamedTuple):
    """A person, who is above them, and the account by which they are known here."""

    person: int
    manager: int | None
    works_under: int | None
    account: int | None

    @property
    def named(self) -> int | None:
        """Who countersigns what they draft."""
        return self.works_under or self.manager


def lines() -> Sequence[Line]:
    """Of everybody who has somebody above them."""
    return remembered(("lines",), _read)


def _read() -> Sequence[Line]:
    above = Person.objects.filter(Q(manager__isnull=False) | Q(works_under__isnull=False))
    return [Line(*row) for row in above.values_list("pk", "manager_id", "works_under_id", "account_id")]
