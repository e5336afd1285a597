"""People for the tests of the room: with accounts, patterns and leave."""

from datetime import UTC, datetime
from typing import Any

from milepost.apps.people.models import Person
from milepost.kernel.access import Actor, house
from milepost.kernel.operations import operation_named, perform

FULL = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-12:30, 13:30-17:00")
"""Seven hours on each of five days."""


def made(what: str, **given: Any) -> int:
    """The id of a new record, made by the house."""
    return perform(operation_named(f"{what}.create"), house("the tests"), given=given).records[0].pk


def done(what: str, on: int, **given: Any) -> None:
    """An operation by the house."""
    perform(operation_named(what), house("the tests"), on=[on], given=given)


def person(name: str, *, account: Actor | None = None, pattern: dict[str, str] | None = None, **given: Any) -> int:
    """A person, connected with an account, with a pattern from 2020 on."""
    key = made("person", name=name, **given)
    if account is not None:
        Person.objects.filter(pk=key).update(account_id=account.account)
    if pattern is not None:
        made("working-pattern", person=key, valid_from="2020-01-06", **pattern)
    return key


def approved(who: int, first: str, last: str, part: str = "day", kind: str = "holiday") -> int:
    """Approved leave."""
    key = made("leave", person=who, kind=kind, part=part, first_day=first, last_day=last)
    done("leave.request", key)
    done("leave.approve", key)
    return key


def at(text: str) -> datetime:
    """Noon, UTC, of a day."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)
