"""Hours of a day, as people write them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said

_STRETCH = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*[-–]\s*(\d{1,2})(?::?(\d{2}))?")
MINUTES = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Hours(Input):
    """Stretches of a day in order, "09:00-12:30, 13:30-17:00"; one may end at 24:00. Nothing is a day off."""

    required: bool = False

    def read(self, raw: Json) -> str:
        stretches = [_stretch(part, raw) for part in re.split(r"[,;]", raw if isinstance(raw, str) and len(raw) <= 100 else "")]
        for (_, before), (after, _) in pairwise(stretches):
            if after < before:
                raise Unread("overlap", said("in {raw} a stretch begins before the one before it ends.", raw=shown(raw)))
        return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in stretches)

    def example(self, number: int = 1) -> Json:
        return "09:00-12:30, 13:30-17:00"

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 100, "examples": ["09:00-12:30, 13:30-17:00"]}


@lru_cache(maxsize=1024)
def minutes_of(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that `Hours` has read, in minutes after midnight."""
    return tuple(_stretch(part, text) for part in text.split(",") if part.strip())


def _stretch(text: str, raw: Json) -> tuple[int, int]:
    found = _STRETCH.fullmatch(text.strip())
    if found:
        start, end = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
        if start < end <= MINUTES and int(found[2] or 0) < 60 and int(found[4] or 0) < 60:
            return start, end
    raise Unread("no-hours", said("{raw} are no hours of a day; expected for example 09:00-12:30, 13:30-17:00.", raw=shown(raw)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
