"""Forms that do operations: create, edit, and the verbs; on one record or on several that were chosen in a list."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied
from milepost.kernel.operations import Done, Operation, operation_named, perform
from milepost.kernel.rows import key_from, read_row, rows_of
from milepost.values import said
from milepost.web.address import back, list_url, record_url
from milepost.web.kept import take
from milepost.web.pages.chosen import chosen
from milepost.web.pages.drafting import offered
from milepost.web.pages.form import Filled, typed_in
from milepost.web.pages.meeting import left_to_save, version_of
from milepost.web.pages.sending import form_page, send
from milepost.web.parts.title import title_of
from milepost.web.who import View, actor_at, page


def create(entity: Entity) -> View:
    """/organisations/new/. What stands in the address after "?" is filled in, so that other pages can begin one; `back` is where to go
    then, where that is not the new record."""
    operation = operation_named(entity.permission("create"))

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        if not offered(actor, operation):
            raise Denied(said("You may not create {kinds}.", kinds=entity.plural))
        asked = back(request, request.GET.get("back"), "")
        form = Filled(operation, dict(request.GET.items()), back=asked)
        if request.method != "POST":
            return form_page(request, form.with_kept(take(request)))
        typed = typed_in(request, operation.inputs)

        def where(done: Done) -> str:
            row = rows_of(entity, actor, [done.records[0].pk])
            usual = asked or (record_url(entity, row[0]) if row else list_url(entity))
            return request.get_full_path() if "again" in request.POST else usual

        told = gettext("{one} created.").format(one=capfirst(gettext(entity.singular)))
        return send(request, form.with_typed(typed), _deed(request, actor, operation, given=typed), where, told)

    return view


def edit(entity: Entity) -> View:
    """/organisations/ORG-3/edit/."""
    operation = operation_named(entity.permission("edit"))

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        inputs = {name: asked for name, asked in operation.inputs.items() if name in row and name not in entity.of_parts(row)}
        # What is hidden here, or follows from the rows below it, is not changed here.
        form = Filled(operation, row, inputs=inputs, row=row)
        if request.method != "POST":
            return form_page(request, form.with_kept(take(request)))
        typed = typed_in(request, inputs)
        given, versions = left_to_save(request, typed), {row["id"]: version_of(request, row)}
        deed = _deed(request, actor, operation, on=[row["id"]], given=given, versions=versions)
        told = gettext("{title} saved.").format(title=title_of(entity, row))
        return send(request, form.with_typed(typed), deed, lambda done: record_url(entity, row), told)

    return view


def verb(operation: Operation) -> View:
    """/organisations/ORG-3/close/: asks for the inputs, if there are some, and says what follows. `back` in the address is where to go
    then, where that is not the record."""
    entity = operation.entity

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        asked = back(request, request.GET.get("back"), "")
        to = asked or (list_url(entity) if operation.kind == "delete" else record_url(entity, row))
        form = Filled(operation, {}, row=row, back=asked)
        if request.method != "POST":
            return form_page(request, form.with_kept(take(request)))
        typed = typed_in(request, operation.inputs)
        versions = {row["id"]: version_of(request, row)}
        deed = _deed(request, actor, operation, on=[row["id"]], given=typed, versions=versions)
        return send(request, form.with_typed(typed), deed, lambda done: to, f"{gettext(operation.label)}: {title_of(entity, row)}.")

    return view


def verb_on_chosen(operation: Operation) -> View:
    """/organisations/do/close/: the operation on the records chosen in a list, all or none; then the list is there as it was."""
    entity = operation.entity

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        rows = chosen(request, entity, actor).rows
        to = back(request, request.GET.get("back"), list_url(entity))
        form = Filled(operation, {}, rows=rows, back=to)
        if request.method != "POST":
            return form_page(request, form.with_kept(take(request)))
        typed = typed_in(request, operation.inputs)
        deed = _deed(request, actor, operation, on=[row["id"] for row in rows], given=typed)
        told = f"{gettext(operation.label)}: {len(rows)} {gettext(entity.plural if len(rows) > 1 else entity.singular)}."
        return send(request, form.with_typed(typed), deed, lambda done: to, told)

    return view


def _deed(
    request: HttpRequest,
    actor: Actor,
    operation: Operation,
    *,
    given: dict[str, Any],
    on: Sequence[int] = (),
    versions: dict[int, int] | None = None,
) -> Callable[[], Done]:
    number = request.META.get("milepost.request", "")
    return lambda: perform(operation, actor, on=on, given=given, versions=versions, request=number)
