"""Who reads the journal by position as it is sealed: each keeps for itself how far it has read, and the worker lets each go on."""

from collections.abc import Callable

Follow = Callable[[], int]
_known: dict[str, Follow] = {}


def follower(name: str, follow: Follow) -> None:
    """Make a reader known: it reads some rows and gives back how many. Raises ValueError for a name that is taken."""
    if _known.get(name, follow) is not follow:
        raise ValueError(f"two readers of the journal are called '{name}'")
    _known[name] = follow


def followers() -> dict[str, Follow]:
    """All of them by name."""
    return dict(_known)
