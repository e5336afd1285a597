"""A value that is edited where it stands: what leads to its control, and who is offered that."""

from functools import cache, lru_cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Address, Input, JsonValue, Ref, Secret, Upload
from milepost.kernel.operations import operation_named

NOT_IN_PLACE = (Upload, Secret, JsonValue)
LINKED = (Ref, Address)
"""Their values are links; to edit one there is a button beside it."""
HELP = "cell-help"
"""Of the words that say of every such value what it is for; each page that has some has them once."""


@cache
def inputs_in_place(entity: Entity) -> dict[str, Input]:
    """The inputs of its edit operation that are asked for one at a time."""
    if not entity.editable:
        return {}
    inputs = operation_named(entity.permission("edit")).inputs
    return {name: asked for name, asked in inputs.items() if not isinstance(asked, NOT_IN_PLACE)}


def editable(entity: Entity, actor: Actor) -> frozenset[str]:
    """The fields that the actor is offered to edit: whether it works is decided where it is done."""
    if not entity.editable or not can_anywhere(actor, entity.permission("edit")):
        return frozenset()
    return frozenset(inputs_in_place(entity))


def is_open(entity: Entity, state: str) -> bool:
    """Whether a record in this state can be edited."""
    return entity.workflow is None or state in entity.workflow.sources("edit")


def cell(name: str, label: str, html: SafeString, address: str, *, linked: bool, tab: bool = False) -> SafeString:
    """The value as a button that opens its control. Without script it leads to a page with that control. In lists it is reached by the
    keys of the list and not by Tab, which would otherwise stop at a thousand of them."""
    way = "beside" if linked and html else "value" if html else "empty"
    before, after = _frame(name, label, way, tab, get_language())
    value = html or ("–" if tab else "")
    if way == "beside":
        return SafeString(f"{html}{before}{escape(address)}{after}</a>")
    return SafeString(f"{before}{escape(address)}{after}{value}</a>")


@lru_cache(maxsize=4096)
def _frame(name: str, label: str, way: str, tab: bool, language: str | None) -> tuple[str, str]:
    """What stands before the record's address and after it: the same for every row of a list. The language is that of the words."""
    kind = {"beside": "cell beside", "value": "cell", "empty": "cell empty-value"}[way]
    told = ""
    if way != "value":
        told = (gettext("Edit {field}") if way == "beside" else gettext("{field}: empty, edit")).format(field=label)
    says = format_html(' aria-label="{}"', told) if told else format_html(' aria-describedby="{}"', HELP)
    before = format_html('<a class="{}" role="button" data-cell="{}" href="', kind, name)
    return before, format_html('cell/{}/"{}{}>', name, says, SafeString("" if tab else ' tabindex="-1"'))
