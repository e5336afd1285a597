"""Asks a question: only of the rows that the actor may ask it about, and what it refers to is told only as far as they may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from keyword import iskeyword
from typing import Any

from milepost.kernel.access import Actor, can_anywhere, reach, remembered, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Record
from milepost.kernel.operations.reading import read_inputs
from milepost.kernel.questions.asker import asked_by
from milepost.kernel.questions.question import Question
from milepost.values import said

MOST = 20_000
"""Rows of one answer. Who wants more asks for less at once."""


@dataclass(frozen=True, slots=True)
class Given:
    """The answer as doors show it: plain rows, references with their titles."""

    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]


def ask(question: Question, actor: Actor, given: Mapping[str, Any]) -> Given:
    """The answer. Raises Denied where the actor may ask it of nothing, and Invalid with every fault of the inputs."""
    if not can_anywhere(actor, question.name):
        raise Denied(said("You may not ask this of {kinds}: it takes {question}.", kinds=question.entity.plural, question=question.name))
    values = read_inputs(question.inputs, [given], actor=actor, partial=False)[0]
    for name, asked in question.inputs.items():
        if isinstance(asked, Ref) and isinstance(record := values.get(name), Record):
            target = entity_named(asked.entity)
            _known_titles(target, actor)[record.pk] = _title(target, getattr(record, target.by_name[target.title].attribute))
    known = {f"{name}_" if iskeyword(name) else name: value for name, value in values.items() if value is not None}
    with asked_by(actor):
        found = question.function(visible(question.entity, actor).filter(reach(question.entity, actor, question.name)), **known)
        rows = list(islice(found.rows, MOST + 1))
    if len(rows) > MOST:
        raise Invalid(
            {"": [Fault("too-many-rows", said("the answer has more than {most:,} rows; ask for a shorter time or for fewer.", most=MOST))]}
        )
    return Given(_written(question, actor, rows, found.titles), found.notes)


def _written(question: Question, actor: Actor, rows: list[Mapping[str, Any]], read: Mapping[int, Any]) -> tuple[dict[str, Any], ...]:
    refers = {name: asked.entity for name, asked in question.gives.items() if isinstance(asked, Ref)}
    by_word = {word: [name for name, other in refers.items() if other == word] for word in dict.fromkeys(refers.values())}
    own = {key: _title(question.entity, title) for key, title in read.items()}
    known = {
        word: _titles(word, actor, {row[name] for row in rows for name in names}, own if word == question.entity.name else {})
        for word, names in by_word.items()
    }
    titles = {name: known[word] for name, word in refers.items()}
    return tuple(
        {name: _reference(row[name], titles[name]) if name in titles else asked.write(row[name]) for name, asked in question.gives.items()}
        for row in rows
    )


def _titles(word: str, actor: Actor, keys: set[int | None], read: Mapping[int, Any]) -> dict[int, Any]:
    """What referenced records are called, of those the actor can see: one query for each entity."""
    target = entity_named(word)
    known = _known_titles(target, actor)
    known.update(read)
    wanted = {key for key in keys if key is not None and key not in known}
    if wanted:
        seen = dict(visible(target, actor).filter(pk__in=wanted).values_list("pk", target.title))
        known.update({key: _title(target, seen[key]) if key in seen else None for key in wanted if key is not None})
    return known


def _known_titles(target: Entity, actor: Actor) -> dict[int, Any]:
    """Those that were found in the same reading; None for what the actor cannot see."""
    return remembered(("titles", target.name, actor), dict)


def _title(target: Entity, value: Any) -> Any:
    return target.by_name[target.title].input.write(value)


def _reference(key: int | None, titles: Mapping[int, Any]) -> dict[str, Any] | None:
    return None if key is None else {"id": key, "title": titles.get(key)}
