"""Who acts, as a person; and decisions that only those above make, or who acts for them."""

from collections.abc import Iterable

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.apps.people.selectors.deciding import deciders
from milepost.kernel.access import Actor, can_anywhere, reach
from milepost.kernel.administration.permissions import FURTHER
from milepost.kernel.call import stands_in
from milepost.kernel.errors import Denied
from milepost.kernel.operations import current
from milepost.values import said


def actor() -> Actor:
    """Who acts."""
    call = current()
    assert call is not None
    return call.actor


def person_acting() -> int | None:
    """The person behind the account that acts, if they have not left; None for the house, and for an account that is nobody's."""
    account = actor().account
    return Person.objects.filter(account_id=account, state="active").values_list("pk", flat=True).first() if account is not None else None


ANYBODY = "person.decide"
"""With it one decides on whomever it reaches, as those above do: for who has nobody above them. Never on oneself."""
FURTHER.add(ANYBODY)

ABOVE = said("the person's manager, somebody above, or who stands in for one of them while they are away")


class Deciding:
    """One person deciding on others, all looked up at once. The house itself decides on everybody."""

    def __init__(self, people: Iterable[int], *, what: str) -> None:
        self.who, self.what = person_acting(), what
        self.free = actor().unbounded
        self.allowed = {} if self.free else deciders(set(people))
        if self.who is not None and can_anywhere(actor(), ANYBODY):
            for person in Person.objects.filter(reach(PERSON, actor(), ANYBODY), pk__in=self.allowed).exclude(pk=self.who):
                self.allowed[person.pk][self.who] = None
        places = {place for by in self.allowed.values() for place in by.values() if place is not None}
        self.accounts = dict(Person.objects.filter(pk__in=places).values_list("pk", "account_id")) if places else {}

    def decide(self, person: int, *, record: int) -> int | None:
        """The one in whose place they decide on this person; None for their own. The journal's row of the record says so. Raises Denied."""
        if self.free:
            return None
        if self.who is None or self.who not in self.allowed[person]:
            raise Denied(
                said(
                    "{what} is decided by {above}; or by whoever holds {anybody} for them, with an account of their own.",
                    what=self.what,
                    above=ABOVE,
                    anybody=ANYBODY,
                )
            )
        place = self.allowed[person][self.who]
        if place is not None:
            stands_in(record, self.accounts.get(place))
        return place
