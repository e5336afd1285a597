"""Asks the index: what an actor may see of what holds the words. The first few in one query; all of them in pages, counted by kind, in
three."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Func, IntegerField, Max, Min, Q, QuerySet, TextField, Value, When

from milepost.kernel.access import Actor, can_anywhere, reach
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import SearchEntry
from milepost.kernel.search.engine import engine
from milepost.kernel.search.index import searched
from milepost.kernel.search.words import asked_words, words_of

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `text` is where the first word stands, with some words around it, `number` what people know it by beside
    its title, if it has one."""

    entity: str
    record: int
    title: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. `kinds` are names of entities with how many records of each there are, whichever kind the page is of;
    `count` is how many there are of that."""

    count: int
    kinds: tuple[tuple[str, int], ...]
    hits: tuple[Hit, ...]
    words: tuple[str, ...]


def search(
    actor: Actor, text: str, *, kind: Entity | None = None, among: tuple[Entity, ...] | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """A page of the records that hold every word, or words that begin so, in the order of `find`; of one kind or of all."""
    words = asked_words(text)
    if not words:
        return Found(0, (), (), ())
    found = _entries(actor, among or entities(), words)
    kinds = tuple(
        found.order_by().values("entity").annotate(n=Count("record", distinct=True)).order_by("-n", "entity").values_list("entity", "n")
    )
    chosen = found.filter(Q(kind=kind.name)) if kind is not None else found
    count = sum(number for name, number in kinds if kind is None or name == kind.name)
    hits = _page(chosen, text, words, limit, offset) if count > offset else ()
    return Found(count, kinds, hits, tuple(words))


def _page(found: QuerySet[SearchEntry], text: str, words: Sequence[str], limit: int, offset: int) -> tuple[Hit, ...]:
    """A record has an entry for each permission that some of its words take: it comes once."""
    grouped = found.order_by().values("entity", "record").annotate(best=Min(_rank(text, words)), at=Max("changed_at"), entry=Min("pk"))
    keys = list(grouped.order_by("best", "-at", "entry").values_list("entry", flat=True)[offset : offset + limit])
    entries = SearchEntry.objects.in_bulk(keys)
    return tuple(_hit(entries[key], words) for key in keys if key in entries)


def find(actor: Actor, text: str, *, among: tuple[Entity, ...] | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """Records that hold every word, or words that begin so: first those whose title begins with what was typed, then the latest changed."""
    words = asked_words(text)
    if not words:
        return ()
    found = _entries(actor, among or entities(), words)
    seen: dict[tuple[str, int], Hit] = {}
    for entry in found.annotate(rank=_rank(text, words)).order_by("rank", "-changed_at", "pk")[: limit * 2]:
        seen.setdefault((entry.entity, entry.record), _hit(entry, words))
    return tuple(seen.values())[:limit]


def _hit(entry: SearchEntry, words: Sequence[str]) -> Hit:
    numbered = entity_named(entry.entity).prefix and not entry.sees
    number = entry.text.partition("\n")[0] if numbered else ""
    return Hit(entry.entity, entry.record, entry.title, around(entry.text, words[0]), number)


def _rank(text: str, words: Sequence[str]) -> Case:
    """How well a title fits what was typed, the best first."""
    typed = " ".join(text.split())
    return Case(
        When(title__iexact=typed, then=Value(0)),
        When(title__istartswith=typed, then=Value(1)),
        When(title__icontains=words[0], then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _reached(actor: Actor, among: tuple[Entity, ...]) -> Q:
    """Entries of records that can be seen, and of masked text only where its permission holds too. Of an entity of which everything is
    seen the entries are not looked up one by one."""
    found, whole = NOTHING, dict[str, list[str]]()
    for entity in among:
        columns = searched(entity)
        if not columns or not can_anywhere(actor, entity.permission("view")):
            continue
        seen = reach(entity, actor, entity.permission("view"))
        for sees in ("", *sorted({column.sees for column in columns if column.sees})):
            if sees and not can_anywhere(actor, sees):
                continue
            where = seen & reach(entity, actor, sees) if sees else seen
            if not where:
                whole.setdefault(sees, []).append(entity.name)
            else:
                records = entity.model._default_manager.filter(where).values("pk")
                found |= Q(kind=entity.name, sees=sees, record__in=records)
    for sees, names in whole.items():
        found |= Q(kind__in=names, sees=sees)
    return found


class _Kind(Func):
    """The entity's name as a value that no index is chosen for: the words come first, and then what may be seen."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """A plus before a column does that."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL knows how many rows hold a word."""
        return self.as_sql(compiler, connection, template="%(expressions)s", **extra)


def _entries(actor: Actor, among: tuple[Entity, ...], words: Sequence[str]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.annotate(kind=_Kind(F("entity"))).filter(_reached(actor, among)).filter(engine().matches(words))


def around(text: str, word: str, *, most: int = 120) -> str:
    """The line of the text in which the word stands, cut to so many characters about it."""
    for line in text.splitlines():
        place = line.casefold().find(word)
        if place >= 0 or any(one.startswith(word) for one in words_of(line)):
            start = max(0, place - most // 3)
            cut = line[start : start + most].strip()
            return f"{'…' if start else ''}{cut}{'…' if start + most < len(line) else ''}"
    return ""
