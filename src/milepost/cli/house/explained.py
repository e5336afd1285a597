"""What `milepost explain` tells of an entity, table by table, read from the same descriptions as every door."""

from collections.abc import Iterator, Sequence

from milepost.kernel.access import scope_kinds
from milepost.kernel.entity import Entity, Workflow, entities
from milepost.kernel.inputs import Choice, Input, Ref
from milepost.kernel.operations import Operation, operations
from milepost.kernel.rows import fields_of, filters_of

Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]


def known() -> list[tuple[str, str]]:
    """Every entity with its label."""
    return [(entity.name, entity.plural) for entity in entities()]


def explained(entity: Entity) -> Iterator[Table]:
    """Titles, headings, rows."""
    yield _title(entity)
    yield _fields(entity)
    yield "Filters of lists", ("Field", "As"), _filters(entity)
    if entity.workflow is not None:
        yield _states(entity, entity.workflow)
    yield (
        "Operations (the name is the permission)",
        ("Operation", "Address", "Command", "Inputs"),
        [_operation(entity, operation) for operation in operations(entity)],
    )
    yield "Reads", ("Permission", "Address", "Command"), _reads(entity)
    yield "Who may reach it: grants limited to", ("Kind", "Meaning", "Found by"), _scopes(entity)
    name = "".join(part.capitalize() for part in entity.name.split("-"))
    rows = [(f"#/components/schemas/{name}{end}", told) for end, told in (("", "a row"), ("New", "to create"), ("Change", "to edit"))]
    yield "Schemas in /api/v1/openapi.json", ("Schema", "What it describes"), rows


def _title(entity: Entity) -> Table:
    sentences = [
        ("Name", entity.name),
        ("Called", f"{entity.singular}, {entity.plural}"),
        ("Known by", entity.title),
        ("Numbered", f"{entity.prefix}-1, {entity.prefix}-2 …" if entity.prefix else "no"),
        ("Table", entity.model._meta.db_table),
        ("Order of lists", ", ".join(entity.order) or "as created"),
    ]
    return entity.plural.capitalize(), ("Of it", "It is"), sentences


def _fields(entity: Entity) -> Table:
    rows = []
    for field in fields_of(entity).values():
        column = field.column
        asked = "set by the house" if column is None or not column.asked else "needed" if field.input.required else "may be empty"
        marks = [word for word, on in (("searched", column and column.searched), ("personal", column and column.personal)) if on]
        rows.append((field.name, _type(field.input), asked, field.sees or "all who see the record", ", ".join(marks), field.input.help))
    return "Fields", ("Field", "Input", "Asked", "Who sees it", "Marks", "Help"), rows


def _type(found: Input) -> str:
    if isinstance(found, Ref):
        return f"Ref {found.entity}"
    if isinstance(found, Choice):
        return f"Choice {'|'.join(found.options)}"
    return type(found).__name__


def _filters(entity: Entity) -> Sequence[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in filters_of(entity):
        base, _, lookup = name.partition("__")
        found.setdefault(base, []).append(lookup or "is")
    return [(base, ", ".join(lookups)) for base, lookups in found.items()]


def _states(entity: Entity, workflow: Workflow) -> Table:
    """A row for each state: what may be done in it, and where that leads."""
    rows = []
    for state, label in workflow.states.items():
        leads = []
        for operation in operations(entity):
            if operation.kind != "create" and state in workflow.sources(operation.verb):
                move = workflow.move(operation.verb)
                leads.append(f"{operation.verb} → {move.target}" if move else operation.verb)
        rows.append((state + (" (begins here)" if state == workflow.initial else ""), label, ", ".join(leads)))
    return "States", ("State", "Called", "What may be done"), rows


def _operation(entity: Entity, operation: Operation) -> tuple[str, ...]:
    base = _address(entity)
    address = {
        "create": f"POST {base}",
        "edit": f"PATCH {base}{{key}}/",
        "delete": f"DELETE {base}{{key}}/",
        "verb": f"POST {base}{{key}}/{operation.verb}/",
    }[operation.kind]
    key = "" if operation.kind == "create" else " ID…"
    inputs = ", ".join(name if one.required and not operation.partial else f"[{name}]" for name, one in operation.inputs.items())
    return operation.name, address, f"milepost {entity.name} {operation.verb}{key}", inputs or "none"


def _reads(entity: Entity) -> Sequence[tuple[str, ...]]:
    base, sees = _address(entity), entity.permission("view")
    return [
        (sees, f"GET {base}", f"milepost {entity.name} list"),
        (sees, f"GET {base}{{key}}/", f"milepost {entity.name} show ID"),
        (sees, f"GET {base}{{key}}/history/", f"milepost {entity.name} history ID"),
    ]


def _scopes(entity: Entity) -> Sequence[tuple[str, ...]]:
    kinds = scope_kinds()
    rows = [("house", "The whole house", "every record")]
    return rows + [(kind, kinds[kind].label if kind in kinds else kind, path) for kind, path in entity.scopes.items()]


def _address(entity: Entity) -> str:
    return f"/api/v1/{entity.plural.replace(' ', '-')}/"
