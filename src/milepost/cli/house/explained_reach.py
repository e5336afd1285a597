"""Who reaches the records of an entity, and what refers to what."""

from collections.abc import Sequence

from milepost.kernel.access import scope_kinds
from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Ref


def scopes_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """What a grant can be limited to, and which records it reaches then."""
    if entity.reach is not None and not entity.hangs:
        reached = f"one's own {entity.plural}, and those that are shared"
        return [("house", "The whole house", reached), ("another", "", reached)]
    if entity.reach is not None:
        return [("house", "The whole house", f"every {entity.singular}"), ("another", "", "where it reaches the record that this is about")]
    kinds = scope_kinds()
    rows = [("house", "The whole house", f"every {entity.singular}")]
    for name, path in entity.scopes.items():
        kind = kinds.get(name)
        whose = path.removesuffix("_id").replace("__", ".")
        reached = f"that {entity.singular}" if path == "id" else f"{entity.plural} whose {whose} it is"
        if kind is not None and kind.ids is not None:
            reached = f"{entity.plural} among them" if path == "id" else f"{entity.plural} whose {whose} is among them"
        rows.append((name, kind.label if kind is not None else name, reached))
    return rows


def references_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """From its columns to others, and from others' columns to it."""
    found = [
        (f"{one.name}.{column.name}", column.input.entity) for one in entities() for column in one.columns if isinstance(column.input, Ref)
    ]
    own = [pair for pair in found if pair[0].startswith(f"{entity.name}.")]
    return own + [pair for pair in found if pair[1] == entity.name and pair not in own]
