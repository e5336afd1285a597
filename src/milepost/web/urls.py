"""Every address of the pages: those of the shell, then those of each entity, of which some are made by hand (rooms.by_hand)."""

from typing import Any

from django.urls import include, path

from milepost.kernel.about import is_target
from milepost.kernel.entity import Entity
from milepost.kernel.links import LINK
from milepost.kernel.operations import operations
from milepost.kernel.tags import TAGGING
from milepost.web.address import paged, word
from milepost.web.pages.bring import bring, brought, template_file
from milepost.web.pages.bulk_edit import bulk_edit
from milepost.web.pages.change import create, edit, verb, verb_on_chosen
from milepost.web.pages.document_urls import DOCUMENTS
from milepost.web.pages.export import export, exported, exported_file
from milepost.web.pages.inbox_urls import INBOX
from milepost.web.pages.inline import cell_of
from milepost.web.pages.listing import listing
from milepost.web.pages.marks import link, marks, tag, unmark
from milepost.web.pages.pick import pick
from milepost.web.pages.pick_any import pick_any
from milepost.web.pages.record import record
from milepost.web.pages.related import related
from milepost.web.pages.search import search
from milepost.web.pages.take_back import take_back
from milepost.web.pages.talk import attach, comment, content, withdraw
from milepost.web.pages.then import compare_page, history_page
from milepost.web.pages.views import new_view, view_deed
from milepost.web.parts.tabs import naming
from milepost.web.rooms.by_hand import BESIDE, LISTS, RECORDS
from milepost.web.rooms.planning.job import plan_of_job
from milepost.web.rooms.planning.level import portfolio as level_portfolio
from milepost.web.rooms.planning.portfolio import portfolio
from milepost.web.shell.palette import palette
from milepost.web.shell.theme import choose_theme
from milepost.web.shell.today import today
from milepost.web.styleguide.page import STYLEGUIDE


def _of(entity: Entity) -> Any:
    """Those below its word, so that an address is looked for among those of one entity and not among all."""
    found = [path("", LISTS.get(entity.name) or listing(entity))]
    found += [path("all/", listing(entity))] if entity.name in LISTS else []
    found += [path(place, view) for place, view in BESIDE.get(entity.name, ())]
    if entity.creatable:
        found += [path("new/", create(entity)), path("import/", bring(entity))]
        found += [path("import/template/", template_file(entity)), path("import/<str:key>/", brought(entity))]
    found += [path("export/", export(entity)), path("export/<str:key>/", exported(entity))]
    found.append(path("export/<str:key>/file/", exported_file(entity)))
    for operation in operations(entity):
        if operation.kind in ("verb", "delete"):
            found.append(path(f"do/{operation.verb}/", verb_on_chosen(operation)))
            found.append(path(f"<str:key>/{operation.verb}/", verb(operation)))
    if entity.editable:
        found += [path("do/edit/", bulk_edit(entity)), path("<str:key>/edit/", edit(entity))]
        found.append(path("<str:key>/cell/<str:name>/", cell_of(entity)))
    for other, column in naming(entity):
        found.append(path(f"<str:key>/{word(other)}/{column.name}/", related(entity, other, column)))
    found += [path("<str:key>/history/", history_page(entity)), path("<str:key>/compare/", compare_page(entity))]
    if is_target(entity):
        found += [path(f"<str:key>/{place}", view) for place, view in _marks(entity)]
    talk = [path("<str:key>/comments/", comment(entity)), path("<str:key>/files/", attach(entity))]
    return path(f"{word(entity)}/", include([*found, *talk, path("<str:key>/", record(entity, RECORDS.get(entity.name)))]))


def _marks(entity: Entity) -> list[tuple[str, Any]]:
    remove = [("tags/<int:number>/remove/", unmark(entity, TAGGING)), ("links/<int:number>/remove/", unmark(entity, LINK))]
    return [("marks/", marks(entity)), ("tags/", tag(entity)), ("links/", link(entity)), *remove]


urlpatterns = [
    path("", today),
    path("palette/", palette),
    path("search/", search),
    path("theme/", choose_theme),
    path("pick/any/", pick_any),
    path("pick/<str:name>/", pick),
    path("undo/<str:batch>/", take_back),
    path("views/new/", new_view),
    path("views/<int:key>/<str:deed>/", view_deed),
    path("files/<int:key>/", content),
    path("documents/", include(DOCUMENTS)),
    path("portfolio/", portfolio),
    path("portfolio/level/", level_portfolio),
    path("jobs/<int:key>/plan/level/", plan_of_job, {"word": "level"}),
    path("jobs/<int:key>/plan/chances/", plan_of_job, {"word": "chances"}),
    path("styleguide/", include(STYLEGUIDE)),
    path("", include(INBOX)),
    path("comments/<int:key>/withdraw/", withdraw, {"kind": "comments"}),
    path("files/<int:key>/withdraw/", withdraw, {"kind": "files"}),
    path("", include("milepost.web.log_in_urls")),
    *(_of(entity) for entity in paged()),
]
