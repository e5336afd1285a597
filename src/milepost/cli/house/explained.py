"""What `milepost explain` tells of an entity, table by table, read from the same descriptions as every door."""

from collections.abc import Iterator, Sequence

from milepost.cli.house.explained_doing import OPERATION, QUESTION, operations_of, questions_of, reads_of, schemas_of, states_of
from milepost.cli.house.explained_reach import references_of, scopes_of
from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Choice, Input, Lookup, Ref
from milepost.kernel.rows import fields_of, filters_of
from milepost.kernel.rows.shape import Field

Table = tuple[str, str, tuple[str, ...], Sequence[tuple[str, ...]]]


def known() -> list[tuple[str, str, str]]:
    """Every entity with its label and what it is."""
    return [(entity.name, entity.plural, _sentence(entity)) for entity in entities()]


def explained(entity: Entity) -> Iterator[Table]:
    """Title, a note on it, headings, rows."""
    yield entity.plural.capitalize(), "", ("", ""), _title(entity)
    yield "Fields", "", ("Field", "Kind", "Given", "More"), [_field(entity, field) for field in fields_of(entity).values()]
    if hidden := [(column.name, column.sees) for column in entity.columns if column.sees]:
        told = "Without the permission they are absent from lists, records, files, search, filters and history."
        yield "Hidden fields", told, ("Field", "Permission"), hidden
    if entity.workflow is not None:
        told = f"What may be done in each, and where it leads. A record begins as {entity.workflow.initial}."
        yield "States", told, ("Operation", *entity.workflow.states), states_of(entity, entity.workflow)
    if done := operations_of(entity):
        yield "Operations", "The name is the permission, and what the journal says.", OPERATION, done
    if asked := questions_of(entity):
        yield "Questions", "The name is the permission.", QUESTION, asked
    yield "Reads", f"All of them take {entity.permission('view')}.", ("To", "API", "Command"), reads_of(entity)
    yield "Filters of lists", "Several values of one are any of them; several filters are all of them.", ("How", "Fields"), _filters(entity)
    yield "Who reaches it", "A grant may be limited.", ("To", "Meaning", "And then reaches"), scopes_of(entity)
    if references := references_of(entity):
        yield "References", "", ("From", "To"), references
    yield "Schemas", "In /api/v1/openapi.json, below #/components/schemas/.", ("Schema", "What it describes"), schemas_of(entity)


def _title(entity: Entity) -> Sequence[tuple[str, ...]]:
    searched = [column.name for column in entity.columns if column.searched] + (["number"] if entity.prefix else [])
    return [
        ("Is", _sentence(entity)),
        ("Name", f"{entity.name}; several are {entity.plural}"),
        ("Known by", entity.title + (f", and its number: {entity.prefix}-1, {entity.prefix}-2 …" if entity.prefix else "")),
        ("Lists", f"ordered by {', '.join(entity.order) or 'id'}; searched in {', '.join(searched) or 'nothing'}"),
        ("Written in", f"{_room(entity)}, table {entity.model._meta.db_table}"),
    ]


def _sentence(entity: Entity) -> str:
    """The first sentence of the module its table stands in."""
    from inspect import getdoc, getmodule

    told = getdoc(getmodule(entity.model)) or ""
    return " ".join(told.split("\n\n")[0].split())


def _room(entity: Entity) -> str:
    return entity.model.__module__.partition(".models")[0].replace(".", "/")


def _field(entity: Entity, field: Field) -> tuple[str, ...]:
    column = field.column
    given = "by the house"
    if column is not None and column.asked:
        given = "needed" if field.input.required else "optional"
        given += ", once" if column.fixed else ""
    marks = [
        word
        for word, on in (
            ("searched", column and column.searched),
            ("personal", column and column.personal),
            ("hidden", field.sees),
            ("not in tables", column and not column.listed),
            ("no filter", column and not column.filtered),
        )
        if on
    ]
    return field.name, _kind(field.input), given, ". ".join(part for part in (", ".join(marks), _offered(field.input)) if part)


def _kind(found: Input) -> str:
    if isinstance(found, Ref):
        return f"{'an' if found.entity[0] in 'aeiou' else 'a'} {found.entity}"
    return type(found).__name__.lower()


def _offered(found: Input) -> str:
    """What may be given, as far as words say it."""
    if isinstance(found, Choice):
        return f"One of {', '.join(found.options)}"
    if isinstance(found, Lookup):
        return f"From the list {found.lookup}, which begins with {', '.join(found.first) or 'nothing'}"
    return found.help


def _filters(entity: Entity) -> Sequence[tuple[str, ...]]:
    """Fields that are filtered alike stand together."""
    by_field: dict[str, list[str]] = {}
    for name in filters_of(entity):
        base, _, lookup = name.partition("__")
        by_field.setdefault(base, []).append(f"__{lookup}=" if lookup else "=")
    alike: dict[str, list[str]] = {}
    for base, lookups in by_field.items():
        alike.setdefault("  ".join(lookups), []).append(base)
    return [(how, ", ".join(fields)) for how, fields in alike.items()]
