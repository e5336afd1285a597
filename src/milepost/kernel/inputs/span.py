"""Lengths of time, in whole minutes once they are read."""

import re
from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said

_PARTS = re.compile(r"(?:(?P<hours>\d{1,7})\s*h)?\s*(?:(?P<minutes>\d{1,7})\s*(?:min|m))?", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hours>\d{1,7}):(?P<minutes>[0-5]\d)")


@dataclass(frozen=True, kw_only=True)
class Span(Input):
    """Hours and minutes: "7:30", "7h 30m", "90 min", "7.5" (hours). A JSON number is minutes. Days are refused: whose days?"""

    least: int = 0
    most: int = 10**9

    def read(self, raw: Json) -> int:
        value = raw if isinstance(raw, int) and not isinstance(raw, bool) else self._of_text(raw)
        if not self.least <= value <= self.most:
            raise Unread(
                "out-of-range", said("{raw} lies outside {least:,} to {most:,} minutes.", raw=shown(raw), least=self.least, most=self.most)
            )
        return value

    def _of_text(self, raw: Json) -> int:
        text = raw.strip() if isinstance(raw, str) else ""
        found = _CLOCK.fullmatch(text) or (_PARTS.fullmatch(text) if text else None)
        if found:
            return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
        if re.fullmatch(r"\d{1,7}([.,]\d{1,4})?", text):
            hours, _, rest = text.replace(",", ".").partition(".")
            minutes = int((rest or "0").ljust(4, "0")) * 60
            if minutes % 10_000 == 0:
                return int(hours) * 60 + minutes // 10_000
            raise Unread("too-exact", said("{raw} is no whole number of minutes.", raw=shown(raw)))
        raise Unread("not-a-length", said("{raw} is no length of time; expected for example 7:30, 7h 30m or 7.5.", raw=shown(raw)))

    def example(self, number: int = 1) -> Json:
        return min(self.most, max(self.least, 0) + 30 * number)

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most, "description": "Minutes."}
