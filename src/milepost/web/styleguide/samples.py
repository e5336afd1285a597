"""What stands in the style guide: made up here, and shaped by the functions that shape what is real."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import (
    Address,
    Amount,
    Choice,
    Day,
    Flag,
    Hours,
    Input,
    LongText,
    Percent,
    Ref,
    Span,
    Text,
    Upload,
    Whole,
    Words,
    Zone,
)
from milepost.kernel.operations import operation_named, operations
from milepost.kernel.rows import Page
from milepost.web.asked import Asking
from milepost.web.pages.columns import columns
from milepost.web.pages.document_style import style_url
from milepost.web.pages.form import controls
from milepost.web.pages.history import Line
from milepost.web.pages.listing import list_context
from milepost.web.parts.document import in_page
from milepost.web.parts.state import badge
from milepost.web.parts.table import table
from milepost.web.parts.tabs import Tab
from milepost.web.parts.value import shown
from milepost.web.remedies import remedies_of, title_of
from milepost.web.styleguide.charts import report
from milepost.web.tree import FOLDER

ENTITY = "organisation"
COLOURS = (
    "ground",
    "surface",
    "raised",
    "line",
    "line-strong",
    "field",
    "text",
    "muted",
    "hover",
    "chosen",
    "accent",
    "good",
    "warn",
    "bad",
    "info",
)
LONG = "Ministry for the Co-ordination of Waterways, Harbours and Everything That Floats, Regional Directorate North"
Context = dict[str, Any]


def looks(request: HttpRequest, actor: Actor) -> Context:
    """Colours, letters, buttons, badges, messages, icons."""
    sprite = (FOLDER / "icons.svg").read_text("utf-8")
    return {
        "colours": COLOURS,
        "buttons": ("", "main-action", "quiet", "danger"),
        "tones": ("", "good", "warn", "bad", "info", "ended"),
        "notices": (("good", "circle-check"), ("info", "info-circle"), ("warn", "alert-triangle"), ("bad", "alert-circle")),
        "icons": re.findall(r'<symbol id="([^"]+)"', sprite),
        "long": LONG,
    }


INPUTS: dict[str, Input] = {
    "name": Text(label="One line", help="As people say it."),
    "notes": LongText(label="Several lines", required=False),
    "email": Address(label="Email", required=False),
    "kind": Choice(label="One of a few", options={"client": "Client", "supplier": "Supplier"}),
    "is_open": Flag(label="Yes or no", required=False),
    "day": Day(label="A day"),
    "people": Whole(label="Whole number", least=1, most=500),
    "share": Percent(label="Per cent", required=False),
    "price": Amount(label="An amount", required=False),
    "span": Span(label="A span of time", help="7:30 or 7h30."),
    "hours": Hours(label="Hours of a day", required=False),
    "zone": Zone(label="Time zone", required=False),
    "words": Words(label="Several words", required=False),
    "parent": Ref(entity=ENTITY, label="Another record", required=False),
    "file": Upload(label="A file", required=False),
}
VALUES = {
    "name": LONG,
    "notes": "First line\nSecond line",
    "email": "olive@example.org",
    "kind": "client",
    "is_open": True,
    "day": "2026-06-15",
}
WRONG = {
    "name": [Fault("required", "this is needed and was left empty.")],
    "kind": [Fault("no-choice", "'friend' is none of client, supplier.")],
    "people": [Fault("out-of-range", "900 lies outside 1 to 500.")],
    "span": [Fault("no-span", "'soon' is no span of time; expected for example 7:30.")],
    "day": [Fault("no-day", "'31 June' is no day of a calendar; expected for example 2026-06-30.")],
}


def fields(request: HttpRequest, actor: Actor) -> Context:
    """Every control: as asked for, and with what is wrong."""
    wrong = {name: one for name, one in INPUTS.items() if name in WRONG}
    return {
        "operation": operation_named(f"{ENTITY}.create"),
        "plain": controls(actor, INPUTS, VALUES),
        "wrong": controls(
            actor, {f"wrong_{name}": one for name, one in wrong.items()}, {}, Invalid({f"wrong_{n}": f for n, f in WRONG.items()})
        ),
    }


def _rows() -> tuple[dict[str, Any], ...]:
    names = ("Harbour Council", LONG, "Quay Logistics", "Marine Survey", "Dock Services")
    kinds = ("client", "client", "supplier", "supplier", "department")
    return tuple(
        {
            "id": number,
            "number": f"ORG-{number}",
            "name": name,
            "kind": kind,
            "state": "closed" if number == 4 else "active",
            "parent": {"id": 1, "title": names[0]} if number in (2, 5) else {"id": 9, "title": None} if number == 3 else None,
            "reference": f"HC/2026/{number:03}" if number % 2 else "",
            "country": "GB",
            "is_own": number == 5,
            "version": 1,
        }
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
    )


def whole_list(request: HttpRequest, actor: Actor) -> Context:
    """A list with everything that can stand around it."""
    entity, asked = entity_named(ENTITY), Asking(request.path, QueryDict("kind=client&name__contains=harbour&order=name"))
    context, rows = list_context(entity, actor, asked), _rows()
    made = table(entity, columns(entity, ""), rows, asked, "name", marks=True)
    more = {
        "table": made,
        "found": Page(count=1240, rows=rows, limit=100, offset=100),
        "last": 200,
        "before": asked.path,
        "after": asked.path,
    }
    return context | more | {"problem": None, "marks": True, "more_match": True}


def wrong_list(request: HttpRequest, actor: Actor) -> Context:
    """What is said when it is asked for wrongly."""
    return list_context(entity_named(ENTITY), actor, Asking(request.path, QueryDict("colour=red"))) | {"table": "", "narrowed": True}


def narrowed_list(request: HttpRequest, actor: Actor) -> Context:
    """What is said when nothing matches."""
    asked = Asking(request.path, QueryDict("name__contains=nothing+is+called+so"))
    return list_context(entity_named(ENTITY), actor, asked) | {"table": "", "narrowed": True}


def empty_list(request: HttpRequest, actor: Actor) -> Context:
    """What is said where there is nothing yet."""
    context = list_context(entity_named(ENTITY), actor, Asking(request.path, QueryDict("")))
    return context | {"table": "", "narrowed": False, "can_create": True, "chips": []}


def _record() -> Context:
    entity, row = entity_named(ENTITY), _rows()[0]
    facts = [
        (name, entity.by_name[name].label, shown(entity.by_name[name].input, row[name]))
        for name in ("kind", "parent", "reference", "country")
    ]
    return {
        "entity": entity,
        "owner": entity,
        "row": row,
        "title": row["name"],
        "badge": badge(entity, "active"),
        "facts": facts,
        "address": "/organisations/",
    }


def record(request: HttpRequest, actor: Actor) -> Context:
    """A record's head with its tabs and actions, facts, history, comments."""
    entity = entity_named(ENTITY)
    lines = [
        Line(
            "Ann Archer",
            "AA",
            "edit",
            "15 Jun 2026, 09:30",
            "2026-06-15T09:30:00Z",
            "New address of the town hall",
            3,
            (("Country", "", "GB"),),
        ),
        Line("Bob Brown", "BB", "close", "14 Jun 2026, 16:05", "2026-06-14T16:05:00Z", "", 2, (("State", "Active", "Closed"),)),
        Line("Milepost", "M", "create", "1 Jun 2026, 08:00", "2026-06-01T08:00:00Z", "", 1, ()),
    ]
    comment = {"id": 1, "who": "Ann Archer", "initials": "AA", "at": "15 Jun 2026, 09:31", "text": "Their change freeze begins on Friday."}
    talk = {
        "comments": [comment | {"mine": True}, comment | {"id": 2, "who": "Bob Brown", "initials": "BB", "withdrawn": True}],
        "files": [{"id": 1, "name": "site survey.pdf", "size": "1.2 MB", "who": "Ann Archer", "at": "15 Jun 2026", "mine": True}],
        "may_comment": True,
        "may_attach": True,
        "largest": "100 MB",
    }
    found = [Tab("Overview", request.path, None, True), Tab("Sites", request.path, 2), Tab("Contacts", request.path, 14)]
    verbs = [one for one in operations(entity) if one.kind == "verb"]
    return _record() | {
        "tabs": found,
        "verbs": verbs,
        "can_edit": True,
        "can_delete": True,
        "history": lines,
        "talk": talk,
        "owner_address": "/organisations/",
    }


def dialogs(request: HttpRequest, actor: Actor) -> Context:
    """A form in a dialog, the peek, the palette, choosing another record, toasts, menus."""
    operation = operation_named(f"{ENTITY}.close")
    found = [
        ("People", "Go to", "users", "/people/"),
        ("New organisation", "Create", "plus", "/organisations/new/"),
        ("Harbour Council", "Organisation", "arrow-right", "/organisations/"),
    ]
    options = [(1, "Harbour Council", "ORG-1"), (2, LONG, "ORG-2")]
    form = {"operation": operation, "controls": controls(actor, operation.inputs, {}), "heading": "h2", "back": "/styleguide/dialogs/"}
    stale = "Bob Brown changed country at 09:31."
    return _record() | form | {"found": found, "options": options, "more": 12, "stale": stale, "told": "Harbour Council saved."}


def charts(request: HttpRequest, actor: Actor) -> Context:
    """A document with every chart."""
    # Escaped by the renderer of documents, every word of it.
    return {"style": style_url(), "article": in_page(report(date(2026, 6, 15)))}


def states(request: HttpRequest, actor: Actor) -> Context:
    """What is seen while something is waited for, and when it went wrong."""
    number = "0f3a5c7e9b1d4f608a2c4e6f8a0b2c4d"
    troubles = [(status, title_of(status), remedies_of(status)) for status in (403, 404, 409, 413, 429, 500, 503)]
    return {"troubles": troubles, "number": number, "kind": "bad"}
