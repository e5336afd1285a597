"""Links as one of their ends sees them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import entity
from milepost.kernel.models import Link

Json = dict[str, Any]


def links_of(word: str, record: int) -> Q:
    """Links that have the record at either end."""
    return Q(entity=word, record=record) | Q(other_entity=word, other_record=record)


def kinds_at(word: str, record: int) -> tuple[str, ...]:
    """The words of the entities that stand at either end of a record's links, its own among them; none where it has no links."""
    pairs = Link.objects.filter(links_of(word, record)).values_list("entity", "other_entity").distinct()
    return tuple(sorted({name for pair in pairs for name in pair}))


def ends_of(rows: Sequence[Mapping[str, Any]], actor: Actor, *, word: str, record: int) -> tuple[Json, ...]:
    """The rows of links (of `read_page`), each with `says`, what the record is to the other, and `other`, that record with its title.
    One query for each kind of record at the other ends."""
    others = []
    for row in rows:
        forward = (row["entity"], row["record"]) == (word, record)
        others.append((row["other_entity"], row["other_record"], True) if forward else (row["entity"], row["record"], False))
    titles: dict[tuple[str, int], str] = {}
    for name in {name for name, _, _ in others}:
        target = entity(name)
        keys = {key for one, key, _ in others if one == name}
        for key, title in visible(target, actor).filter(pk__in=keys).values_list("pk", target.title):
            titles[name, key] = str(title)
    return tuple(
        {
            **row,
            "says": (Link.KINDS if forward else Link.REVERSED)[row["kind"]],
            "other": {"entity": name, "id": key, "title": titles.get((name, key))},
        }
        for row, (name, key, forward) in zip(rows, others, strict=True)
    )
