"""Somebody who watches, somebody who does things, and the journal read to its end: for tests of notices."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Notice
from milepost.kernel.notices import follow, tell
from milepost.kernel.notices.read import page_of
from milepost.kernel.operations import operation_named, perform


def do(actor: Actor, operation: str, /, *on: int, **given: Any) -> int:
    """An operation; the id of its record."""
    return perform(operation_named(operation), actor, on=on, given=given).records[0].pk


def client(actor: Actor, name: str = "Harbour Council") -> int:
    """An organisation."""
    return do(actor, "organisation.create", name=name, kind="client")


def watch(actor: Actor, record: int, entity: str = "organisation") -> int:
    """The actor watches it, by the house's own hand."""
    from milepost.kernel.access import house

    return do(house("the tests"), "watch.create", entity=entity, record=record, account=actor.account)


def follow_all() -> None:
    """The journal is sealed and told to its end."""
    while seal() or follow():
        pass


def told(actor: Actor, which: str = "new") -> list[str]:
    """The sentences in the actor's inbox, the journal read first."""
    follow_all()
    own = as_oneself(actor)
    return [one.sentence for one in tell(own, page_of(own, which=which).notices)]


def rows(actor: Actor) -> list[Notice]:
    """The actor's notices as they are kept."""
    follow_all()
    return list(Notice.objects.filter(account=actor.account).order_by("pk"))
