"""Fills the index: follows the journal's sealed rows by position, so that nothing is missed and no write waits for it."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from milepost.kernel.clock import now
from milepost.kernel.entity import Column, Entity, entities
from milepost.kernel.models import Counter, JournalEntry, Record, SearchEntry
from milepost.kernel.search.engine import engine
from milepost.kernel.search.words import words_of

NAME = "search"
PART = 1_000
TITLE, TEXT = 300, 20_000
"""Characters of a record that are kept; what lies beyond is not found by words."""


def follow(most: int = PART) -> int:
    """Index what up to so many journal rows changed; how many there were. One process does so at a time."""
    done = Counter.objects.filter(name=NAME).values_list("last", flat=True).first() or 0
    if not JournalEntry.objects.filter(position__gt=done).exists():
        return 0
    with transaction.atomic():
        counter, _ = Counter.objects.select_for_update().get_or_create(name=NAME)
        rows = list(
            JournalEntry.objects.filter(position__gt=counter.last).order_by("position").values_list("position", "entity", "record")[:most]
        )
        changed: dict[str, set[int]] = {}
        for _, name, record in rows:
            changed.setdefault(name, set()).add(record)
        for entity in entities():
            if entity.name in changed and searched(entity):
                write(entity, changed[entity.name])
        if rows:
            counter.last = max(position for position, _, _ in rows if position is not None)
            counter.save(update_fields=["last"])
    return len(rows)


def rebuild() -> int:
    """Empty the index and make it anew from the records as they are; how many entries it has."""
    with transaction.atomic():
        counter, _ = Counter.objects.select_for_update().get_or_create(name=NAME)
        engine().clear()
        SearchEntry.objects.all().delete()
        for entity in entities():
            if searched(entity):
                keys = list(entity.model._default_manager.values_list("pk", flat=True))
                for start in range(0, len(keys), PART):
                    write(entity, keys[start : start + PART])
        counter.last = JournalEntry.objects.exclude(position=None).order_by("-position").values_list("position", flat=True).first() or 0
        counter.save(update_fields=["last"])
    return SearchEntry.objects.count()


def searched(entity: Entity) -> Sequence[Column]:
    """The columns by whose words a record is found."""
    return [column for column in entity.columns if column.searched]


def write(entity: Entity, keys: Iterable[int]) -> None:
    """Put the entries of records in the place of those they had; a record that is gone has none."""
    chosen = list(keys)
    remove(entity, chosen)
    made = [entry for record in entity.model._default_manager.filter(pk__in=chosen) for entry in _entries(entity, record)]
    SearchEntry.objects.bulk_create(made, batch_size=500)
    engine().add(made)


def remove(entity: Entity, keys: Sequence[int]) -> None:
    """Records are found no more, until the journal says that they changed."""
    gone = list(SearchEntry.objects.filter(entity=entity.name, record__in=keys).values_list("pk", flat=True))
    engine().remove(gone)
    SearchEntry.objects.filter(pk__in=gone).delete()


def forget(entity: Entity, keys: Sequence[int]) -> None:
    """As `remove`, and nothing of their words is left: for data of a person that must go."""
    remove(entity, keys)
    engine().purge()


def _entries(entity: Entity, record: Record) -> Iterable[SearchEntry]:
    """One for what everybody sees, and one for each permission that some column takes."""
    number = str(getattr(record, "number", "") or "")
    texts: dict[str, list[str]] = {"": [number] if number else []}
    for column in searched(entity):
        texts.setdefault(column.sees, []).append(str(getattr(record, column.attribute) or ""))
    title_column = entity.by_name[entity.title]
    title = "" if title_column.sees else str(getattr(record, title_column.attribute) or "")
    for sees, parts in texts.items():
        text = "\n".join(part for part in parts if part)
        if text:
            yield SearchEntry(
                entity=entity.name,
                record=record.pk,
                sees=sees,
                title=title[:TITLE],
                text=text[:TEXT],
                words=" ".join(words_of(f"{title[:TITLE]} {text[:TEXT]}")),
                changed_at=getattr(record, "changed_at", None) or now(),
            )
