"""What the database refuses is told alike, whichever database it is."""

import pytest
from django.db import IntegrityError, transaction

from milepost.apps.organisations.models import Organisation, Site
from milepost.kernel.clock import now
from milepost.kernel.models import Counter, Job
from milepost.kernel.operations.integrity import translated

pytestmark = pytest.mark.django_db(transaction=True)


def organisation(**values: object) -> Organisation:
    given = {"name": "Harbour Council", "kind": "client", "state": "active", "number": "ORG-1", "created_at": now(), "changed_at": now()}
    return Organisation(**(given | values))


def told(model: type, *records: object) -> dict[str, list[tuple[str, str]]]:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        for record in records:
            record.save(force_insert=True)  # type: ignore[attr-defined]
    found = translated(refused.value, model)
    return {name: [(fault.code, fault.message) for fault in faults] for name, faults in found.fields.items()}


def test_a_constraint_is_told_in_its_own_words() -> None:
    found = told(Organisation, organisation(), organisation(number="ORG-2", name="HARBOUR council"))
    assert found == {"": [("taken", "there is one of this kind with this name.")]}
    own = organisation(pk=77, parent_id=77)
    assert told(Organisation, own) == {"": [("contradiction", "an organisation cannot be part of itself.")]}


def test_a_value_that_is_taken_is_told_at_its_field() -> None:
    found = told(Organisation, organisation(), organisation(name="Another"))
    assert found == {"number": [("taken", "another record has this already.")]}


def test_a_value_that_is_missing_is_told_at_its_field() -> None:
    assert told(Organisation, organisation(name=None)) == {"name": [("required", "this is needed and was left empty.")]}


def test_a_record_that_is_gone_is_told_as_such() -> None:
    site = Site(name="Town Hall", organisation_id=999, created_at=now(), changed_at=now())
    assert [code for faults in told(Site, site).values() for code, _ in faults] == ["in-use"]


def test_a_constraint_of_a_partial_index_is_told() -> None:
    jobs = [Job(key=f"k{n}", task="t", unique="one", run_after=now(), created_at=now()) for n in range(2)]
    assert told(Job, *jobs) == {"unique": [("taken", "the same work waits or runs already.")]}


def test_a_primary_key_that_is_taken_is_told() -> None:
    assert told(Counter, Counter(name="A"), Counter(name="A")) == {"name": [("taken", "another record has this already.")]}
