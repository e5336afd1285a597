"""Publications: frozen for good; a new edition supersedes, and even the database refuses to change one."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from milepost.apps.organisations.entities import ORGANISATION
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Missing
from milepost.kernel.models import Publication, Record
from milepost.kernel.operations import operation_named, operations, perform
from milepost.kernel.publications import PUBLICATION, digest, is_unchanged, latest, publish
from milepost.kernel.rows import read_row

CONTENT = {"title": "Status", "blocks": [{"text": "Canary 7131"}]}


@pytest.fixture
def one(anybody: Actor) -> Record:
    return perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"}).records[0]


def give_out(actor: Actor, one: Record, content: Any = CONTENT) -> Publication:
    return publish(ORGANISATION, one, kind="status-report", title="Status", content=content, actor=actor)


def test_each_edition_has_number_hash_and_moment_and_supersedes_the_one_before(one: Record, anybody: Actor) -> None:
    first, second = give_out(anybody, one), give_out(anybody, one, {"title": "Later"})
    assert [(p.number, p.edition) for p in (first, second)] == [("PUB-1", 1), ("PUB-2", 2)]
    assert first.sha256 == digest(CONTENT) and first.published_at is not None
    current = latest("organisation", one.pk, "status-report")
    assert current is not None and current.pk == second.pk
    kept = Publication.objects.get(pk=first.pk)
    assert kept.content == CONTENT and is_unchanged(kept)


def test_no_operation_changes_or_deletes_a_publication() -> None:
    assert [operation.name for operation in operations(PUBLICATION)] == ["publication.publish"]
    for verb in ("edit", "delete"):
        with pytest.raises(KeyError):
            operation_named(f"publication.{verb}")


@pytest.mark.parametrize("change", [{"title": "other"}, {"content": {}}, {"sha256": "0" * 64}, {"edition": 9}])
def test_the_database_refuses_to_change_a_publication(change: dict[str, Any], one: Record, anybody: Actor) -> None:
    made = give_out(anybody, one)
    with pytest.raises(IntegrityError, match="rows of this table are never changed"), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(**change)
    assert is_unchanged(Publication.objects.get(pk=made.pk))


def test_the_database_refuses_to_delete_a_publication(one: Record, anybody: Actor) -> None:
    made = give_out(anybody, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=made.pk).delete()
    assert Publication.objects.filter(pk=made.pk).exists()


def test_nobody_publishes_past_the_operation_of_a_room(one: Record, staff: Any) -> None:
    with pytest.raises(Denied):
        give_out(staff("Ann", "organisation.view", "publication.view", "publication.create"), one)


def test_a_stranger_reads_no_publication(one: Record, anybody: Actor, staff: Any) -> None:
    made = give_out(anybody, one)
    assert read_row(PUBLICATION, staff("Ann", "organisation.view", "publication.view"), made.pk)["content"] == CONTENT
    for name, permissions in (("Bob", ("publication.view",)), ("Cid", ("organisation.view",))):
        with pytest.raises(Missing):
            read_row(PUBLICATION, staff(name, *permissions), made.pk)


def test_the_migrations_make_the_tables_that_the_models_describe(db: None) -> None:
    """A constraint that does not equal itself would be made anew by every next migration."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
