"""What a plan says and MSPDI cannot: collected while writing and handed back, so that nothing is lost in silence."""

from collections import Counter

from milepost.engine.problem import Problem, Severity
from milepost.exchange.mspdi.render import forbidden
from milepost.values import said

_MOST_OF_A_KIND = 20


class Losses:
    """Notices of one writing, at most 20 of a kind; the rest is counted."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def tell(self, code: str, place: str, message: str, remedy: str = "") -> None:
        """Something that was written otherwise than the plan has it, or not at all."""
        self._counts[code] += 1
        if self._counts[code] <= _MOST_OF_A_KIND:
            self._problems.append(Problem(code, place, message, remedy, Severity.WARNING))

    def text(self, text: str, place: str, limit: int | None = None) -> str:
        """The text, cut to the schema's limit; told, as are characters XML cannot hold (the rendering replaces them)."""
        if text and forbidden(text):
            self.tell("character-replaced", place, said("a text has characters that XML cannot hold; they were replaced by U+FFFD."))
        if limit is not None and len(text) > limit:
            self.tell(
                "text-cut",
                place,
                said("a text of {many} characters was cut to the {limit} the format allows.", many=len(text), limit=limit),
            )
            return text[:limit]
        return text

    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order met."""
        more = (
            Problem(
                code, "plan", said("{many} more notices of this kind are not listed.", many=count - _MOST_OF_A_KIND), "", Severity.WARNING
            )
            for code, count in self._counts.items()
            if count > _MOST_OF_A_KIND
        )
        return (*self._problems, *more)
