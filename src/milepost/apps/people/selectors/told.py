"""Whom notices about people name, as their accounts: the manager and who acts for them, and the person."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Model

from milepost.apps.people.models import Certificate, Leave, Person
from milepost.apps.people.selectors.standing_in import standing_today

By = Mapping[int, Collection[int]]
"""By record the accounts."""


def accounts_of_managers(people: Mapping[int, int]) -> By:
    """For records by the person they are about: the accounts of that one's manager, and of who acts for the manager while they are away.
    Nobody decides on themselves."""
    managers = dict(Person.objects.filter(pk__in=set(people.values()), manager__isnull=False).values_list("pk", "manager_id"))
    standing = standing_today()
    acting = {manager: {manager, *standing.acting_for(manager)} for manager in managers.values() if manager is not None}
    here = Person.objects.filter(pk__in={one for those in acting.values() for one in those}, state="active", account__isnull=False)
    accounts = dict(here.values_list("pk", "account_id"))
    return {
        record: tuple(accounts[one] for one in sorted(acting.get(managers.get(person) or 0, ())) if one in accounts and one != person)
        for record, person in people.items()
    }


def accounts_of_people(people: Mapping[int, int]) -> By:
    """For records by the person they are about: that one's account."""
    own = Person.objects.filter(pk__in=set(people.values()), account__isnull=False)
    accounts: dict[int, Any] = dict(own.values_list("pk", "account_id"))
    return {record: (accounts[person],) for record, person in people.items() if person in accounts}


def deciders_of_leave(keys: Sequence[int]) -> By:
    """Who is asked to decide on leave."""
    return accounts_of_managers(_person_of(Leave, keys))


def whose_leave(keys: Sequence[int]) -> By:
    """Whose it is."""
    return accounts_of_people(_person_of(Leave, keys))


def whose_leave_and_deciders(keys: Sequence[int]) -> By:
    """Whose it is, and who decided on it or would."""
    return _them_and_their_managers(_person_of(Leave, keys))


def whose_certificate_and_manager(keys: Sequence[int]) -> By:
    """Whose it is, and their manager."""
    return _them_and_their_managers(_person_of(Certificate, keys))


def _them_and_their_managers(people: Mapping[int, int]) -> By:
    own, above = accounts_of_people(people), accounts_of_managers(people)
    return {key: (*own.get(key, ()), *above.get(key, ())) for key in people}


def whose_manager(keys: Sequence[int]) -> By:
    """The managers of people."""
    return accounts_of_managers({key: key for key in keys})


def who_it_is(keys: Sequence[int]) -> By:
    """The people themselves."""
    return accounts_of_people({key: key for key in keys})


def _person_of(model: type[Model], keys: Sequence[int]) -> dict[int, int]:
    return dict(model._default_manager.filter(pk__in=keys).values_list("pk", "person_id"))
