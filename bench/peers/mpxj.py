"""MPXJ's MicrosoftScheduler on a file, in a process of its own: how long it took, and the dates it gave."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.measure import run_process
from bench.peers import PeerFailed, PeerMissing
from milepost.exchange.foreign.runtime import find_runtime
from milepost.exchange.imported import Unreadable

CHILD = Path(__file__).with_name("mpxj_child.py")
JAVA_HEAP_MB = 4096


@dataclass(frozen=True, slots=True)
class MpxjRun:
    """Seconds of each run in one Java machine, the first while it still compiles itself; `dates` by unique id of the tasks.

    Dates are moments: early start, early finish, late start, late finish; None where MPXJ left one empty. `failures` are tasks or
    files its scheduler refused, with its words.
    """

    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    read: float
    dates: dict[int, tuple[int | None, ...]]
    stored: dict[int, tuple[int | None, ...]]
    failure: str


def schedule_with_mpxj(file: Path, *, runs: int = 3, limit: float = 120) -> MpxjRun:
    """Let MPXJ read and schedule the file. Raises PeerMissing without MPXJ or Java, TimeoutExpired past the limit of seconds."""
    import sys

    try:
        runtime = find_runtime(name=file.name, what="a plan")
    except Unreadable as missing:
        raise PeerMissing(f"MPXJ: {missing}") from None
    with tempfile.TemporaryDirectory() as folder:
        job = {
            "file": str(file),
            "jars": runtime.jars,
            "jvm": runtime.jvm,
            "runs": runs,
            "heap_mb": JAVA_HEAP_MB,
            "answer": f"{folder}/answer.json",
        }
        ran = run_process([sys.executable, str(CHILD), json.dumps(job)], limit=limit)
        answer = Path(job["answer"])
        if ran.code or not answer.exists():
            raise PeerFailed(f"MPXJ ended with {ran.code}: {ran.err.strip()[-300:]}")
        told = json.loads(answer.read_text(encoding="utf-8"))
    return MpxjRun(
        tuple(told["wall"]), tuple(told["cpu"]), told["read"],
        {int(uid): tuple(dates) for uid, dates in told["dates"].items()},
        {int(uid): tuple(dates) for uid, dates in told["stored"].items()},
        told["failure"],
    )  # fmt: skip
