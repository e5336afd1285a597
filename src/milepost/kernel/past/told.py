"""What was done with a record, as a sentence says it: "changed Name and Country", "approved"."""

from collections.abc import Sequence

from milepost.kernel.operations import Operation

IRREGULAR = {
    "begin": "began",
    "bring": "brought",
    "cancel": "cancelled",
    "choose": "chose",
    "draw": "drew",
    "give": "gave",
    "hold": "held",
    "leave": "left",
    "make": "made",
    "pay": "paid",
    "plan": "planned",
    "put": "put",
    "refer": "referred",
    "send": "sent",
    "set": "set",
    "ship": "shipped",
    "split": "split",
    "stop": "stopped",
    "submit": "submitted",
    "swap": "swapped",
    "take": "took",
    "tell": "told",
    "withdraw": "withdrew",
    "write": "wrote",
}
GENERATED = {"create": "created", "edit": "changed", "delete": "deleted"}
NAMED = 3
"""So many fields a sentence names; more are counted."""


def past_of(operation: Operation) -> str:
    """Its verb in the past: "approved", "gave up"."""
    if operation.kind in GENERATED:
        return GENERATED[operation.kind]
    first, _, rest = operation.verb.replace("-", " ").partition(" ")
    return f"{IRREGULAR.get(first) or _regular(first)} {rest}".strip()


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}ed"


def listed(labels: Sequence[str], *, joined: str = "and", more: str = "more") -> str:
    """Names in a sentence: "Name, Country and 2 more"."""
    shown = [*labels[:NAMED], *([f"{len(labels) - NAMED} {more}"] if len(labels) > NAMED else [])]
    return f" {joined} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
