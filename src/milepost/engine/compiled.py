"""Kernels in two forms: plain Python as it stands, which is the oracle and the first answer, or the same code compiled by Numba.

Nothing is written twice, and both forms give the same numbers (see docs/decisions/0005). Compiled code is kept in the user's cache folder
under the kernel's name and a hash of its source, so that a second start loads it and a changed source is compiled anew.
"""

import hashlib
import importlib
import importlib.util
import os
from collections.abc import Callable, Collection
from functools import cache, cached_property
from pathlib import Path
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

READY = "ready"
"""The file in a kernel's folder that says: all of it has been compiled."""


def names_in(*modules: ModuleType) -> frozenset[str]:
    """The names of the functions these modules define themselves."""
    return frozenset(name for module in modules for name in _functions(module))


class Kernel:
    """Functions of some modules that call one another and allocate nothing: `entries` are called from Python, the others from these.

    In the compiled form arrays take the place of lists. The functions `inlined` are woven into their callers: quicker to run, slower to
    compile. Raises ValueError when two of the modules define functions of one name, which could not both be called by it.
    """

    def __init__(self, name: str, sources: tuple[ModuleType, ...], *, entries: tuple[str, ...], inlined: Collection[str] = ()) -> None:
        self.name = name
        self.entries = entries
        self._sources = sources
        self._inlined = inlined
        found: dict[str, FunctionType] = {}
        for module in sources:
            own = _functions(module)
            if twice := found.keys() & own.keys():
                raise ValueError(f"kernel {name}: more than one module defines {', '.join(sorted(twice))}")
            found |= own
        self.plain = SimpleNamespace(**{entry: found[entry] for entry in entries}, compiled=False)

    @cached_property
    def compiled(self) -> Any:
        """The entries compiled, each when it is first called or loaded from the cache. Raises ImportError without Numba."""
        numba: Any = importlib.import_module("numba")
        scope: dict[str, Any] = {}
        for module in self._sources:
            scope.update(vars(module))
        # Numba asks where its cache lies when a function is handed to it; other users of Numba in this process keep their place.
        kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(self.folder())
        try:
            for module in self._sources:
                for name, function in _functions(module).items():
                    scope[name] = numba.njit(**self._options(name))(self._bound(name, function, scope))
        finally:
            numba.config.CACHE_DIR = kept
        return SimpleNamespace(**{name: scope[name] for name in self.entries}, compiled=True)

    def _options(self, name: str) -> dict[str, Any]:
        # Nothing here allocates. Without `_nrt=False` every call counts references to thirty arrays: six times the time of a pass.
        options = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
        if name in self.entries:
            return {**options, "cache": True}
        return {**options, "no_cpython_wrapper": True, "forceinline": name in self._inlined}

    def _bound(self, name: str, function: FunctionType, scope: dict[str, Any]) -> FunctionType:
        bound = FunctionType(function.__code__, scope, name)
        # Several kernels in one process hold the same functions.
        bound.__qualname__ = f"{self.name}_{name}"
        return bound

    def folder(self) -> Path:
        """Where compiled code of this very source is kept, in the user's cache folder."""
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(root) / "milepost" / f"{self.name}-{_hash(self._sources)}"

    def is_ready(self) -> bool:
        """Whether all of it has been compiled into the cache and can be loaded, so that using it costs no compilation."""
        return is_possible() and (self.folder() / READY).exists()

    def mark_ready(self) -> None:
        """Remember that all of it has been compiled into the cache."""
        self.folder().mkdir(parents=True, exist_ok=True)
        (self.folder() / READY).touch()


def is_possible() -> bool:
    """Whether Numba is installed. It is not imported for that."""
    return importlib.util.find_spec("numba") is not None


def warmed(*kernels: Kernel, by: Callable[[], object]) -> bool:
    """Compile kernels into the cache by a run that calls all their entries once; False where Numba is not installed."""
    if not is_possible():
        return False
    by()
    for kernel in kernels:
        kernel.mark_ready()
    return True


def _functions(module: ModuleType) -> dict[str, FunctionType]:
    return {name: value for name, value in vars(module).items() if isinstance(value, FunctionType) and value.__module__ == module.__name__}


@cache
def _hash(sources: tuple[ModuleType, ...]) -> str:
    found = hashlib.sha256()
    for module in sources:
        loader: Any = module.__loader__
        found.update(loader.get_source(module.__name__).encode())
    return found.hexdigest()[:12]
