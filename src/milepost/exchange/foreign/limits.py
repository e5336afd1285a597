"""How much a file may cost before reading it stops: size, time and memory, with the option that raises each."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` and `memory_mb` bind the separate reader process; `file_mb` every input file, `output_mb` what the reader may write.

    The command's options are --reader-seconds, --reader-memory and --file-size. Of `memory_mb` the Java heap gets all but
    `JAVA_OVERHEAD_MB`, which its code and threads need besides.
    """

    seconds: float = 120
    memory_mb: int = 1024
    file_mb: int = 200
    output_mb: int = 1000

    @property
    def heap_mb(self) -> int:
        """What Java's -Xmx gets, at least enough to start."""
        return max(MINIMUM_HEAP_MB, self.memory_mb - JAVA_OVERHEAD_MB)


JAVA_OVERHEAD_MB = 200
MINIMUM_HEAP_MB = 8
