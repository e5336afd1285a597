"""The kernel compiled to machine code where that pays; its plain form is the oracle and the first answer.

The same functions are compiled that run plain: nothing is written twice, and both give the same numbers. Compiled code is kept in the
user's cache folder under a hash of its source, so that a second start loads it; `warming` fills that cache at set-up.
"""

import hashlib
import importlib.util
import os
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from milepost.engine.network import floats, kernel, repair
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.working_time import arithmetic

WORTH_COMPILING = 60_000
"""Nodes from which loading the compiled kernel (about a second) is quicker than the plain one."""

READY = "ready"
_SOURCES = (arithmetic, kernel, floats, repair)

_INNER = (
    (arithmetic, ("ends_after", "holding", "start_and_finish", "finish_and_start", "add_work", "subtract_work")),
    (arithmetic, ("rest_forward", "rest_backward", "work_before")),
    (kernel, ("shift_by_lag", "place", "place_back", "instant", "forward_node", "backward_node")),
    (floats, ("link_gap", "float_node")),
)
_PASSES = ((kernel, ("forward", "backward")), (floats, ("floats",)), (repair, ("repair_forward", "repair_backward")))

PLAIN = SimpleNamespace(**{name: getattr(module, name) for module, names in _PASSES for name in names}, compiled=False)
"""The passes as plain Python."""


def functions_for(size: int) -> Any:
    """The kernel for a network of this many nodes: compiled for large ones once `warming` has filled the cache, else plain."""
    if size >= WORTH_COMPILING and (cache_folder() / READY).exists() and importlib.util.find_spec("numba") is not None:
        return compiled_kernel()
    return PLAIN


@cache
def compiled_kernel() -> Any:
    """The kernel's functions compiled (arrays of int64 in place of lists). Needs Numba; raises ImportError without it."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))
    import numba

    scope: dict[str, Any] = {}
    for module in _SOURCES:
        scope.update(vars(module))
    for module, names in (*_INNER, *_PASSES):
        for name in names:
            bound = FunctionType(getattr(module, name).__code__, scope, name)
            bound.__qualname__ = f"compiled_{name}"
            # Nothing here allocates. Without `_nrt=False` every call counts references to thirty arrays: six times the time of a pass.
            options: dict[str, Any] = {"forceinline": (module, names) in _INNER, "_nrt": False}
            scope[name] = numba.njit(cache=True, nogil=True, **options)(bound)
    return SimpleNamespace(**{name: scope[name] for _, names in _PASSES for name in names}, compiled=True)


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


def cache_folder() -> Path:
    """Where compiled code of this very source is kept, in the user's cache folder."""
    source = b"".join(Path(str(module.__file__)).read_bytes() for module in _SOURCES)
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "milepost" / f"kernel-{hashlib.sha256(source).hexdigest()[:12]}"
