"""Operations: every change of the house is one, whichever door it came through."""

from milepost.kernel.call import Call, current
from milepost.kernel.operations.after import after, at_the_end, together
from milepost.kernel.operations.operation import Operation, operation, operation_named, operations
from milepost.kernel.operations.perform import Countersigned, Done, perform
from milepost.kernel.operations.shown import show_once

__all__ = [
    "Call",
    "Countersigned",
    "Done",
    "Operation",
    "after",
    "at_the_end",
    "current",
    "operation",
    "operation_named",
    "operations",
    "perform",
    "show_once",
    "together",
]
