"""What is done with people."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from milepost.apps.organisations.services.circles import refuse_circles
from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.apps.people.selectors.holidays import knows, regions_of
from milepost.apps.people.services.acting import actor
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import Address, Day, Ref, Text
from milepost.kernel.models import Account
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.settings import today_here
from milepost.values import listed, said, word

KEPT = "\0"
"""Not given; no text can be this."""


def _rules(people: Sequence[Person]) -> None:
    refuse_circles(people, "manager", word("nobody is above themselves: {line}."))
    refuse_circles(people, "works_under", word("nobody countersigns for themselves, not even through others: {line}."))
    for person in people:
        _check_region(person)
    _check_not_own(people)


add_generated(PERSON, then=_rules)


def _check_region(person: Person) -> None:
    """Raises Invalid for a region that the country's public holidays do not know."""
    if not person.region:
        return
    person.region = person.region.upper()
    if not person.country:
        raise Invalid({"country": [Fault("required", said("a region lies in a country; name that too."))]})
    if knows(person.country) and not knows(person.country, person.region):
        known = regions_of(person.country)
        told = said("known are {known}.", known=listed(known)) if known else said("it has none with days of their own; leave it empty.")
        raise Invalid(
            {
                "region": [
                    Fault(
                        "no-such-region",
                        said("{country} has no region '{region}'; {told}", country=person.country, region=person.region, told=told),
                    )
                ]
            }
        )


def _check_not_own(people: Sequence[Person]) -> None:
    """Whoever decides on somebody is not chosen by them. Raises Denied."""
    account = actor().account
    own = [person for person in people if account is not None and person.account_id == account and person.pk is not None]
    for person in own:
        before = Person.objects.values_list("manager_id", "works_under_id").get(pk=person.pk)
        if before != (person.manager_id, person.works_under_id):
            raise Denied(said("Nobody chooses who is above them: somebody else changes your manager, or whom you work under."))


@operation(PERSON, "leave")
def leave(people: Sequence[Person], *, last_day: Annotated[date, Day(label="Last day")]) -> None:
    """Say that somebody has left: what they did stays, and nothing new is planned with them after that day. Raises Invalid for a day that
    is still to come: until then they work, decide and are planned with."""
    if last_day > today_here():
        told = said(
            "{last_day} is still to come, and until then they are here; say it beforehand (person.plan-leaving).", last_day=last_day
        )
        raise Invalid({"last_day": [Fault("to-come", told)]})
    for person in people:
        person.left_on = last_day


@operation(PERSON, "plan-leaving")
def plan_leaving(people: Sequence[Person], *, last_day: Annotated[date | None, Day(required=False, help="Empty: they stay.")]) -> None:
    """Say beforehand which day is somebody's last: nothing new is planned with them after it, and on the day behind it they have left."""
    if last_day is not None and last_day < today_here():
        raise Invalid(
            {"last_day": [Fault("past", said("{last_day} has gone by; say that they have left (person.leave).", last_day=last_day))]}
        )
    for person in people:
        person.left_on = last_day


@operation(PERSON, "return")
def come_back(people: Sequence[Person]) -> None:
    """Take somebody back who had left."""
    for person in people:
        person.left_on = None


@operation(PERSON, "connect")
def connect(people: Sequence[Person], *, account: Annotated[Any, Ref(entity="account", label="Account")]) -> None:
    """Say which account is a person's: with it they reach what is their own, and decide as the person they are."""
    if len(people) > 1:
        raise Invalid({"account": [Fault("several", said("an account is one person's; connect one at a time."))]})
    for person in people:
        if person.account_id not in (None, account.pk):
            raise Invalid(
                {"account": [Fault("connected", said("{person} has an account already; disconnect that first.", person=person.name))]}
            )
        if account.kind != Account.Kind.PERSON:
            raise Invalid({"account": [Fault("client-account", said("this is the account of a client's person, who does not work here."))]})
        if not account.is_active:
            raise Invalid({"account": [Fault("closed", said("this account is closed; reopen it first."))]})
        person.account = account


@operation(PERSON, "disconnect")
def disconnect(people: Sequence[Person]) -> None:
    """Take the account away from a person: it stays open, and is nobody's."""
    for person in people:
        person.account = None


@operation(PERSON, "change-details", partial=True)
def change_details(
    people: Sequence[Person],
    *,
    email: Annotated[str | None, Address(label="Email", required=False)] = KEPT,
    phone: Annotated[str | None, Text(label="Phone", most=40, required=False)] = KEPT,
) -> None:
    """Change how somebody is reached; what is not given stays. It is what people may do with their own record, where person.edit is for
    those who run it."""
    for person in people:
        person.email = person.email if email is KEPT else email or ""
        person.phone = person.phone if phone is KEPT else phone or ""
