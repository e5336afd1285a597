"""Publishing: done from within the operations of rooms, which decide what a document holds and who may give it out."""

from collections.abc import Sequence

from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.inputs.input import Json
from milepost.kernel.models import Publication, Record
from milepost.kernel.operations import current, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.publications.entity import PUBLICATION
from milepost.kernel.publications.read import digest, latest


def set_edition(publications: Sequence[Publication]) -> None:
    """Number, hash, author and moment of publications that are about to be made."""
    call = current()
    for one in publications:
        before = latest(one.entity, one.record, one.kind)
        one.edition = before.edition + 1 if before is not None else 1
        one.sha256 = digest(one.content)
        one.published_by_id = call.actor.account if call is not None else None
        one.published_at = now()


add_generated(PUBLICATION, then=set_edition)


def publish(entity: Entity, record: Record, *, kind: str, title: str, content: Json, actor: Actor) -> Publication:
    """Freeze a document about a record as its next edition; what was published before stays, and is superseded. For use within an
    operation of a room; by itself only the house may. Raises Denied and Invalid (for content that is no JSON)."""
    given = {"entity": entity.name, "record": record.pk, "kind": kind, "title": title, "content": content}
    made = perform(operation_named("publication.create"), actor, given=given).records[0]
    assert isinstance(made, Publication)
    return made
