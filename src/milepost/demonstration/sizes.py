"""How much a demonstration house holds."""

from dataclasses import dataclass

SEED = 7


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of what is made. In a house `in_parts` the history is entered a week at a time by an office instead of by each for themselves:
    fewer and larger operations, by the same rules."""

    name: str
    people: int
    teams: int
    organisations: int
    contacts: int
    projects: int
    in_parts: bool = False


SIZES = {
    one.name: one
    for one in (
        Size("small", people=12, teams=3, organisations=9, contacts=16, projects=9),
        Size("medium", people=60, teams=8, organisations=60, contacts=240, projects=40),
        Size("large", people=1_000, teams=60, organisations=1_000, contacts=10_000, projects=100, in_parts=True),
    )
}
