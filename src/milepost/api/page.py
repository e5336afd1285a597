"""The interactive page of the door: every operation with its inputs, an example for the command line, and a way to try the reads.

Made on the server from the same description that programs read; the small script beside it only sends what the reader asks for. Nothing
comes from another site, and nothing is run that stands inside the page.
"""

import json
import shlex
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.openapi import description
from milepost.api.problems import problem

Json = dict[str, Any]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ASSETS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
METHODS = ("get", "post", "patch", "delete")


def page(request: HttpRequest) -> HttpResponse:
    """/api/v1/: the page; it holds nothing secret."""
    if request.method not in ("GET", "HEAD"):
        return problem(405, "Not possible here", "This address knows GET.")
    made = HttpResponse(_page(), content_type="text/html; charset=utf-8")
    made["Content-Security-Policy"] = POLICY
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
def _page() -> bytes:
    whole = description()
    groups: dict[str, list[str]] = {}
    for path, methods in whole["paths"].items():
        for method in METHODS:
            if method in methods:
                told = methods[method] | {"parameters": methods.get("parameters", []) + methods[method].get("parameters", [])}
                groups.setdefault(told["tags"][0], []).append(_operation(method, path, told, whole))
    contents = "".join(f'<li><a href="#{_anchor(name)}">{escape(name.capitalize())}</a></li>' for name in groups)
    sections = "".join(
        f'<section id="{_anchor(name)}"><h2>{escape(name.capitalize())}</h2>{"".join(found)}</section>' for name, found in groups.items()
    )
    return _HTML.format(
        version=escape(whole["info"]["version"]), intro=escape(whole["info"]["description"]), contents=contents, sections=sections
    ).encode()


def _operation(method: str, path: str, told: Json, whole: Json) -> str:
    rows = "".join(_parameter(parameter) for parameter in told["parameters"])
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    schema = _resolved(body, whole) if body else {}
    rows += "".join(
        _input(name, one, name in schema.get("required", ()), "body", whole) for name, one in schema.get("properties", {}).items()
    )
    table = f"<table><thead><tr><th>Name</th><th>Where</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    example = _curl(method, path, _example(schema, whole) if body else None)
    trial = _trial(path, told["parameters"]) if method == "get" else ""
    return (
        f'<details id="{escape(told["operationId"])}"><summary><span class="method {method}">{method.upper()}</span> '
        f"<code>/api/v1{escape(path)}</code> <span>{escape(told['summary'])}</span></summary>"
        f"<p>{escape(str(told.get('description', told['summary'])))}</p>{table}<pre>{escape(example)}</pre>{trial}</details>"
    )


def _parameter(parameter: Json) -> str:
    return _input(
        parameter["name"],
        parameter["schema"] | {"description": parameter.get("description", "")},
        parameter.get("required"),
        parameter["in"],
        {},
    )


def _input(name: str, schema: Json, required: Any, where: str, whole: Json) -> str:
    found = _resolved(schema, whole)
    needed = ' <span class="needed">needed</span>' if required else ""
    told = " · ".join(part for part in (_type(found), found.get("title", ""), found.get("description", "")) if part)
    return f"<tr><th scope=row><code>{escape(name)}</code>{needed}</th><td>{escape(where)}</td><td>{escape(told)}</td></tr>"


def _type(schema: Json) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    bounds = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most")) if key in schema]
    return " ".join([str(schema.get("format") or schema.get("type") or ""), *bounds]).strip()


def _resolved(schema: Json, whole: Json) -> Json:
    """Without its reference, and of several forms the first: an object rather than the list of such, a value rather than null."""
    if "$ref" in schema:
        return _resolved(whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    for word in ("oneOf", "anyOf"):
        if word in schema:
            return _resolved(schema[word][0], whole)
    return schema


def _example(schema: Json, whole: Json) -> Any:
    found = _resolved(schema, whole)
    if found.get("examples"):
        return found["examples"][0]
    if found.get("type") == "object":
        wanted = found.get("required") or list(found.get("properties", {}))[:1]
        return {name: _example(found["properties"][name], whole) for name in wanted}
    if found.get("type") == "array":
        return [_example(found.get("items", {}), whole)]
    return max(1, found.get("minimum", 1)) if found.get("type") == "integer" else "…"


def _curl(method: str, path: str, body: Any) -> str:
    words = ["curl", '-H "Authorization: Bearer $MILEPOST_TOKEN"']
    words += [f"-X {method.upper()}"] if method != "get" else []
    words += ["-H 'If-Match: \"1\"'"] if method in ("patch", "delete") else []
    words += ["-H 'Content-Type: application/json'", f"-d {shlex.quote(json.dumps(body, ensure_ascii=False))}"] if body is not None else []
    return " \\\n  ".join([*words, f'"$MILEPOST/api/v1{path.replace("{key}", "1")}"'])


def _trial(path: str, parameters: list[Json]) -> str:
    key = '<label>Id or number <input name="key" autocomplete="off"></label> ' if "{key}" in path else ""
    question = '<label>Question <input name="question" placeholder="limit=5" autocomplete="off"></label> ' if parameters and not key else ""
    return (
        f'<form class="trial" data-path="/api/v1{escape(path)}">{key}{question}<button>Try it</button>'
        "<output><pre hidden></pre></output></form>"
    )


def _anchor(name: str) -> str:
    return escape(name.replace(" ", "-"))


_HTML = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Milepost for programs</title>
<link rel="stylesheet" href="page.css"></head><body>
<header><h1>Milepost for programs</h1><p>Version {version}. {intro} <a href="openapi.json">The whole description</a> (OpenAPI 3.1).</p>
<form id="who"><label>Token, to try the reads <input id="token" type="password" autocomplete="off" spellcheck="false"></label>
<small>It stays in this page and goes nowhere but to this server.</small></form></header>
<nav aria-label="Records"><ul>{contents}</ul></nav><main>{sections}</main>
<script src="page.js" defer></script></body></html>
"""
