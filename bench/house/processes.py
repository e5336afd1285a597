"""What a server and everything it started take: memory with shared pages counted once, and processor time."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(top: int) -> list[int]:
    """The process and all below it that live."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))):
            below.setdefault(int(stat[1]), []).append(int(entry.name))
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += below.get(one, [])
    return found


def resident_mib(top: int) -> float:
    """Resident memory of the family; a page that several share is counted once in all (PSS)."""
    whole = 0
    for process in family(top):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        whole += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return whole / 1024


def processor_seconds(top: int) -> float:
    """Processor time of the family so far, with that of children that have ended."""
    return sum(sum(map(int, stat[11:15])) for process in family(top) if (stat := _stat(process))) / TICKS


def _stat(process: int) -> list[str]:
    """The fields after the name: state, parent, …"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
