"""A form: the controls of some inputs with what was typed in them, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, Input, Lookup, Ref, Upload
from milepost.kernel.operations import Operation
from milepost.kernel.operations.words import offered
from milepost.web.kept import Kept
from milepost.web.parts.control import Asked
from milepost.web.parts.typed import day_typed
from milepost.web.sentences import in_words

Typed = dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """A form with what stands in it: for one record `row`, for several `rows`, or for one that is to be. `version` is the one it was made
    from, where that is not the record's; `kept` is what a session's end had interrupted; `back` is where whoever leaves it goes, where that
    is neither the record nor the list as it begins."""

    operation: Operation
    values: Mapping[str, Any]
    inputs: Mapping[str, Input] = field(default_factory=dict)
    row: dict[str, Any] | None = None
    rows: Sequence[dict[str, Any]] = ()
    version: str = ""
    kept: Kept | None = None
    back: str = ""

    def __post_init__(self) -> None:
        if not self.inputs:
            object.__setattr__(self, "inputs", self.operation.inputs)

    def with_typed(self, typed: Typed) -> "Filled":
        """As it was sent."""
        return replace(self, values=typed)

    def with_kept(self, kept: Kept | None) -> "Filled":
        """With what was typed before the session ended."""
        if kept is None:
            return self
        typed = {name: text for name, text in kept.typed.items() if name in self.inputs}
        return replace(self, values={**self.values, **typed}, version=kept.version, kept=kept)


def typed_in(request: HttpRequest, inputs: Mapping[str, Input]) -> Typed:
    """What was sent for the inputs: text as typed, files as bytes. An input that was not in the form is left out."""
    found: Typed = {}
    for name, asked in inputs.items():
        if isinstance(asked, Upload):
            file = request.FILES.get(name)
            if file is not None:
                found[name] = file.read()
        elif name in request.POST:
            found[name] = day_typed(request.POST[name]) if isinstance(asked, Day) else request.POST[name]
    return found


def controls(actor: Actor, inputs: Mapping[str, Input], values: Mapping[str, Any], refusal: Invalid | None = None) -> list[Asked]:
    """A control for each input; a fault stands at its own."""
    words = offered([one for one in inputs.values() if isinstance(one, Lookup)])
    titles = _titles(actor, inputs, values)
    faults: Mapping[str, Sequence[Fault]] = refusal.fields if refusal is not None else {}
    made = []
    for name, asked in inputs.items():
        value = values.get(name)
        plain = value.get("id") if isinstance(value, dict) and isinstance(asked, Ref) else value
        options = [(word, word) for word in words[asked.lookup]] if isinstance(asked, Lookup) else []
        made.append(Asked(name, asked, plain, faults.get(name, ()), options, titles.get(name, "")))
    return made


def left_over(inputs: Mapping[str, Input], refusal: Invalid | None) -> list[str]:
    """Faults that belong to no control of the form."""
    if refusal is None:
        return []
    rows = {name: faults for row in refusal.rows.values() for name, faults in row.items()}
    return [in_words(fault) for name, faults in {**rows, **refusal.fields}.items() if name not in inputs for fault in faults]


def _titles(actor: Actor, inputs: Mapping[str, Input], values: Mapping[str, Any]) -> dict[str, str]:
    """What the records are called that references name."""
    found = {}
    for name, asked in inputs.items():
        value = values.get(name)
        if not isinstance(asked, Ref) or not value:
            continue
        if isinstance(value, dict):
            found[name] = str(value.get("title") or value["id"])
            continue
        target = entity_named(asked.entity)
        key = {"pk": int(value)} if str(value).isdecimal() else {"number": str(value).upper()} if target.prefix else {"pk": 0}
        title = visible(target, actor).filter(**key).values_list(target.title, flat=True).first()
        if title is not None:
            found[name] = str(title)
    return found
