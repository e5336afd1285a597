"""Asks the index: what an actor may see of what holds the words, in one query."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from milepost.kernel.access import Actor, can_anywhere, reach, visible
from milepost.kernel.entity import Entity, entities
from milepost.kernel.models import SearchEntry
from milepost.kernel.search.engine import engine
from milepost.kernel.search.index import searched
from milepost.kernel.search.words import asked_words, words_of

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `text` is where the first word stands, with some words around it."""

    entity: str
    record: int
    title: str
    text: str


def find(actor: Actor, text: str, *, among: tuple[Entity, ...] | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """Records that hold every word, or words that begin so: first those whose title begins with what was typed, then the latest changed."""
    words = asked_words(text)
    if not words:
        return ()
    found = SearchEntry.objects.filter(_reached(actor, among or entities())).filter(engine().matches(words))
    typed = " ".join(text.split())
    rank = Case(
        When(title__iexact=typed, then=Value(0)),
        When(title__istartswith=typed, then=Value(1)),
        When(title__icontains=words[0], then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    seen: dict[tuple[str, int], Hit] = {}
    for entry in found.annotate(rank=rank).order_by("rank", "-changed_at", "pk")[: limit * 2]:
        seen.setdefault((entry.entity, entry.record), Hit(entry.entity, entry.record, entry.title, around(entry.text, words[0])))
    return tuple(seen.values())[:limit]


def _reached(actor: Actor, among: tuple[Entity, ...]) -> Q:
    """Entries of records that can be seen, and of masked text only where its permission holds too."""
    found = NOTHING
    for entity in among:
        columns = searched(entity)
        if not columns or not can_anywhere(actor, entity.permission("view")):
            continue
        seen = visible(entity, actor)
        found |= Q(entity=entity.name, sees="", record__in=seen.values("pk"))
        for sees in sorted({column.sees for column in columns if column.sees}):
            if can_anywhere(actor, sees):
                found |= Q(entity=entity.name, sees=sees, record__in=seen.filter(reach(entity, actor, sees)).values("pk"))
    return found


def around(text: str, word: str, *, most: int = 120) -> str:
    """The line of the text in which the word stands, cut to so many characters about it."""
    for line in text.splitlines():
        place = line.casefold().find(word)
        if place >= 0 or any(one.startswith(word) for one in words_of(line)):
            start = max(0, place - most // 3)
            cut = line[start : start + most].strip()
            return f"{'…' if start else ''}{cut}{'…' if start + most < len(line) else ''}"
    return ""
