"""What somebody has muted, and what mails they have chosen."""

from dataclasses import dataclass

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entity
from milepost.kernel.models import MailPreference, Mute
from milepost.kernel.notices.digest import USUAL_HOUR
from milepost.kernel.notices.rules import rules
from milepost.kernel.operations import operations
from milepost.kernel.rows import rows_of


@dataclass(frozen=True, slots=True)
class Muted:
    """One mute; `row` is its record as the actor sees it, of one that they see no more None."""

    id: int
    operation: str
    entity: Entity | None
    record: int
    row: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Mails:
    """What somebody has chosen; `id` is None while nothing was."""

    id: int | None
    at_once: bool
    daily: bool
    hour: int


def mute_of(actor: Actor, *, operation: str = "", entity: str = "", record: int = 0) -> int | None:
    """The actor's own mute of just that, by its id."""
    found = Mute.objects.filter(account=actor.account, operation=operation, entity=entity, record=record)
    return found.values_list("pk", flat=True).first()


def mutes_of(actor: Actor) -> list[Muted]:
    """Every mute of the actor's own; a query for each kind of record that is muted singly."""
    found = list(Mute.objects.filter(account=actor.account).order_by("entity", "record", "operation"))
    wanted: dict[str, list[int]] = {}
    for one in found:
        if one.record:
            wanted.setdefault(one.entity, []).append(one.record)
    rows = {name: {row["id"]: row for row in rows_of(entity(name), actor, keys)} for name, keys in wanted.items()}
    return [
        Muted(one.pk, one.operation, entity(one.entity) if one.entity else None, one.record, rows.get(one.entity, {}).get(one.record))
        for one in found
    ]


def mutable() -> list[str]:
    """The names of operations that somebody may be told of and would mute as such: those with a rule, and edits."""
    edits = [one.name for one in operations() if one.kind == "edit" and one.entity.reach is None]
    return sorted({*rules(), *edits})


def mails_of(actor: Actor) -> Mails:
    """What the actor has chosen, or what is usual."""
    found = MailPreference.objects.filter(account=actor.account).first()
    return Mails(None, False, True, USUAL_HOUR) if found is None else Mails(found.pk, found.at_once, found.daily, found.hour)
