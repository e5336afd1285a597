"""Every entity of the house by its name, filled while the rooms are loaded."""

from milepost.kernel.entity.entity import Entity

_known: dict[str, Entity] = {}
RESERVED = frozenset(
    {
        "document",
        "plan",
        "demo",
        "sample",
        "serve",
        "worker",
        "backup",
        "restore",
        "search",
        "check",
        "explain",
        "version",
        "setup",
        "setup-house",
        "test",
        "house",
        "journal",
        "subject",
        "undo",
    }
)
"""Words that are commands already."""


def register(entity: Entity) -> Entity:
    """Make an entity known. Raises ValueError for a name that is taken or reserved."""
    if entity.name in RESERVED:
        raise ValueError(f"'{entity.name}' is a command of Milepost and cannot name an entity")
    if _known.get(entity.name, entity) is not entity:
        raise ValueError(f"two entities are called '{entity.name}'")
    _known[entity.name] = entity
    return entity


def entity(name: str) -> Entity:
    """The entity of that name. Raises KeyError."""
    return _known[name]


def entities() -> tuple[Entity, ...]:
    """All of them, by name."""
    return tuple(_known[name] for name in sorted(_known))
