"""Documents for programs: /documents/ tells which there are, /documents/people-availability/?format=pdf gives one, or where a large one is
written; …/publish/ freezes it, and /publications/PUB-3/file/?format=pdf gives what was published, as it was."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from milepost.api.answer import answer
from milepost.api.asked import body_of
from milepost.api.document_writing import later, told_schema, writing, writing_paths, written_file
from milepost.api.door import door
from milepost.documents.frozen import freeze
from milepost.documents.tree import Document
from milepost.kernel.access import Actor
from milepost.kernel.documents import FORMATS, PUBLISH, DocumentKind, documents, file_name, make, offered, written
from milepost.kernel.documents.published import publication_of
from milepost.kernel.documents.write import cells, format_named
from milepost.kernel.operations import perform
from milepost.kernel.publications import PUBLICATION
from milepost.kernel.rows import rows_after
from milepost.kernel.tongues import in_language, language_named, languages

Json = dict[str, Any]
JSON = "json"


def document_addresses() -> list[URLPattern]:
    """Below /api/v1/."""
    found = [path("documents/", listing(), name="document.list")]
    found.append(path("documents/writing/<str:key>/", writing(), name="document-writing.state"))
    found.append(path("documents/writing/<str:key>/file/", written_file(), name="document-writing.file"))
    for kind in documents():
        found.append(path(f"documents/{kind.slug}/", one(kind), name=f"document.{kind.name}"))
        found.append(path(f"documents/{kind.slug}/publish/", publish(kind), name=f"document.{kind.name}.publish"))
    found.append(path("publications/publish/", publish_named(), name=PUBLISH.name))
    return [*found, path("publications/<str:key>/file/", published_file(), name="publication.file")]


def listing() -> Any:
    """/documents/: what there is for the caller, and what each asks for."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        found = [
            {"name": kind.name, "title": kind.title, "for": " ".join(kind.doc.split()), "asks": list(kind.inputs)}
            for kind in offered(actor)
        ]
        return answer({"count": len(found), "results": found})

    return door(get=get)


def one(kind: DocumentKind) -> Any:
    """/documents/people-availability/: the document as it is now, in English where no `language` is asked for; as JSON without a format."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = {name: request.GET.getlist(name)[-1] for name in request.GET if name not in ("format", "language")}
        how, asked = request.GET.get("format", JSON), request.GET.get("language", "")
        _check_format(how)
        language = language_named(asked) if asked else ""
        with in_language(language):
            made = make(kind, actor, given)
        if _is_large(made.tree, how):
            return later(actor, kind.name, given, how, language=language)
        return _file(made.tree, how, made.stem)

    return door(get=get)


def publish(kind: DocumentKind) -> Any:
    """/documents/people-availability/publish/: freezes it as it is now. The body is what it asks for, and a `narrative`, if any."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = body_of(request, lambda found: isinstance(found, dict), "an object with what the document asks for")
        asked = {"language": request.GET["language"]} if request.GET.get("language") else {}
        asked |= {"narrative": given["narrative"]} if "narrative" in given else {}
        given = {name: value for name, value in given.items() if name != "narrative"}
        return _published(actor, {"document": kind.name, "parameters": given} | asked, request_id)

    return door(post=post)


def publish_named() -> Any:
    """/publications/publish/: the same, of the document that the body names."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = body_of(request, lambda found: isinstance(found, dict), "an object with the document and its parameters")
        return _published(actor, given, request_id)

    return door(post=post)


def _published(actor: Actor, given: Json, request_id: str) -> HttpResponse:
    done = perform(PUBLISH, actor, given=given, request=request_id)
    row = rows_after(PUBLICATION, actor, done.records)[0]
    return answer(row, status=201, version=1, location=f"/api/v1/publications/{done.records[0].pk}/")


def published_file() -> Any:
    """/publications/PUB-3/file/: the frozen document, with number and hash on its cover."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        how = request.GET.get("format", JSON)
        _check_format(how)
        tree = publication_of(actor, key)
        if _is_large(tree, how):
            return later(actor, key, {}, how)
        return _file(tree, how, f"{key} {tree.subtitle}")

    return door(get=get)


def _check_format(how: str) -> None:
    if how != JSON:
        format_named(how)


def _is_large(tree: Document, how: str) -> bool:
    """Whether to write it takes longer than anybody waits: the same for programs as for people."""
    return how != JSON and cells(tree) > FORMATS[how].at_once


def _file(tree: Document, how: str, stem: str) -> HttpResponse:
    if how == JSON:
        return answer(freeze(tree))
    form = FORMATS[how]
    made = HttpResponse(written(tree, form), content_type=form.content_type)
    made["Content-Disposition"] = f'attachment; filename="{file_name(stem, form)}"'
    made["Cache-Control"] = "no-store"
    return made


def document_paths(key: Json, asked_in_address: Any, refusals: Json) -> Json:
    """All of these addresses in OpenAPI."""
    listed: Json = {
        "type": "object",
        "required": ["name", "title", "for", "asks"],
        "properties": {name: {"type": "string"} for name in ("name", "title", "for")},
    }
    listed["properties"]["asks"] = {"type": "array", "items": {"type": "string"}}
    page = {"type": "object", "properties": {"count": {"type": "integer"}, "results": {"type": "array", "items": listed}}}
    found: Json = {
        "/documents/": {"get": _told("document.list", "The documents that there are for the caller.", _json(page), refusals)},
        "/publications/{key}/file/": {
            "parameters": [key, _format()],
            "get": _told("publication.file", "What was published, as it was.", _content(), refusals | _later())
            | {"x-permission": "publication.view"},
        },
        **writing_paths(key, refusals),
    }
    for kind in documents():
        parameters = [
            {"name": name, "in": "query", "required": one.required, "schema": asked_in_address(one)} for name, one in kind.inputs.items()
        ]
        get = _told(f"document.{kind.name}", " ".join(kind.doc.split()), _content(), refusals | _later())
        found[f"/documents/{kind.slug}/"] = {
            "get": get | {"parameters": [*parameters, _format(), _language()], "x-permission": " ".join(kind.needs)}
        }
        given = {
            "type": "object",
            "properties": {
                name: asked_in_address(one) if one.required else {"anyOf": [asked_in_address(one), {"type": "null"}]}
                for name, one in kind.inputs.items()
            }
            | {"narrative": _narrative()},
            "required": list(kind.required),
            "additionalProperties": False,
        }
        found[f"/documents/{kind.slug}/publish/"] = {
            "post": _publishing(f"document.{kind.name}.publish", kind.title, given, refusals) | {"parameters": [_language()]}
        }
    named = {
        "type": "object",
        "properties": {
            "document": PUBLISH.inputs["document"].schema(),
            "parameters": {"type": ["object", "null"]},
            "language": {"type": ["string", "null"], "enum": [*languages(), None]},
            "narrative": _narrative(),
        },
        "required": ["document"],
        "additionalProperties": False,
    }
    found["/publications/publish/"] = {"post": _publishing(PUBLISH.name, "A document", named, refusals)}
    return found


def _narrative() -> Json:
    return {"anyOf": [PUBLISH.inputs["narrative"].schema(), {"type": "null"}]}


def _publishing(name: str, what: str, body: Json, refusals: Json) -> Json:
    made = {"201": {"description": "Frozen.", "content": _json({"$ref": "#/components/schemas/Publication"})}} | refusals
    return {
        "operationId": name,
        "summary": f"{what}: freeze it as it is now, under a number.",
        "tags": ["documents"],
        "requestBody": {"required": True, "content": _json(body)},
        "responses": made,
        "x-permission": PUBLISH.name,
    }


def _format() -> Json:
    return {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": [JSON, *FORMATS], "default": JSON},
        "description": "Of the file.",
    }


def _language() -> Json:
    return {
        "name": "language",
        "in": "query",
        "schema": {"type": "string", "enum": list(languages())},
        "description": "That it is made in.",
    }


def _content() -> Json:
    plain = {
        one.content_type.partition(";")[0]: {"schema": {"type": "string", "contentMediaType": one.content_type}} for one in FORMATS.values()
    }
    return _json({"type": "object", "required": ["form", "document"], "description": "The tree of the document."}) | plain


def _later() -> Json:
    return {"202": {"description": "A large one: it is written by a job.", "content": _json(told_schema())}}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _told(name: str, summary: str, content: Json, refusals: Json) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["documents"],
        "responses": {"200": {"description": summary, "content": content}} | refusals,
    }
