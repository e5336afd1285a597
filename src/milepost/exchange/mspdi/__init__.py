"""MS Project XML (MSPDI): read to a plan, and written so that what the model does not use survives."""

from milepost.exchange.mspdi.read import read
from milepost.exchange.mspdi.write import write

__all__ = ["read", "write"]
