"""The running house measured: answers, processor time of each, several callers at once, memory afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.house.client import Answers, Ask, measure, rate
from bench.house.processes import processor_seconds, resident_mib

CALLERS, SECONDS = 8, 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one request: its answers, processor time of the server for each, answers a second with eight callers."""

    answers: Answers
    processor: float
    rate: float


def measured(port: int, process: int, asks: Sequence[Ask], *, times: int) -> dict[str, Measured]:
    """Each request by its name, one after another."""
    found = {}
    for ask in asks:
        count, warm = (5, 1) if ask.parts > 1 else (times, 10)
        before = processor_seconds(process)
        answers = measure(port, ask, times=count, warm=warm)
        used = (processor_seconds(process) - before) / (count + warm)
        found[ask.name] = Measured(answers, used, rate(port, ask, callers=CALLERS, seconds=SECONDS))
        print(f"{ask.name}: p50 {answers.share(0.5) * 1000:.1f} ms, p95 {answers.share(0.95) * 1000:.1f} ms", flush=True)
    return found


def memory_after(process: int) -> float:
    """Of the server with its worker, in MiB, when it has answered all of that."""
    return resident_mib(process)
