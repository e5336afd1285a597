"""One operation on the page of the door: its inputs, an example for the command line, and a form to try a read."""

import json
import re
import shlex
from html import escape
from typing import Any

Json = dict[str, Any]


def operation_html(method: str, path: str, told: Json, whole: Json) -> str:
    """A disclosure: closed it says what the operation is, open how it is asked for."""
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    schema = resolved(body, whole) if body else {}
    needed = schema.get("required", ())
    inputs = "".join(_input(name, one, name in needed, "body", whole) for name, one in schema.get("properties", {}).items())
    rows = _parameters(told["parameters"]) + inputs
    table = f"<table><thead><tr><th>Name</th><th>Where</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    summary, about = str(told["summary"]), str(told.get("description", ""))
    paragraph = f"<p>{prose(about)}</p>" if about and about != summary else ""
    example = _curl(method, path, _example(schema, whole) if body else None)
    trial = _trial(path, told["parameters"]) if method == "get" else ""
    return (
        f'<details class="deed" id="{escape(told["operationId"])}"><summary><span class="method {method}">{method.upper()}</span> '
        f'<code>{escape(path)}</code> <span class="what">{prose(summary)}</span></summary>'
        f"<div>{paragraph}{table}<pre>{escape(example)}</pre>{trial}</div></details>"
    )


def prose(text: str) -> str:
    """Text of a description as HTML: what stands between backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def resolved(schema: Json, whole: Json) -> Json:
    """Without its reference, and of several forms the first: an object rather than the list of such, a value rather than null."""
    if "$ref" in schema:
        return resolved(whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    for word in ("oneOf", "anyOf"):
        if word in schema:
            return resolved(schema[word][0], whole)
    return schema


def _parameters(parameters: list[Json]) -> str:
    """Of a list all filters stand in one row: they are the same for every list."""
    fields: dict[str, list[str]] = {}
    for one in parameters:
        base, mark, lookup = one["name"].partition("__")
        if one["in"] == "query" and mark:
            fields.setdefault(base, []).append(mark + lookup)
    rows = [
        _input(one["name"], one["schema"] | {"description": one.get("description", "")}, one.get("required"), one["in"], {})
        for one in parameters
        if one["in"] != "query" or one["name"].partition("__")[0] not in fields
    ]
    return "".join(rows) + (_filters(fields) if fields else "")


def _filters(fields: dict[str, list[str]]) -> str:
    told = "".join(
        f"<li><code>{escape(name)}</code>{''.join(f' <code>{escape(mark)}</code>' for mark in marks)}</li>"
        for name, marks in fields.items()
    )
    return (
        f'<tr><th scope="row">Filters</th><td>query</td><td><code>FIELD=VALUE</code>, several times for any of several values. What may '
        f"follow the field: <code>__not</code> other than, <code>__empty</code> true or false, <code>__contains</code> holds the text, "
        f"<code>__gte</code> <code>__lte</code> <code>__gt</code> <code>__lt</code> from, to, after, before."
        f'<ul class="filters">{told}</ul></td></tr>'
    )


def _input(name: str, schema: Json, required: Any, where: str, whole: Json) -> str:
    found = resolved(schema, whole)
    needed = ' <span class="needed">needed</span>' if required else ""
    told = " · ".join(part for part in (_type(found), found.get("title", ""), found.get("description", "")) if part)
    return f'<tr><th scope="row"><code>{escape(name)}</code>{needed}</th><td>{escape(where)}</td><td>{prose(told)}</td></tr>'


def _type(schema: Json) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    bounds = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most")) if key in schema]
    if "maximum" in schema and schema["maximum"] >= 2**31:
        bounds = [bound for bound in bounds if not bound.startswith("to ")]
    return " ".join([str(schema.get("format") or schema.get("type") or ""), *bounds]).strip()


def _example(schema: Json, whole: Json) -> Any:
    found = resolved(schema, whole)
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
    key = '<label>Id or number <input name="key" autocomplete="off" required></label>' if "{key}" in path else ""
    asks = any(one["in"] == "query" for one in parameters)
    question = '<label>Filters <input name="question" placeholder="limit=5&amp;order=id" autocomplete="off"></label>' if asks else ""
    return (
        f'<form class="trial" data-path="/api/v1{escape(path)}">{key}{question}<button>Try it</button>'
        '<p role="status"></p><pre tabindex="0" role="region" aria-label="Answer" hidden></pre></form>'
    )
