"""The address table, derived from the entities and operations that the rooms have made known."""

from django.urls import URLPattern, URLResolver, include, path

from milepost.api import about, bringing, exports, imports, journal, search, undo, views
from milepost.api.documents import document_addresses
from milepost.kernel.about import is_target
from milepost.kernel.bringing import way_of
from milepost.kernel.entity import Entity, entities
from milepost.kernel.operations import operations
from milepost.kernel.questions import questions


def addresses() -> list[URLPattern | URLResolver]:
    """Every address of the door, below /api/v1/."""
    found = [_of_entity(entity) for entity in entities()]
    across = [
        path("attachments/<str:key>/content/", about.content(), name="attachment.content"),
        path("journal/", journal.entries(), name="journal.list"),
        path("journal/head/", journal.sealed(), name="journal.head"),
        path("undo/<str:batch>/", undo.taking_back(), name="undo"),
        path("search/", search.search(), name="search"),
    ]
    return [*across, *document_addresses(), *found]


def word(entity: Entity) -> str:
    """The word in addresses: "work-roles"."""
    return entity.plural.replace(" ", "-")


def _of_entity(entity: Entity) -> URLResolver:
    """Those below its word, so that an address is looked for among those of one entity and not among all."""
    found = [path("", views.collection(entity), name=f"{entity.name}.list")]
    found += _files(entity)
    for operation in operations(entity):
        if operation.kind in ("verb", "delete"):
            found.append(path(f"{operation.verb}/", views.verb_on_set(operation), name=f"{operation.name}.set"))
        if operation.kind == "verb":
            found.append(path(f"<str:key>/{operation.verb}/", views.verb(operation), name=operation.name))
    found += [path(f"{asked.word}/", views.question(asked), name=asked.name) for asked in questions(entity)]
    if is_target(entity):
        found += [path(f"<str:key>/{sub}/", view, name=f"{entity.name}.{sub}") for sub, view in about.parts(entity).items()]
    found.append(path("<str:key>/history/", views.history(entity), name=f"{entity.name}.history"))
    found.append(path("<str:key>/", views.member(entity), name=f"{entity.name}.detail"))
    return path(f"{word(entity)}/", include(found))


def _files(entity: Entity) -> list[URLPattern]:
    """What goes out as a file, and what comes in as one."""
    found = [
        path("export/", exports.exports(entity), name=f"{entity.name}.export"),
        path("export/<str:key>/", exports.exported(entity), name=f"{entity.name}.exported"),
        path("export/<str:key>/file/", exports.exported_file(entity), name=f"{entity.name}.export-file"),
    ]
    if entity.creatable:
        found.append(path("import/", imports.imports(entity), name=f"{entity.name}.import"))
        found.append(path("import/<str:key>/", imports.imported(entity), name=f"{entity.name}.imported"))
    way = way_of(entity)
    if way is not None:
        found.append(path("bring/", bringing.bringing(way), name=f"{entity.name}.bring"))
        found.append(path("bring/<str:key>/", bringing.brought(way), name=f"{entity.name}.brought"))
        found.append(path("<str:key>/give/", bringing.giving(way), name=f"{entity.name}.give"))
    return found


urlpatterns = addresses()
