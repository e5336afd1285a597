"""Words of lookups in what was given: found for all inputs and rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from milepost.kernel.errors import Fault
from milepost.kernel.inputs import Input, Lookup
from milepost.kernel.models import Lookup as LookupList
from milepost.kernel.models import LookupValue
from milepost.values import listed, said

MOST_SHOWN = 20


def offered(asked: Iterable[Lookup]) -> dict[str, tuple[str, ...]]:
    """The words by list, in two queries: the house's own, or the input's first ones while there is no such list."""
    first = {one.lookup: one.first for one in asked}
    made = set(LookupList.objects.filter(name__in=first).values_list("name", flat=True))
    found: dict[str, list[str]] = {name: [] for name in made}
    rows = LookupValue.objects.filter(lookup__name__in=made, active=True).order_by("place", "name").values_list("lookup__name", "name")
    for name, word in rows:
        found[name].append(word)
    return {name: tuple(found[name]) if name in made else words for name, words in first.items()}


def check_words(inputs: Mapping[str, Input], rows: Sequence[dict[str, Any]], faults: dict[int, dict[str, list[Fault]]]) -> None:
    """Gives each word the case its list has, or a fault where the list does not offer it."""
    asked = {name: one for name, one in inputs.items() if isinstance(one, Lookup)}
    if not any(row.get(name) for name in asked for row in rows):
        return
    words = offered(asked.values())
    for name, one in asked.items():
        known = {word.casefold(): word for word in words[one.lookup]}
        for number, row in enumerate(rows):
            given = row.get(name)
            if given is None:
                continue
            if given.casefold() in known:
                row[name] = known[given.casefold()]
            else:
                told = listed(words[one.lookup][:MOST_SHOWN]) or said("none yet")
                faults.setdefault(number, {})[name] = [
                    Fault(
                        "no-such-word",
                        said("'{given}' is not offered; the list {lookup} has {told}.", given=given, lookup=one.lookup, told=told),
                    )
                ]
