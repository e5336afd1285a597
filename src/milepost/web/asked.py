"""What is asked of a list by its address: the question, and the same address with one thing changed."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.rows import Question, question_from

PAGE = 100
OWN = frozenset({"columns", "view", "peek"})
"""Of the page, not of the question."""


@dataclass(frozen=True)
class Asking:
    """A list's address, taken apart."""

    path: str
    query: QueryDict

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
        text = query.urlencode()
        return f"{self.path}?{text}" if text else self.path

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        query = self.query.copy()
        query.setlist(name, [one for one in query.getlist(name) if one != value])
        query.pop("offset", None)
        text = query.urlencode()
        return f"{self.path}?{text}" if text else self.path


def asking(request: HttpRequest) -> Asking:
    """The address of a request."""
    return Asking(request.path, request.GET)
