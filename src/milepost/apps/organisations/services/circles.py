"""Refuses what is above itself: parts of organisations and teams, lines of report."""

from collections.abc import Sequence
from typing import Any

from milepost.apps.organisations.rules import circle
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.models import Record
from milepost.kernel.turns import take_turn
from milepost.values import Said

MOST_SHOWN = 6


def refuse_circles(records: Sequence[Record], column: str, says: str) -> None:
    """For use before records are saved. `column` refers to the same table; `says` is the sentence, in which "{line}" stands for names:
    those from one record round to itself. Raises Invalid.

    One at a time looks and saves, for two changes, each right by itself, can close a circle together."""
    changed = [one for one in records if one.pk is not None and getattr(one, f"{column}_id") is not None]
    if not changed:
        return
    source: Any = type(changed[0])._default_manager
    before = dict(source.filter(pk__in=[one.pk for one in changed]).values_list("pk", f"{column}_id"))
    moved = [one for one in changed if before.get(one.pk) != getattr(one, f"{column}_id")]
    if not moved:
        return
    take_turn(f"{source.model._meta.db_table} {column}")
    parents = dict(source.exclude(**{column: None}).values_list("pk", f"{column}_id"))
    parents |= {one.pk: getattr(one, f"{column}_id") for one in records if one.pk is not None}
    for one in moved:
        if line := circle(parents, one.pk):
            shown = [*line[:MOST_SHOWN], line[0]]
            names = dict(source.filter(pk__in=shown).values_list("pk", "name"))
            told = " → ".join(str(names[key]) for key in shown[:-1]) + (" → …" if len(line) > MOST_SHOWN else "") + f" → {names[line[0]]}"
            raise Invalid({column: [Fault("circle", Said(says, {"line": told}))]})
