"""A kind of document: a typed function that makes a document's tree for somebody, known by one name at every door."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from milepost.documents.tree import Document
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.errors import Denied
from milepost.kernel.inputs import Input, Ref
from milepost.kernel.operations.operation import inputs_of
from milepost.kernel.publications.guards import guard
from milepost.values import said, word

OF_THE_DOORS = frozenset({"format", "out", "as", "once", "language", "narrative"})
"""What doors ask for themselves."""


@dataclass(frozen=True)
class DocumentKind:
    """`name` is "people.availability": its room, and what it is. `function` takes the actor and the inputs by name, and reads only what the
    actor may: by questions and rows. `needs` are the permissions without which there is nothing in it; `masks` those that open further
    columns. `about` names the inputs that say what record an edition is about: the first that is given; without one it is the house."""

    name: str
    title: str
    function: Callable[..., Document]
    inputs: Mapping[str, Input]
    doc: str
    needs: tuple[str, ...]
    masks: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Its part of an address: "people-availability"."""
        return self.name.replace(".", "-")

    @property
    def required(self) -> tuple[str, ...]:
        """The inputs that it cannot do without."""
        return tuple(name for name, one in self.inputs.items() if one.required)

    def check(self, actor: Actor) -> None:
        """Raises Denied where the actor holds one of its needs nowhere."""
        for need in self.needs:
            if not can_anywhere(actor, need):
                raise Denied(said("You may not see the document “{self}”: it takes {need}.", self=self.title, need=need))


_known: dict[str, DocumentKind] = {}


def _inputs(function: Callable[..., Document]) -> dict[str, Input]:
    """A name that Python keeps for itself ends in "_" there, and not at the doors."""
    return {name.removesuffix("_"): one for name, one in inputs_of(cast(Any, function)).items()}


def document(
    name: str, *, title: str, needs: Sequence[str], masks: Sequence[str] = (), about: Sequence[str] = ()
) -> Callable[[Callable[..., Document]], Callable[..., Document]]:
    """Make a function a kind of document: its keyword-only parameters, annotated `Annotated[type, Input]`, are its inputs.

    Raises ValueError for a name that is none or is taken, TypeError for a parameter that is no input.
    """

    def known(function: Callable[..., Document]) -> Callable[..., Document]:
        doc, inputs = " ".join((inspect.getdoc(function) or "").split()), _inputs(function)
        if not doc:
            raise TypeError(f"{function.__qualname__} needs a sentence that says what the document is for; people read it")
        if not re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", name) or name in _known:
            raise ValueError(f"'{name}' is no name of a document, or is taken")
        if taken := OF_THE_DOORS & set(inputs):
            raise ValueError(f"'{name}' asks for {', '.join(taken)}, which the doors ask for themselves")
        if not needs:
            raise ValueError(f"'{name}' needs a permission; else everybody could see it")
        subjects = [inputs.get(one) for one in about]
        if not all(isinstance(one, Ref) for one in subjects):
            raise ValueError(f"'{name}' is about what no reference of it names")
        _known[name] = DocumentKind(name, word(title), function, inputs, word(doc), tuple(needs), tuple(masks), tuple(about))
        guard(name, (*needs, *masks), [one.entity for one in subjects if isinstance(one, Ref)])
        return function

    return known


def documents() -> tuple[DocumentKind, ...]:
    """All of them by name."""
    return tuple(_known[name] for name in sorted(_known))


def offered(actor: Actor) -> tuple[DocumentKind, ...]:
    """Those in which there may be something for the actor."""
    return tuple(one for one in documents() if all(can_anywhere(actor, need) for need in one.needs))


def document_named(word: str) -> DocumentKind:
    """The kind of that name, or of that part of an address. Raises KeyError."""
    if word in _known:
        return _known[word]
    return next(one for one in (*documents(), None) if one is None or one.slug == word) or _known[word]
