"""Which permissions change something, and are not only for seeing: filled by operations as they are made known."""

_known: set[str] = set()


def changes(permission: str) -> None:
    """Make it known that the permission is for changing something."""
    _known.add(permission)


def is_changing(permission: str) -> bool:
    """Whether one is."""
    return permission in _known


def changing() -> frozenset[str]:
    """All of them."""
    return frozenset(_known)
