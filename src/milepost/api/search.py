"""/search/?q=: records of every kind that hold the words, as far as one may see them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Text, Unread, Whole
from milepost.kernel.search import search as search_for
from milepost.values import listed, said

ASKED = {
    "q": Text(label="Words", most=200, required=False, help="Records that hold every word, or words that begin so."),
    "kind": Text(label="Kind", most=40, required=False, help="Only records of this kind, such as person."),
    "limit": Whole(label="Limit", least=1, most=100, required=False),
    "offset": Whole(label="Offset", least=0, most=100_000, required=False),
}
USUAL = {"limit": 20, "offset": 0}
Json = dict[str, Any]


def search() -> Any:
    """The address."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        given = read_asked({name: request.GET.getlist(name)[-1] for name in request.GET})
        found = search_for(actor, given["q"], kind=given["kind"], limit=given["limit"], offset=given["offset"])
        results = [
            {
                "kind": hit.entity,
                "id": hit.record,
                "number": hit.number,
                "title": hit.title,
                "text": hit.text,
                "address": _address(entity_named(hit.entity), hit.record),
            }
            for hit in found.hits
        ]
        kinds = [{"kind": name, "count": count} for name, count in found.kinds]
        page = {"count": found.count, "more": found.more, "kinds": kinds, "results": results}
        page |= {name: given[name] for name in USUAL}
        return answer(page)

    return door(get=get)


def read_asked(given: dict[str, str]) -> Json:
    """What is asked: words, kind, limit and offset. Raises Invalid with every fault."""
    faults: dict[str, list[Fault]] = {
        name: [Fault("unknown-filter", said("there is no filter '{name}'; known are {asked}.", name=name[:40], asked=listed(ASKED)))]
        for name in given
        if name not in ASKED
    }
    read: Json = {}
    for name, asked in ASKED.items():
        try:
            read[name] = asked.take(given.get(name))
        except Unread as unread:
            faults[name] = [Fault(unread.code, unread.message)]
    if read.get("kind") and not faults:
        try:
            read["kind"] = entity_named(read["kind"])
        except KeyError:
            known = listed([one.name for one in entities()])
            faults["kind"] = [
                Fault("no-such-entity", said("there is no kind of record '{read}'; known are {known}.", read=read["kind"], known=known))
            ]
    if faults:
        raise Invalid(faults)
    return {"q": read["q"] or "", "kind": read["kind"] or None} | {
        name: usual if read[name] is None else read[name] for name, usual in USUAL.items()
    }


def _address(entity: Entity, record: int) -> str:
    return f"/api/v1/{entity.plural.replace(' ', '-')}/{record}/"
