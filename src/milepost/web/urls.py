"""Every address of the pages: those made by hand, then those of each entity."""

from typing import Any

from django.urls import include, path

from milepost.kernel.entity import Entity
from milepost.kernel.operations import operations
from milepost.web.address import paged, word
from milepost.web.pages.bring import bring, brought
from milepost.web.pages.change import create, edit, verb, verb_on_chosen
from milepost.web.pages.listing import listing
from milepost.web.pages.pick import pick
from milepost.web.pages.record import record
from milepost.web.pages.related import related
from milepost.web.pages.take_back import take_back
from milepost.web.pages.talk import attach, comment, content, withdraw
from milepost.web.parts.tabs import naming
from milepost.web.shell.palette import palette
from milepost.web.shell.theme import choose_theme
from milepost.web.shell.today import today


def _of(entity: Entity) -> list[Any]:
    base = word(entity)
    found = [path(f"{base}/", listing(entity))]
    if entity.creatable:
        found += [path(f"{base}/new/", create(entity)), path(f"{base}/import/", bring(entity))]
        found.append(path(f"{base}/import/<str:key>/", brought(entity)))
    for operation in operations(entity):
        if operation.kind in ("verb", "delete"):
            found.append(path(f"{base}/do/{operation.verb}/", verb_on_chosen(operation)))
            found.append(path(f"{base}/<str:key>/{operation.verb}/", verb(operation)))
    if entity.editable:
        found.append(path(f"{base}/<str:key>/edit/", edit(entity)))
    for other, column in naming(entity):
        found.append(path(f"{base}/<str:key>/{word(other)}/{column.name}/", related(entity, other, column)))
    talk = [path(f"{base}/<str:key>/comments/", comment(entity)), path(f"{base}/<str:key>/files/", attach(entity))]
    return [*found, *talk, path(f"{base}/<str:key>/", record(entity))]


urlpatterns = [
    path("", today),
    path("palette/", palette),
    path("theme/", choose_theme),
    path("pick/<str:name>/", pick),
    path("undo/<str:batch>/", take_back),
    path("files/<int:key>/", content),
    path("<str:kind>/<int:key>/withdraw/", withdraw),
    path("", include("milepost.web.log_in_urls")),
    *(one for entity in paged() for one in _of(entity)),
]
