"""Operations: every change of the house is one, whichever door it came through."""

from milepost.kernel.call import Call, current
from milepost.kernel.operations.operation import Operation, operation, operation_named, operations
from milepost.kernel.operations.perform import Done, perform

__all__ = ["Call", "Done", "Operation", "current", "operation", "operation_named", "operations", "perform"]
