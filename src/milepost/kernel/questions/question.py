"""A question: a typed function on the rows that somebody may ask about, known by one name at every door."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Input
from milepost.kernel.operations.operation import inputs_of


@dataclass(frozen=True, slots=True)
class Answer:
    """`rows` hold a value for each name the question gives, references as ids. `notes` are sentences that the reader has to know: what
    could not be counted, and why. `titles` are those of records of the question's own entity, all of them among those it was given, that
    were read anyway: they are not read again."""

    rows: Iterable[Mapping[str, Any]]
    notes: tuple[str, ...] = ()
    titles: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Across:
    """How an answer is laid out as a table of two directions, where a door can: a line for each value of `down`, a column for each of
    `across`, and in it `cell`."""

    down: str
    across: str
    cell: str


@dataclass(frozen=True)
class Question:
    """`name` is "person.availability": permission, address, command and file of tests alike. `function` takes the rows of the entity
    that the actor may ask about, a queryset, and the inputs by name; it changes nothing. `gives` are the columns of its answer."""

    name: str
    entity: Entity
    function: Callable[..., Answer]
    inputs: Mapping[str, Input]
    gives: Mapping[str, Input]
    doc: str
    across: Across | None = None

    @property
    def word(self) -> str:
        """Its last word."""
        return self.name.rpartition(".")[2]


_known: dict[str, Question] = {}


def question(
    entity: Entity, word: str, *, gives: Mapping[str, Input], across: Across | None = None
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make a function a question: its keyword-only parameters, annotated `Annotated[type, Input]`, are its inputs. A name that Python
    keeps for itself ends in "_" there, and not at the doors. What need not be given has a default.

    Raises ValueError for a name that is taken, TypeError for a parameter that is no input.
    """

    def known(function: Callable[..., Answer]) -> Callable[..., Answer]:
        doc, name = inspect.getdoc(function) or "", entity.permission(word)
        if not doc:
            raise TypeError(f"{function.__qualname__} needs a sentence that says what it answers; people read it")
        if name in _known or word in ("list", "show", "history"):
            raise ValueError(f"'{name}' is taken")
        inputs = inputs_of(cast(Any, function))
        for parameter in inspect.signature(function).parameters.values():
            asked = inputs.get(parameter.name)
            if asked is not None and not asked.required and parameter.default is inspect.Parameter.empty:
                raise TypeError(f"{function.__qualname__}: '{parameter.name}' need not be given and has no default")
        if across is not None and not {across.down, across.across, across.cell} <= set(gives):
            raise ValueError(f"'{name}' is laid out by columns that it does not give")
        asked_for = {word.removesuffix("_"): one for word, one in inputs.items()}
        _known[name] = Question(name, entity, function, asked_for, gives, doc, across)
        return function

    return known


def question_named(name: str) -> Question:
    """The question of that name. Raises KeyError."""
    return _known[name]


def questions(entity: Entity | None = None) -> tuple[Question, ...]:
    """All questions by name, or those of one entity."""
    found = (_known[name] for name in sorted(_known))
    return tuple(one for one in found if entity is None or one.entity is entity)
