"""The interactive page of the door: every operation with its inputs, an example for the command line, and a way to try the reads.

Made on the server from the same description that programs read; the small script beside it only sends what the reader asks for. Nothing
comes from another site, and nothing is run that stands inside the page.
"""

import gzip
from functools import cache
from html import escape
from importlib.resources import files

from django.http import HttpRequest, HttpResponse

from milepost.api.openapi import description
from milepost.api.page_operation import Json, operation_html, prose
from milepost.api.problems import problem

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ASSETS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
METHODS = ("get", "post", "patch", "delete")


def page(request: HttpRequest) -> HttpResponse:
    """/api/v1/: the page; it holds nothing secret, and so may be sent packed."""
    if request.method not in ("GET", "HEAD"):
        return problem(405, "Not possible here", "This address knows GET.")
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    made = HttpResponse(_packed() if packed else _page(), content_type="text/html; charset=utf-8")
    made["Content-Security-Policy"] = POLICY
    made["Vary"] = "Accept-Encoding"
    if packed:
        made["Content-Encoding"] = "gzip"
    return made


def asset(request: HttpRequest, kind: str) -> HttpResponse:
    """/api/v1/page.css and page.js."""
    if kind not in ASSETS:
        return problem(404, "Not found", "There is no such address.")
    return HttpResponse(_file(kind), content_type=ASSETS[kind])


@cache
def _file(kind: str) -> bytes:
    return (files("milepost.api") / f"page.{kind}").read_bytes()


@cache
def _packed() -> bytes:
    return gzip.compress(_page(), mtime=0)


@cache
def _page() -> bytes:
    whole = description()
    groups = _groups(whole)
    contents = "".join(f'<li><a href="#{_anchor(name)}">{escape(_title(name))}</a></li>' for name in groups)
    sections = "".join(_section(name, found) for name, found in groups.items())
    intro = prose(whole["info"]["description"])
    return _HTML.format(version=escape(whole["info"]["version"]), intro=intro, contents=contents, sections=sections).encode()


def _groups(whole: Json) -> dict[str, list[str]]:
    """The operations by the records they concern."""
    groups: dict[str, list[str]] = {}
    for path, methods in whole["paths"].items():
        for method in METHODS:
            if method in methods:
                told = methods[method] | {"parameters": methods.get("parameters", []) + methods[method].get("parameters", [])}
                groups.setdefault(told["tags"][0], []).append(operation_html(method, path, told, whole))
    return groups


def _section(name: str, found: list[str]) -> str:
    count = f"{len(found)} operations" if len(found) > 1 else "1 operation"
    return (
        f'<details class="records" id="{_anchor(name)}"><summary><h2>{escape(_title(name))}</h2> '
        f"<small>{count}</small></summary>{''.join(found)}</details>"
    )


def _title(name: str) -> str:
    return name[0].upper() + name[1:]


def _anchor(name: str) -> str:
    return escape(name.replace(" ", "-"))


_HTML = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Milepost for programs</title><link rel="stylesheet" href="page.css"></head><body>
<header><h1>Milepost for programs</h1><p>{intro}</p>
<p>Version {version}. All of this for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<form id="who"><label>Token, to try the reads here <input id="token" type="password" autocomplete="off" spellcheck="false"></label>
<small>It stays in this page and goes nowhere but to this server.</small></form></header>
<nav aria-label="Records"><ul>{contents}</ul></nav>
<main><form id="find"><label>Find an operation <input id="words" type="search" autocomplete="off" placeholder="leave approve"></label>
<p role="status" id="found"></p></form>{sections}</main>
<script src="page.js" defer></script></body></html>
"""
