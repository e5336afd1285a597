"""The sample portfolio: three projects of one invented IT services house that share eight people, as files from other programs."""

from importlib.resources import files
from pathlib import Path

PLANS = ("harbour-council-network.xml", "brackwell-finance.csv", "eastmoor-laptops.xml")
PEOPLE = "people.json"
RISKS = "risks.json"
RECORDS = "records.csv"


def sample_plans() -> tuple[Path, ...]:
    """The plan files, in the order in which they are shown."""
    return tuple(_path(name) for name in PLANS)


def sample_people() -> Path:
    """The people file: skills, working patterns, leave and rates of those who work on the plans."""
    return _path(PEOPLE)


def sample_risks() -> Path:
    """The risk file: what is uncertain about the first plan, and a spread for all of them."""
    return _path(RISKS)


def sample_records() -> Path:
    """Past work of the house, by role: what it was estimated at and what it took."""
    return _path(RECORDS)


def _path(name: str) -> Path:
    return Path(str(files("milepost.samples").joinpath(name)))
