"""An operation: a typed function on a set of records, known by one name at every door."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from milepost.kernel.access.changing import changes
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Input
from milepost.kernel.models import Record
from milepost.values import word

Kind = Literal["create", "edit", "delete", "verb"]
Function = Callable[..., None]


@dataclass(frozen=True)
class Operation:
    """`name` is "leave.approve": permission, address, command, journal code and file of tests alike. `function` takes the records, a
    list, and the inputs by name; it changes the records, and the machine saves what it changed. `partial` allows inputs to be absent.
    One that is `inner` is done by other operations and by the house itself, and offered at no door. `shows` are the values that its answer
    holds once, beside the record (see `operations.shown`). One that is `countersigned` nobody does alone: one drafts it, another
    countersigns. `then` runs once on all records when each has got its inputs: rules that look at the set stand there. One that is
    `reversible` is taken back by putting what stood there before into the columns that it changed. One that is `derived` follows from
    others and is done anew when those are taken back."""

    name: str
    entity: Entity
    function: Function
    inputs: Mapping[str, Input]
    kind: Kind = "verb"
    doc: str = ""
    for_clients: bool = False
    partial: bool = False
    inner: bool = False
    shows: Mapping[str, Input] = field(default_factory=dict)
    countersigned: bool = False
    then: Callable[[Sequence[Any]], None] | None = None
    reversible: bool = False
    derived: bool = False

    @property
    def verb(self) -> str:
        """Its last word."""
        return self.name.rpartition(".")[2]

    @property
    def label(self) -> str:
        """What stands on its button."""
        return word(self.verb.replace("-", " ").capitalize())


_known: dict[str, Operation] = {}


def operation(
    entity: Entity,
    verb: str,
    *,
    for_clients: bool = False,
    partial: bool = False,
    inner: bool = False,
    countersigned: bool = False,
    shows: Mapping[str, Input] | None = None,
    reversible: bool = False,
    derived: bool = False,
) -> Callable[[Function], Function]:
    """Make a function an operation: its keyword-only parameters, annotated `Annotated[type, Input]`, are its inputs.

    Raises ValueError for a name that is taken, and TypeError for a parameter that is no input.
    """

    def known(function: Function) -> Function:
        doc = inspect.getdoc(function) or ""
        if not doc:
            raise TypeError(f"{function.__qualname__} needs a sentence that says what it does; people read it")
        name, inputs, shown = entity.permission(verb), inputs_of(function), shows or {}
        add(
            Operation(
                name,
                entity,
                function,
                inputs,
                "verb",
                doc,
                for_clients,
                partial,
                inner or derived,
                shown,
                countersigned,
                reversible=reversible,
                derived=derived,
            )
        )
        return function

    return known


def add(made: Operation) -> Operation:
    """Make an operation known."""
    if made.name in _known:
        raise ValueError(f"two operations are called '{made.name}'")
    workflow = made.entity.workflow
    if made.kind == "verb" and workflow is not None and made.verb in workflow.states:
        raise ValueError(f"'{made.verb}' is a state of {made.entity.name}; an operation is a verb")
    _known[made.name] = made
    changes(made.name)
    return made


def inputs_of(function: Function) -> dict[str, Input]:
    """The inputs by parameter, from the annotations."""
    hints = get_type_hints(function, include_extras=True)
    found = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        hint = hints.get(name)
        extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        chosen = next((extra for extra in extras if isinstance(extra, Input)), None)
        if chosen is None:
            raise TypeError(f"{function.__qualname__}: '{name}' is no input; annotate it Annotated[type, Input]")
        found[name] = chosen
    return found


def operation_named(name: str) -> Operation:
    """The operation of that name. Raises KeyError."""
    return _known[name]


def operations(entity: Entity | None = None) -> tuple[Operation, ...]:
    """All operations that doors offer by name, or those of one entity."""
    found = (_known[name] for name in sorted(_known))
    return tuple(one for one in found if not one.inner and (entity is None or one.entity is entity))


Records = Sequence[Record]
Values = Mapping[str, Any]
