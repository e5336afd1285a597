"""What was given, read by the inputs: every fault of every row is told at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, remembered, visible
from milepost.kernel.entity import entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Input, Ref, Unread
from milepost.kernel.models import Record
from milepost.kernel.operations.words import check_words
from milepost.values import listed, said

Raw = Mapping[str, Any]


def read_inputs(
    inputs: Mapping[str, Input], rows: Sequence[Raw], *, actor: Actor, partial: bool, trusted: bool = False
) -> list[dict[str, Any]]:
    """Values by row; references become records the actor can see, or when `trusted` any. `partial` leaves out what was not given.

    Raises Invalid."""
    faults: dict[int, dict[str, list[Fault]]] = {}
    found = []
    for number, row in enumerate(rows):
        values: dict[str, Any] = {}
        for name in sorted(set(row) - set(inputs)):
            faults.setdefault(number, {})[name] = [Fault("unknown-field", _unknown(name, inputs))]
        for name, asked in inputs.items():
            if partial and name not in row:
                continue
            try:
                values[name] = asked.take(row.get(name))
            except Unread as unread:
                faults.setdefault(number, {})[name] = [Fault(unread.code, unread.message)]
        found.append(values)
    for name, asked in inputs.items():
        if isinstance(asked, Ref):
            _resolve(name, asked, found, None if trusted else actor, faults)
    check_words(inputs, found, faults)
    if faults:
        raise Invalid(faults[0] if len(rows) == 1 else {}, rows=faults)
    return found


def _resolve(name: str, asked: Ref, rows: Sequence[dict[str, Any]], actor: Actor | None, faults: dict[int, dict[str, list[Fault]]]) -> None:
    """References of one input for all rows in one query."""
    wanted = {row[name] for row in rows if row.get(name) is not None}
    if not wanted:
        return
    target = entity(asked.entity)
    known: dict[Any, Record] = remembered(("records", target.name, actor), dict)
    lacking = [key for key in wanted if key not in known]
    asked_for = Q(pk__in=[key for key in lacking if isinstance(key, int)])
    if target.prefix:
        asked_for |= Q(number__in=[key for key in lacking if isinstance(key, str)])
    source = target.model._default_manager.all() if actor is None else visible(target, actor)
    for record in source.filter(asked_for) if lacking else ():
        known[record.pk] = record
        if target.prefix:
            known[record.number] = record  # type: ignore[attr-defined]
    for number, row in enumerate(rows):
        key = row.get(name)
        if key is None:
            continue
        if key in known:
            row[name] = known[key]
        else:
            message = said("there is no {kind} '{key}' that you can see.", kind=target.singular, key=key)
            faults.setdefault(number, {})[name] = [Fault("no-such-record", message)]


def _unknown(name: str, inputs: Mapping[str, Input]) -> str:
    return said("there is no field '{name}'; known are {inputs}.", name=name, inputs=listed(inputs) or said("none"))
