"""Asks the index: what an actor may see of what holds the words, the best first, counted by kind up to a thousand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Func, Q, QuerySet, TextField

from milepost.kernel.access import Actor, can_anywhere, reach
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import SearchEntry
from milepost.kernel.search.engine import engine
from milepost.kernel.search.index import searched
from milepost.kernel.search.words import asked_words, words_of

NOTHING = Q(pk__in=[])
MOST_RANKED = 1_000
"""Of more entries than these the latest are looked at, and of those that begin with the words: a letter that half the house holds costs
little more than a name."""


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
    `count` is how many there are of that. With `more` there are others of that, and with `more_kinds` of these, that were not looked at."""

    count: int
    kinds: tuple[tuple[str, int], ...]
    hits: tuple[Hit, ...]
    words: tuple[str, ...]
    more: bool = False
    more_kinds: bool = False


class _Entry(NamedTuple):
    key: int
    entity: str
    record: int
    title: str
    at: datetime


def search(
    actor: Actor, text: str, *, kind: Entity | None = None, among: tuple[Entity, ...] | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """A page of the records that hold every word, or words that begin so, in the order of `find`; of one kind or of all."""
    words = asked_words(text)
    if not words:
        return Found(0, (), (), ())
    found, more_kinds = _best(actor, among or entities(), text, words)
    kinds = sorted(Counter(entry.entity for entry in found).items(), key=lambda pair: (-pair[1], pair[0]))
    more = more_kinds
    if kind is not None and more:
        found, more = _best(actor, (kind,), text, words)
    elif kind is not None:
        found = [entry for entry in found if entry.entity == kind.name]
    return Found(len(found), tuple(kinds), _hits(found[offset : offset + limit], words), tuple(words), more, more_kinds)


def find(actor: Actor, text: str, *, among: tuple[Entity, ...] | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """Records that hold every word, or words that begin so: first those whose title begins with what was typed, then the latest changed."""
    words = asked_words(text)
    return _hits(_best(actor, among or entities(), text, words)[0][:limit], words) if words else ()


def _best(actor: Actor, among: tuple[Entity, ...], text: str, words: Sequence[str]) -> tuple[list[_Entry], bool]:
    """Each record once, the best first, and whether there are more of them. A record has an entry for each permission that some of its
    words take."""
    seen, index, typed = _seen(actor, among), engine(), words_of(text)
    entries = _read(seen.filter(index.matches(words)))
    more = len(entries) > MOST_RANKED
    if more:
        entries += _read(seen.filter(index.begins(words)))
    entries.sort(key=lambda entry: (_rank(entry.title, typed), -entry.at.timestamp(), entry.key))
    once: dict[tuple[str, int], _Entry] = {}
    for entry in entries:
        once.setdefault((entry.entity, entry.record), entry)
    return list(once.values()), more


def _read(found: QuerySet[SearchEntry]) -> list[_Entry]:
    rows = found.order_by(engine().latest()).values_list("pk", "entity", "record", "title", "changed_at")
    return [_Entry(*row) for row in rows[: MOST_RANKED + 1]]


def _rank(title: str, typed: Sequence[str]) -> int:
    """How well a title fits what was typed, the best first: it is that, begins so, has a word that begins with the first."""
    words = words_of(title)
    if words == typed:
        return 0
    if " ".join(words).startswith(" ".join(typed)):
        return 1
    return 2 if any(word.startswith(typed[0]) for word in words) else 3


def _hits(entries: Iterable[_Entry], words: Sequence[str]) -> tuple[Hit, ...]:
    keys = [entry.key for entry in entries]
    found = SearchEntry.objects.in_bulk(keys) if keys else {}
    return tuple(_hit(found[key], words) for key in keys if key in found)


def _hit(entry: SearchEntry, words: Sequence[str]) -> Hit:
    numbered = entity_named(entry.entity).prefix and not entry.sees
    number = entry.text.partition("\n")[0] if numbered else ""
    return Hit(entry.entity, entry.record, entry.title, around(entry.text, words[0]), number)


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


def _seen(actor: Actor, among: tuple[Entity, ...]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.annotate(kind=_Kind(F("entity"))).filter(_reached(actor, among))


def around(text: str, word: str, *, most: int = 120) -> str:
    """The line of the text in which the word stands, cut to so many characters about it."""
    for line in text.splitlines():
        place = line.casefold().find(word)
        if place >= 0 or any(one.startswith(word) for one in words_of(line)):
            start = max(0, place - most // 3)
            cut = line[start : start + most].strip()
            return f"{'…' if start else ''}{cut}{'…' if start + most < len(line) else ''}"
    return ""
