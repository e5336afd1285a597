"""Installs locked sets with pip, several at once, and turns pip's output into one line of progress and a message somebody can act on."""

import os
import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

WIDTH = 24
KEPT_LINES = 12
UNREACHABLE = (
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "name resolution",
    "Network is unreachable",
    "ProxyError",
    "SSLError",
    "Connection (refused|reset|aborted)",
)


class Failed(Exception):
    """Something could not be had: what happened, and what to do about it. `absent`: no such package for this platform."""

    def __init__(self, what: str, remedy: str, *, absent: bool = False) -> None:
        super().__init__(f"{what}\n{remedy}")
        self.absent = absent


class Progress:
    """One line that is redrawn on a terminal; elsewhere a line for each thing that happens."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.redraws = stream.isatty()
        self.began = time.monotonic()
        self.total = 0
        self.done = 0
        self.doing = ""
        self.width = 0

    def say(self, text: str) -> None:
        """What is being done now."""
        self.doing = text
        self.draw()
        if not self.redraws:
            self.stream.write(self.line() + "\n")
            self.stream.flush()

    def note(self, text: str) -> None:
        """A sentence that stays."""
        self.wipe()
        self.stream.write(text + "\n")
        self.stream.flush()

    def line(self) -> str:
        """Bar, count, what is being done, seconds so far."""
        filled = WIDTH * self.done // self.total if self.total else 0
        count = f"{self.done}/{self.total}" if self.total else "..."
        return f"  [{'#' * filled}{'-' * (WIDTH - filled)}] {count:>6}  {time.monotonic() - self.began:4.0f} s  {self.doing}"

    def draw(self) -> None:
        """Redraws the line on a terminal."""
        if self.redraws:
            text = self.line()[: max(20, terminal_width() - 1)]
            self.stream.write("\r" + text.ljust(self.width))
            self.stream.flush()
            self.width = len(text)

    def wipe(self) -> None:
        """Clears the line on a terminal."""
        if self.redraws and self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.width = 0

    def end(self) -> None:
        """Replaces the line by how long it took."""
        self.wipe()
        self.note(f"Ready after {time.monotonic() - self.began:.0f} s.")


def terminal_width() -> int:
    """Columns of the terminal, 80 where nobody says."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def pip_command(environment: Path, lock: Path) -> list[str]:
    """pip without any choice left to it: these versions, these hashes, ready-made packages only."""
    # Retries are named, because pip tells of a line that is down only when it tries again.
    words = [
        "install",
        "--retries",
        "3",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-input",
        "--no-color",
        "--progress-bar",
        "off",
    ]
    return [str(environment / "bin" / "python"), "-u", "-m", "pip", *words, "--disable-pip-version-check", "-r", str(lock)]


def pip_settings() -> dict[str, str]:
    """The caller's environment (proxy, index, certificates are pip's own business) less what would install somewhere else."""
    elsewhere = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_PYTHON", "PIP_REQUIREMENT", "PIP_CONSTRAINT", "PIP_DRY_RUN"}
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere | {"PYTHONPATH", "PYTHONHOME"}}
    return kept | {"PIP_USER": "0", "PYTHONUTF8": "1"}


def install(environment: Path, locks: dict[str, Path], progress: Progress) -> dict[str, Failed]:
    """Runs one pip for each set at the same time; returns why a set failed, by its name. Stops all of them on Ctrl-C."""
    events: queue.Queue[tuple[str, str | None]] = queue.Queue()
    running = {name: start(pip_command(environment, lock)) for name, lock in locks.items()}
    for name, process in running.items():
        threading.Thread(target=listen, args=(name, process, events), daemon=True).start()
    output: dict[str, list[str]] = {name: [] for name in locks}
    steps: dict[str, list[int]] = {name: [] for name in locks}
    progress.total += sum(count_packages(lock) + 1 for lock in locks.values())
    try:
        silent = set(locks)
        while silent:
            try:
                name, line = events.get(timeout=0.5)
            except queue.Empty:
                progress.draw()
                continue
            if line is None:
                silent.discard(name)
                progress.done += 1
            else:
                output[name].append(line)
                follow(line, steps[name], progress)
        return {name: explain("\n".join(output[name])) for name, process in running.items() if process.wait() != 0}
    except BaseException:
        for process in running.values():
            process.kill()
            process.wait()
        raise


def start(command: list[str]) -> subprocess.Popen[str]:
    """A pip whose output is read line by line."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=pip_settings()
    )


def listen(name: str, process: subprocess.Popen[str], events: "queue.Queue[tuple[str, str | None]]") -> None:
    """Passes on a pip's lines as they come, then None."""
    assert process.stdout is not None
    for line in process.stdout:
        events.put((name, line.rstrip()))
    process.wait()
    events.put((name, None))


def count_packages(lock: Path) -> int:
    """How many packages a lock file pins (one that is pinned for several Pythons counts once)."""
    return len(set(re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text("utf-8"), flags=re.MULTILINE)))


def follow(line: str, steps: list[int], progress: Progress) -> None:
    """Moves the progress on when pip begins with a package, or unpacks what it has. `steps` counts what this pip has begun."""
    package = re.match(
        r"(?:Collecting ([^=\s]+)==|Processing \S*?/?([A-Za-z0-9_.]+)-\d\S*\.whl|Requirement already satisfied: ([^=\s]+))", line
    )
    fetched = re.match(r"\s*(Downloading|Using cached) (\S+?)-(\d[^-]*)-\S*\.whl(?: \((.*)\))?$", line)
    if package:
        steps.append(1)
        progress.done += len(steps) > 1
        progress.doing = (package[1] or package[2] or package[3]).replace("_", "-")
        progress.draw()
    elif fetched:
        size = f" ({fetched[4]})" if fetched[4] else ""
        progress.say(
            f"{'fetching' if fetched[1] == 'Downloading' else 'kept from before:'} {fetched[2].replace('_', '-')} {fetched[3]}{size}"
        )
    elif line.startswith("Installing collected packages"):
        progress.done += 1
        progress.say("unpacking" + line.partition(":")[2])


def explain(output: str) -> Failed:
    """What a failed pip means, and the remedy."""
    tail = "\n".join(output.splitlines()[-KEPT_LINES:])
    if re.search(r"DO NOT MATCH THE HASHES|these packages do not match", output, flags=re.IGNORECASE):
        what = "A downloaded package is not the one that was locked, and was not installed."
        remedy = (
            "If a proxy or mirror alters downloads, use another; otherwise report it. Nothing was changed; the same command tries again."
        )
        return Failed(f"{what}\n{tail}", remedy)
    if re.search(r"No space left|Disk quota", output):
        return Failed(f"The disk is full.\n{tail}", "Free about 1 GB, or name another folder: MILEPOST_ENV=/path ./milepost")
    if re.search("|".join(UNREACHABLE), output):
        what = "The package index could not be reached; the first run needs the network."
        remedy = (
            "Check the connection (a proxy or an index of your own is taken from pip's settings), then run the same command: "
            "it goes on from there."
        )
        return Failed(f"{what}\n{tail}", remedy)
    if "No matching distribution found" in output or "Could not find a version" in output:
        what = f"There is no ready-made package for Python {sys.version_info[0]}.{sys.version_info[1]} on this platform."
        remedy = "Use a Python from 3.11 to 3.14 on Linux, macOS or Windows: MILEPOST_PYTHON=/path/to/python3 ./milepost"
        return Failed(f"{what}\n{tail}", remedy, absent=True)
    return Failed(f"pip could not install the packages:\n{tail}", "The same command tries again.")
