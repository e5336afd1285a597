"""Moments, days, constraints and names as sentences of the engine hold them."""

from collections.abc import Mapping

from milepost.engine.model import Constraint
from milepost.values import DAY, Said, said, to_datetime

CONSTRAINTS: Mapping[Constraint, Said] = {
    Constraint.ASAP: said("as soon as possible"),
    Constraint.ALAP: said("as late as possible"),
    Constraint.MSO: said("must start on"),
    Constraint.MFO: said("must finish on"),
    Constraint.SNET: said("start no earlier than"),
    Constraint.SNLT: said("start no later than"),
    Constraint.FNET: said("finish no earlier than"),
    Constraint.FNLT: said("finish no later than"),
}


def moment_words(moment: int) -> Said:
    """ "2026-01-05T08:00:00" in English, which programs read; in other languages as they write moments."""
    return Said("{at:%Y-%m-%dT%H:%M:%S}", {"at": to_datetime(moment)})


def day_words(day: int) -> Said:
    """ "2026-01-05" of a day since 1970-01-01."""
    return Said("{at:%Y-%m-%d}", {"at": to_datetime(day * DAY).date()})


def quoted(name: str) -> str:
    """What somebody called a thing, in quotes; a sentence stays one."""
    return Said("'{name}'", {"name": name}) if isinstance(name, Said) else f"'{name}'"
