"""The pages of the style guide: each holds what can stand together in one page, so that no id of a part stands there twice."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from milepost.kernel.access import Actor
from milepost.web.parts.tabs import Tab
from milepost.web.styleguide import samples
from milepost.web.who import actor_at, page

BASE = "/styleguide/"
Context = Callable[[HttpRequest, Actor], dict[str, Any]]
SHEETS: dict[str, tuple[str, Context]] = {
    "": ("Looks", samples.looks),
    "fields": ("Fields", samples.fields),
    "list": ("List", samples.whole_list),
    "list-wrong": ("List asked for wrongly", samples.wrong_list),
    "list-narrowed": ("List without a match", samples.narrowed_list),
    "list-empty": ("Empty list", samples.empty_list),
    "record": ("Record", samples.record),
    "dialogs": ("Dialogs", samples.dialogs),
    "charts": ("Charts", samples.charts),
    "states": ("Waiting and trouble", samples.states),
}


@page
def styleguide(request: HttpRequest, sheet: str = "") -> HttpResponse:
    """One of them; everybody who is logged in may look at it, for nothing in it is of the house."""
    if sheet not in SHEETS:
        raise Http404
    label, context = SHEETS[sheet]
    found = [Tab(one, f"{BASE}{name}/" if name else BASE, None, name == sheet) for name, (one, _) in SHEETS.items()]
    common = {"sheets": found, "sheet": sheet or "looks", "heading_of_sheet": label}
    return render(request, f"web/styleguide/{_template(sheet)}.html", context(request, actor_at(request)) | common)


def _template(sheet: str) -> str:
    return "list" if sheet.startswith("list") else sheet or "looks"


STYLEGUIDE = [path("", styleguide), path("<slug:sheet>/", styleguide)]
