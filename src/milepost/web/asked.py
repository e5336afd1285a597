"""What is asked of a list by its address: the question, and the same address with one thing changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.rows import Question, question_from
from milepost.kernel.views import canonical

PAGE = 100
OWN = frozenset({"columns", "view", "peek", "up", "down"})
"""Of the page, not of the question."""
PLACE = frozenset({"view", "peek", "limit", "offset"})
"""Says which view it came from and where in the list somebody is, and nothing of what is asked."""


@dataclass(frozen=True)
class Asking:
    """A list's address, taken apart. `from_view`: without a question it would be that of a view, so that nothing asked has to be said."""

    path: str
    query: QueryDict
    from_view: bool = False

    @property
    def asks(self) -> bool:
        """Whether the address holds a question, be it an empty one."""
        return any(name not in PLACE for name in self.query)

    @property
    def columns(self) -> str:
        """The columns to show, in their order; empty for the usual ones."""
        return ",".join(self.query.getlist("columns"))

    @property
    def asked(self) -> str:
        """What is asked, in the one form in which views keep it."""
        return canonical((name, value) for name in self.query for value in self.query.getlist(name))

    @property
    def address(self) -> str:
        """The address itself."""
        return self._address(self.query)

    def question(self, entity: Entity, actor: Actor, **more: str) -> Question:
        """What rows are asked for. Raises Invalid."""
        parameters = {name: self.query.getlist(name) for name in self.query if name not in OWN and any(self.query.getlist(name))}
        parameters.setdefault("limit", [str(PAGE)])
        return question_from(entity, actor, {**parameters, **{name: [value] for name, value in more.items()}})

    def with_(self, **changes: str | None) -> str:
        """The address with some parameters set, or removed (None); a change of anything begins at the first page."""
        query = self.query.copy()
        if "offset" not in changes:
            query.pop("offset", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return self._address(query)

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        query = self.query.copy()
        query.setlist(name, [one for one in query.getlist(name) if one != value])
        query.pop("offset", None)
        return self._address(query)

    def carried(self, besides: Iterable[str]) -> list[tuple[str, str]]:
        """What a form hands on as it is: everything but what it asks itself, and the place in the list."""
        left = {*besides, "offset", "peek", "up", "down"}
        return [(name, value) for name in self.query if name not in left for value in self.query.getlist(name) if value]

    def _address(self, query: QueryDict) -> str:
        made = QueryDict(mutable=True)
        for name in query:
            if values := [value for value in query.getlist(name) if value]:
                made.setlist(name, values)
        if self.from_view and not any(name not in PLACE for name in made):
            made["search"] = ""
        text = made.urlencode(safe=",")
        return f"{self.path}?{text}" if text else self.path


def asking(request: HttpRequest) -> Asking:
    """The address of a request."""
    return Asking(request.path, request.GET)
