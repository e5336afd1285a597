"""A network of arrays as the lists that the plain kernel takes."""

from dataclasses import fields
from typing import Any

from milepost.engine.network.network import CalendarTable, Network


def as_lists(network: Network) -> Network:
    """The same network; the mirror of `compiled.as_arrays`."""

    def plain(value: Any) -> Any:
        return value.tolist() if hasattr(value, "tolist") else value

    table = CalendarTable(**{f.name: plain(getattr(network.calendars, f.name)) for f in fields(CalendarTable)})
    return Network(**{f.name: plain(getattr(network, f.name)) for f in fields(Network)} | {"calendars": table})
