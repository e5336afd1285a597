"""A form that is sent as a draft: nothing is done yet, and whoever its author works under countersigns it or returns it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.countersigning import DRAFT, can_be_drafted
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Upload
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.values import said
from milepost.web.address import list_url
from milepost.web.pages.meeting import version_of
from milepost.web.toasts import say


def can_draft(operation: Operation) -> bool:
    """Whether a form of it can be a draft: a file that is chosen cannot be kept in one."""
    return can_be_drafted(operation) and not any(isinstance(asked, Upload) for asked in operation.inputs.values())


def offered(actor: Actor, operation: Operation) -> bool:
    """Whether a page offers the operation: to be done, or to be drafted."""
    return can_anywhere(actor, operation.name) or (can_draft(operation) and can_anywhere(actor.as_drafter(), operation.name))


def only_drafted(actor: Actor, operation: Operation, row: Mapping[str, Any] | None) -> bool:
    """Whether whoever looks may draft this and not do it alone: with this record, or where one is made, anywhere."""
    if actor.unbounded or not can_draft(operation) or not can_anywhere(actor, DRAFT.permission("create")):
        return False
    if row is None:
        return not can_anywhere(actor, operation.name) and can_anywhere(actor.as_drafter(), operation.name)
    name, entity = operation.name, operation.entity
    return not held_on(entity, actor, [name], row["id"]) and bool(held_on(entity, actor.as_drafter(), [name], row["id"]))


def drafted(request: HttpRequest, actor: Actor, operation: Operation, row: Mapping[str, Any] | None, given: Mapping[str, Any]) -> str:
    """Writes and submits the draft, both or neither, and gives where it stands. Raises what that raises, and Invalid where the record was
    changed after it was read."""
    if row is not None and version_of(request, dict(row)) != row["version"]:
        told = said("Somebody changed it after you read it. Load the page again, and look whether your draft is still right.")
        raise Invalid({"": [Fault("stale", told)]})
    stamp = request.META.get("milepost.request", "")
    asked = {"operation": operation.name, "record": row["id"] if row is not None else None, "inputs": dict(given)}
    with transaction.atomic():
        made: Any = perform(operation_named("draft.create"), actor, given=asked, request=stamp).records[0]
        perform(operation_named("draft.submit"), actor, on=[made.pk], request=stamp)
    say(request, gettext("Nothing is done yet: %(draft)s waits to be countersigned.") % {"draft": made.number})
    return f"{list_url(DRAFT)}{made.number}/" if can_anywhere(actor, DRAFT.permission("view")) else list_url(operation.entity)
