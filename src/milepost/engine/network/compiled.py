"""The kernel of the network's passes, and when its compiled form pays."""

from dataclasses import fields
from typing import Any

from milepost.engine.compiled import Kernel, names_in
from milepost.engine.network import floats, kernel, repair
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.working_time import arithmetic

WORTH_COMPILING = 60_000
"""Nodes from which loading the compiled kernel (about a second) is quicker than the plain one."""

PASSES = Kernel(
    "network",
    (arithmetic, kernel, floats, repair),
    entries=("forward", "backward", "floats", "repair_forward", "repair_backward"),
    inlined=names_in(arithmetic, kernel, floats),
)


def functions_for(size: int) -> Any:
    """The kernel for a network of this many nodes: compiled for large ones once `warming` has filled the cache, else plain."""
    return PASSES.compiled if size >= WORTH_COMPILING and PASSES.is_ready() else PASSES.plain


def as_arrays(network: Network) -> Network:
    """A copy of the network with int64 arrays in place of lists, as the compiled kernel takes them."""
    import numpy

    def array(value: Any) -> Any:
        return numpy.asarray(value, dtype=numpy.int64) if isinstance(value, list) and not (value and isinstance(value[0], str)) else value

    table = CalendarTable(**_each(network.calendars, array))
    kept = {"calendars": table, "summary": network.summary, "problems": network.problems, "calendar_index": network.calendar_index}
    return Network(**_each(network, array) | kept)


def _each(record: Any, change: Any) -> dict[str, Any]:
    return {f.name: change(getattr(record, f.name)) for f in fields(record)}
