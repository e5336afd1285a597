"""A time zone."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said


@dataclass(frozen=True, kw_only=True)
class Zone(Input):
    """A name of the time zone database, Europe/London, whatever its case."""

    def read(self, raw: Json) -> str:
        found = _zones().get(raw.strip().casefold()) if isinstance(raw, str) else None
        if found is None:
            raise Unread("no-zone", said("{raw} is no time zone; expected for example Europe/London.", raw=shown(raw)))
        return found

    def example(self, number: int = 1) -> Json:
        return ("Europe/London", "Europe/Berlin")[number % 2]

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 64}


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
