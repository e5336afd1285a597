"""Names of sheets: what Excel accepts, and no two alike."""

import re

from milepost.documents.tongue import phrase
from milepost.documents.tree import one_line

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST = 31


def sheet_name(wanted: str, *, taken: set[str]) -> str:
    """The wanted name made acceptable and unique regardless of case; adds itself to `taken` (kept in lower case)."""
    base = _FORBIDDEN.sub(" ", one_line(wanted)).strip("' ")
    base = " ".join(base.split())[:LONGEST].strip("' ") or phrase("Table")
    if base.lower() == "history":  # Excel keeps this one for itself
        base = phrase("History of plan")
    name, number = base, 2
    while name.lower() in taken:
        ending = f" ({number})"
        name, number = base[: LONGEST - len(ending)].rstrip() + ending, number + 1
    taken.add(name.lower())
    return name
