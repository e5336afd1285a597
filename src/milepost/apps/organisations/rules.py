"""Pure rules of the room."""

from collections.abc import Mapping


def circle(parents: Mapping[int, int | None], start: int) -> tuple[int, ...]:
    """The ids from one upwards that lead back to it, it first; none where its line ends, or runs into a circle further up."""
    line = [start]
    above = parents.get(start)
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return tuple(line) if above == start else ()
