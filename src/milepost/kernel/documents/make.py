"""Makes a document for somebody: its inputs are read like those of a question, and its cover says what was asked, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from keyword import iskeyword
from typing import Any
from zoneinfo import ZoneInfo

from milepost.documents.tongue import in_tongue
from milepost.documents.tree import Document, Fact
from milepost.documents.wording import said_day
from milepost.kernel.access import Actor, asked_once
from milepost.kernel.clock import now
from milepost.kernel.documents.kind import DocumentKind
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Choice, Flag, Input, Ref
from milepost.kernel.inputs.input import Json
from milepost.kernel.models import Record
from milepost.kernel.operations.reading import read_inputs
from milepost.kernel.settings import value_of
from milepost.kernel.settings.today import ZONE
from milepost.values import said, word


@dataclass(frozen=True)
class Made:
    """A document as it is now. `parameters` are its inputs as JSON, those that were given; `about` is the record it is about."""

    kind: DocumentKind
    tree: Document
    parameters: Mapping[str, Json]
    about: tuple[Entity, Record] | None

    @property
    def stem(self) -> str:
        """What a file of it is called in any language, without its ending: what it is, about what, of which day."""
        subject = str(getattr(self.about[1], self.about[0].title)) if self.about is not None else ""
        return f"{self.kind.title} {subject} {self.tree.dated_at.date()}"


def make(kind: DocumentKind, actor: Actor, given: Mapping[str, Any]) -> Made:
    """The document, in the language that is spoken (`tongues.in_language`). Raises Denied where there is nothing in it for the actor, and
    Invalid with every fault of the inputs."""
    kind.check(actor)
    with asked_once():
        values = read_inputs(kind.inputs, [given], actor=actor, partial=False)[0]
        values = {name: value for name, value in values.items() if value is not None}
        tree = kind.function(actor, **{f"{name}_" if iskeyword(name) else name: value for name, value in values.items()})
    asked_for = tuple(
        Fact(_label(name, kind.inputs[name]), _told(kind.inputs[name], value))
        for name, value in values.items()
        if not (name in kind.about and name in kind.required)
    )
    tree = in_tongue(replace(tree, facts=(*tree.facts, *asked_for), author=tree.author or actor.name, created_at=here(now())))
    subject = next((name for name in kind.about if name in values), None)
    about = None if subject is None else (_entity(kind.inputs[subject]), values[subject])
    return Made(kind, tree, {name: _json(kind.inputs[name], value) for name, value in values.items()}, about)


def here(moment: datetime) -> datetime:
    """A moment as the clocks of the house show it, to the second: what a file says of its age."""
    return moment.astimezone(ZoneInfo(value_of(ZONE.name))).replace(tzinfo=None, microsecond=0)


def _entity(asked: Input) -> Entity:
    assert isinstance(asked, Ref)
    return entity_named(asked.entity)


def _label(name: str, asked: Input) -> str:
    return word(asked.label or name.replace("_", " ").capitalize())


def _json(asked: Input, value: Any) -> Json:
    return value.pk if isinstance(asked, Ref) else asked.write(value)


def _told(asked: Input, value: Any) -> str:
    """A value on the cover."""
    if isinstance(asked, Ref):
        return str(getattr(value, entity_named(asked.entity).title))
    if isinstance(asked, Choice):
        return word(asked.options.get(value, str(value)))
    if isinstance(asked, Flag):
        return said("Yes") if value else said("No")
    return said_day(value) if isinstance(value, date) else str(value)
