"""The simulation's two kernels, without people and with, and when their compiled forms pay."""

from types import SimpleNamespace
from typing import Any

from milepost.engine.compiled import Kernel, names_in
from milepost.engine.levelling.moments import placing, profile
from milepost.engine.network import kernel as network_kernel
from milepost.engine.risk import draws, early, groups, kernel, late, rows, staffed
from milepost.engine.working_time import arithmetic

WORTH_COMPILING = 500_000
"""Nodes times samples from which loading the compiled kernel is quicker than the plain one."""

ALONE = Kernel(
    "simulation",
    (arithmetic, network_kernel, groups, rows, draws, early, late, kernel),
    entries=("simulate_blocks",),
    inlined=names_in(arithmetic, draws, early, late, kernel),
)
STAFFED = Kernel(
    "staffed",
    (arithmetic, network_kernel, profile, placing, groups, rows, draws, early, kernel, staffed),
    entries=("staffed_blocks",),
)
PLAIN = SimpleNamespace(simulate_blocks=kernel.simulate_blocks, staffed_blocks=staffed.staffed_blocks, compiled=False)


def functions_for(size: int) -> Any:
    """Both kernels for so many nodes times samples: compiled for many once `warming` has filled the cache, else plain."""
    return compiled_kernel() if size >= WORTH_COMPILING and ALONE.is_ready() and STAFFED.is_ready() else PLAIN


def compiled_kernel() -> Any:
    """Both kernels compiled, each when first called. Raises ImportError without Numba."""
    alone, with_people = ALONE.compiled.simulate_blocks, STAFFED.compiled.staffed_blocks
    return SimpleNamespace(simulate_blocks=alone, staffed_blocks=with_people, compiled=True)
