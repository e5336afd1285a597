"""Exit codes of every command: what a script may rely on. Documented in docs/reference/exit-codes.md."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended. Warnings (a missed deadline, an overload) are findings, not failures: the code stays 0."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    UNREADABLE = 3
    UNSCHEDULABLE = 4
    UNANSWERED = 5
    NOT_WRITTEN = 6
    MISSING_EXTRA = 7
    REFUSED = 8
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143
