"""The kernel compiled to machine code where that pays; its plain form is the oracle and the first answer.

The same functions are compiled that run plain: nothing is written twice, and both give the same numbers. Compiled code is kept in the
user's cache folder under a hash of its source, so that a second start loads it; `warm` fills that cache at set-up.
"""

import hashlib
import importlib.util
import os
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from milepost.engine.network import kernel
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.working_time import arithmetic

WORTH_COMPILING = 20_000
"""Nodes from which loading the compiled kernel (about a second) is quicker than the plain one."""

_READY = "ready"

_ARITHMETIC = (
    "ends_after", "holding", "start_and_finish", "finish_and_start", "add_work", "subtract_work", "rest_forward", "rest_backward", "work_before",
)  # fmt: skip
_INNER = ("shift_by_lag", "place", "place_back", "instant", "forward_node", "backward_node", "link_gap", "float_node")
_PASSES = ("forward", "backward", "floats", "repair_forward", "repair_backward")


def functions_for(size: int) -> Any:
    """The kernel for a network of this many nodes: compiled for large ones once `warm` has filled the cache, else plain."""
    if size >= WORTH_COMPILING and (_cache_folder() / _READY).exists() and importlib.util.find_spec("numba") is not None:
        return compiled_kernel()
    return kernel


def warm() -> bool:
    """Compile the kernel into the user's cache (some twenty seconds, once for each version); False where Numba is not installed."""
    if importlib.util.find_spec("numba") is None:
        return False
    from milepost.engine.network.warming import compile_on_small_network

    compile_on_small_network(compiled_kernel())
    folder = _cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _READY).touch()
    return True


@cache
def compiled_kernel() -> Any:
    """The kernel's functions compiled (arrays of int64 in place of lists). Needs Numba; raises ImportError without it."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(_cache_folder()))
    import numba

    scope: dict[str, Any] = {**vars(arithmetic), **vars(kernel)}
    for module, names in ((arithmetic, _ARITHMETIC), (kernel, _INNER), (kernel, _PASSES)):
        for name in names:
            plain = getattr(module, name)
            bound = FunctionType(plain.__code__, scope, name)
            bound.__qualname__ = f"compiled_{name}"
            # Nothing here allocates. Without `_nrt=False` every call counts references to thirty arrays: six times the time of a pass.
            scope[name] = numba.njit(cache=True, nogil=True, forceinline=names is not _PASSES, _nrt=False)(bound)
    return SimpleNamespace(**{name: scope[name] for name in _PASSES}, compiled=True)


def as_arrays(network: Network) -> Network:
    """A copy of the network with int64 arrays in place of lists, as the compiled kernel takes them."""
    import numpy

    def array(value: Any) -> Any:
        return numpy.asarray(value, dtype=numpy.int64) if isinstance(value, list) and not (value and isinstance(value[0], str)) else value

    table = CalendarTable(**{f.name: array(getattr(network.calendars, f.name)) for f in fields(CalendarTable)})
    kept = {"calendars": table, "summary": network.summary, "problems": network.problems, "calendar_index": network.calendar_index}
    return Network(**{f.name: kept.get(f.name, array(getattr(network, f.name))) for f in fields(Network)})


def _cache_folder() -> Path:
    source = b"".join(Path(str(module.__file__)).read_bytes() for module in (arithmetic, kernel))
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "milepost" / f"kernel-{hashlib.sha256(source).hexdigest()[:12]}"
