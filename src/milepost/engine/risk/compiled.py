"""The simulation's kernel compiled to machine code; its plain form is the oracle and the first answer (see `network.compiled`)."""

import hashlib
import importlib
import importlib.util
from functools import cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

from milepost.engine.levelling.moments import placing, profile
from milepost.engine.network import compiled as network_compiled
from milepost.engine.network import kernel as network_kernel
from milepost.engine.risk import draws, early, groups, kernel, late, rows, staffed
from milepost.engine.working_time import arithmetic

WORTH_COMPILING = 500_000
"""Nodes times samples from which loading the compiled kernel is quicker than the plain one."""

_SOURCES = (arithmetic, network_kernel, groups, rows, draws, early, late, kernel)
_STAFFED_SOURCES = (arithmetic, network_kernel, profile, placing, groups, rows, draws, early, kernel, staffed)
PLAIN = SimpleNamespace(simulate_blocks=kernel.simulate_blocks, staffed_blocks=staffed.staffed_blocks, compiled=False)


def functions_for(size: int) -> Any:
    """The kernel for so many nodes times samples: compiled for many once `warming` has filled the cache, else plain."""
    if size >= WORTH_COMPILING and (cache_folder() / network_compiled.READY).exists() and importlib.util.find_spec("numba") is not None:
        return compiled_kernel()
    return PLAIN


def functions_of(module: ModuleType) -> dict[str, FunctionType]:
    """The functions a module defines itself."""
    return {name: value for name, value in vars(module).items() if isinstance(value, FunctionType) and value.__module__ == module.__name__}


@cache
def compiled_kernel() -> Any:
    """The kernel compiled (arrays in place of lists), each of its two parts when first called. Raises ImportError without Numba."""
    simulate_blocks = _compiled(_SOURCES, "simulate_blocks", inlined=(arithmetic, draws, early, late, kernel))
    staffed_blocks = _compiled(_STAFFED_SOURCES, "staffed_blocks", inlined=())
    return SimpleNamespace(simulate_blocks=simulate_blocks, staffed_blocks=staffed_blocks, compiled=True)


def _compiled(sources: tuple[ModuleType, ...], entry: str, *, inlined: tuple[ModuleType, ...]) -> Any:
    numba: Any = importlib.import_module("numba")

    scope: dict[str, Any] = {}
    for module in sources:
        scope.update(vars(module))
    kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(cache_folder())
    try:
        for module in sources:
            for name, function in functions_of(module).items():
                bound = FunctionType(function.__code__, scope, name)
                bound.__qualname__ = f"simulated_{name}"
                # Nothing here allocates, so references need no counting (see decision 0005).
                inner = module in inlined and name != entry
                bare = {"no_cfunc_wrapper": True} if name == entry else {"no_cfunc_wrapper": True, "no_cpython_wrapper": True}
                scope[name] = numba.njit(cache=name == entry, nogil=True, _nrt=False, forceinline=inner, **bare)(bound)
    finally:
        numba.config.CACHE_DIR = kept
    return scope[entry]


def cache_folder() -> Any:
    """Where compiled code of this very source is kept, beside the network kernel's."""
    source = b"".join(_source(module.__name__) for module in (*_SOURCES, *_STAFFED_SOURCES))
    return network_compiled.cache_folder().parent / f"simulation-{hashlib.sha256(source).hexdigest()[:12]}"


def _source(module: str) -> bytes:
    found = importlib.util.find_spec(module)
    text = found.loader.get_source(module) if found is not None and found.loader is not None else None  # type: ignore[attr-defined]
    return str(text).encode()
