"""All compiled kernels, one after another, into the user's cache: what takes longest to wait for in plain Python comes first."""

from milepost.engine.levelling import warming as levelling
from milepost.engine.network import warming as network
from milepost.engine.risk import warming as risk


def warm() -> bool:
    """Compile every kernel (some two minutes of processor time, once for each version); False where Numba is not installed."""
    return all([risk.warm(), levelling.warm(), network.warm()])
