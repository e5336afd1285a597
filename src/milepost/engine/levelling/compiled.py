"""The levelling kernels in their two forms: plain Python as it stands, or the same code compiled by Numba where that pays.

As in `network.compiled`: nothing is written twice, both forms give the same numbers, and compiled code is kept in the user's cache
folder. The names of compiled functions carry a hash of all their sources, so that a change in any of them compiles anew.
"""

import hashlib
import importlib
import importlib.util
from functools import cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

from milepost.engine.levelling import chance
from milepost.engine.levelling.moments import making, ordering, profile, search, steady
from milepost.engine.levelling.moments import placing as moment_placing
from milepost.engine.levelling.periods import bounding, evolution, preparing
from milepost.engine.levelling.periods import placing as period_placing
from milepost.engine.network import kernel
from milepost.engine.network.compiled import cache_folder
from milepost.engine.working_time import arithmetic

WORTH_WARMING = 1_000_000
"""Tasks placed (tasks times schedules) that take plain Python two minutes or more; compiling takes less."""

Names = tuple[tuple[ModuleType, tuple[str, ...]], ...]

_PERIOD_SOURCES = (arithmetic, chance, period_placing, evolution, preparing, bounding)
_PERIODS: Names = (
    (chance, ("below",)),
    (period_placing, ("gap", "lowest", "search", "serial", "right", "by_time", "justify", "listed", "parallel")),
    (evolution, ("cross", "swap", "breed", "fresh", "evolve")),
    (preparing, ("turn", "reflect", "passes", "count_followers", "share_words", "prepare")),
    (bounding, ("sequence", "first_bound")),
)
_MOMENT_SOURCES = (arithmetic, kernel, chance, profile, moment_placing, ordering, steady, making, search)
_MOMENTS: Names = (
    (arithmetic, ("ends_after", "holding", "start_and_finish", "finish_and_start", "add_work", "subtract_work")),
    (arithmetic, ("rest_forward", "rest_backward")),
    (kernel, ("shift_by_lag", "place", "place_back", "instant", "forward_node", "backward_node")),
    (chance, ("below",)),
    (profile, ("slot_of", "blocked_until", "blocked_from", "split", "join", "book", "refill")),
    (moment_placing, ("window", "taken", "choose", "put", "fits_before", "take_any", "late")),
    (ordering, ("push", "pull", "stand_first", "sorted_by")),
    (steady, ("returns", "prefer", "settle", "together")),
    (making, ("make", "cost")),
    (search, ("vary", "urge", "attempt", "improve")),
)
_INLINED = {"below", "gap", "lowest", "slot_of", "taken"}


def _plain(names: Names) -> SimpleNamespace:
    return SimpleNamespace(**{name: getattr(module, name) for module, found in names for name in found}, compiled=False)


PLAIN_PERIODS = _plain(_PERIODS)
PLAIN_MOMENTS = _plain(_MOMENTS)


def is_ready() -> bool:
    """Whether compiled kernels of this very source are in the cache, so that using them costs no compilation."""
    return importlib.util.find_spec("numba") is not None and (cache_folder() / _marker()).exists()


def is_worth_warming(tasks: int, work: int) -> bool:
    """Whether so many schedules of so many tasks take longer in plain Python than `warming.warm`, which has not been done yet."""
    return tasks * work >= WORTH_WARMING and importlib.util.find_spec("numba") is not None and not is_ready()


def mark_ready() -> None:
    """Remember that both kernels have been compiled into the cache (see `warming`)."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    (cache_folder() / _marker()).touch()


@cache
def compiled_periods() -> Any:
    """The kernel on whole periods, compiled. Needs Numba; raises ImportError without it."""
    return _compile(_PERIODS, _PERIOD_SOURCES)


@cache
def compiled_moments() -> Any:
    """The kernel on real calendars, compiled. Needs Numba; raises ImportError without it."""
    return _compile(_MOMENTS, _MOMENT_SOURCES)


def _compile(names: Names, sources: tuple[ModuleType, ...]) -> Any:
    numba: Any = importlib.import_module("numba")
    if not numba.config.CACHE_DIR:
        numba.config.CACHE_DIR = str(cache_folder())
    scope: dict[str, Any] = {}
    for module in sources:
        scope.update(vars(module))
    stamp = _hash(sources)
    made: dict[str, Any] = {}
    for module, found in names:
        for name in found:
            bound = FunctionType(getattr(module, name).__code__, scope, name)
            bound.__qualname__ = f"levelling_{stamp}_{module.__name__.rpartition('.')[2]}_{name}"
            # Nothing here allocates, so the runtime's reference counting is left out (see docs/decisions/0005).
            scope[name] = made[name] = numba.njit(cache=True, nogil=True, forceinline=name in _INLINED, _nrt=False)(bound)
    return SimpleNamespace(**made, compiled=True)


@cache
def _hash(sources: tuple[ModuleType, ...]) -> str:
    found = hashlib.sha256()
    for module in sources:
        loader: Any = module.__loader__
        found.update(loader.get_source(module.__name__).encode())
    return found.hexdigest()[:12]


def _marker() -> str:
    return f"levelling-{_hash(_PERIOD_SOURCES)}-{_hash(_MOMENT_SOURCES)}.ready"
