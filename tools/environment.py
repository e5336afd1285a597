"""Prepares the Python environment that ./milepost runs in, from the hash-locked requirements. Standard library only.

The environment is built beside the one in use and takes its place when complete, so that an interrupted run leaves nothing half
done; two runs at once wait for each other. A set that has no ready-made packages for this platform is left out and said so, unless
nothing works without it.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installing import Failed, Progress, install

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements"

SETS = {
    "core": ("reading plans, reports as PDF, DOCX and XLSX", 41),
    "fast": ("compiled kernels for large plans", 81),
    "mpp": (".mpp, .mpx, Primavera, GanttProject, Planner", 76),
    "proofs": ("proofs that a levelled plan is the shortest", 60),
    "house": ("the house: server, API, worker", 30),
    "test": ("the test-suite", 76),
    "dev": ("linters, type checker, build", 46),
}
"""What each set is for and about how many megabytes it downloads."""

WITHOUT = {
    "fast": "Plans are computed by the plain Python path, which gives the same answers more slowly.",
    "mpp": "MSPDI (Project XML), CSV, XLSX and PSPLIB files are read as ever; the other formats are not.",
    "proofs": "Levelling searches as ever; --prove is not to be had.",
}
"""Sets one can do without, and what is missing then."""

RUN_SETS = ("core", "fast", "mpp")
EXTRAS = {"reports": "core", "xlsx": "core", "all": "core"}
UNAVAILABLE = 69
CANNOT_WRITE = 73


def lock_file(name: str) -> Path:
    """The lock file of a set."""
    return REQUIREMENTS / f"{name}.txt"


def digest() -> str:
    """Names an environment: changes with the locked run-time packages and with the Python it is built on."""
    content = hashlib.sha256(f"{sys.version}{os.path.realpath(sys.executable)}".encode())
    for name in RUN_SETS:
        content.update(lock_file(name).read_bytes())
    return content.hexdigest()[:12]


def state(environment: Path, name: str) -> str:
    """ "ready", "missing" (not to be had on this platform) or "wanted" (never installed, or from another lock file)."""
    wanted = lock_file(name).read_bytes()
    for suffix, answer in ((".txt", "ready"), (".missing", "missing")):
        mark = environment / "sets" / f"{name}{suffix}"
        if mark.is_file() and mark.read_bytes() == wanted:
            return answer
    return "wanted"


def mark(environment: Path, name: str, *, suffix: str) -> None:
    """Notes that a set was installed, or could not be; written whole or not at all."""
    folder = environment / "sets"
    folder.mkdir(exist_ok=True)
    for old in (".txt", ".missing"):
        (folder / f"{name}{old}").unlink(missing_ok=True)
    if suffix:
        draft = folder / f"{name}.draft"
        shutil.copyfile(lock_file(name), draft)
        draft.replace(folder / f"{name}{suffix}")


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """Holds the environment's lock; the system lets go of it when the holder ends, however it ends."""
    with (home / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another Milepost is preparing the environment; waiting for it.", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def create(environment: Path, progress: Progress) -> None:
    """An empty environment with pip. Built on the versioned executable, so that a system upgrade is noticed instead of half used."""
    progress.say("an empty environment")
    shutil.rmtree(environment, ignore_errors=True)
    command = [os.path.realpath(sys.executable), "-E", "-s", "-m", "venv", str(environment)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Failed(
            f"Python {sys.version.split()[0]} could not make a virtual environment:\n{done.stdout.strip()}",
            "Its venv module with pip is needed (Debian, Ubuntu: apt install python3-venv).",
        )


def fill(environment: Path, names: list[str], progress: Progress) -> None:
    """Installs sets side by side; notes those that are done, tells of those that can be done without, raises Failed for the rest."""
    for name in names:
        mark(environment, name, suffix="")
    failures = install(environment, {name: lock_file(name) for name in names}, progress)
    for name in names:
        failure = failures.get(name)
        if failure is None:
            mark(environment, name, suffix=".txt")
        elif failure.absent and name in WITHOUT:
            mark(environment, name, suffix=".missing")
            progress.note(
                f"No ready-made packages of the set '{name}' for this platform. {WITHOUT[name]} Try again: ./milepost setup {name}"
            )
        else:
            raise failure


def prepare(home: Path, names: list[str], *, repair: bool) -> bool:
    """Brings the environment to where `names` are ready; returns whether anything had to be done."""
    home.mkdir(parents=True, exist_ok=True)
    with alone(home):
        current, environment = home / "current", home / f"env-{digest()}"
        fresh = not (environment / "complete").exists() or not (environment / "bin" / "python").exists()
        todo = [
            name for name in names if fresh or state(environment, name) == "wanted" or (repair and state(environment, name) == "missing")
        ]
        if not todo and current.exists() and current.resolve() == environment:
            return False
        size = sum(SETS[name][1] for name in todo)
        print(f"Milepost prepares its environment in {home} (once; about {size} MB to download).", file=sys.stderr, flush=True)
        progress = Progress(sys.stderr)
        if fresh:
            create(environment, progress)
        fill(environment, todo, progress)
        (environment / "complete").touch()
        link = home / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(environment.name)
        link.replace(current)
        for old in home.glob("env-*"):
            if old != environment:
                shutil.rmtree(old, ignore_errors=True)
        progress.end()
        return True


def warm(environment: Path) -> None:
    """Compiles the fast kernels into the user's cache, apart and with low priority: until they stand, the plain path answers."""
    code = "import os; os.nice(19); from milepost.engine.warming import warm; warm()"
    quiet = subprocess.DEVNULL
    subprocess.Popen([environment / "bin" / "python", "-c", code], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def show(home: Path) -> None:
    """What is installed, one line per set."""
    environment = (home / "current").resolve()
    for name, (purpose, _) in SETS.items():
        answer = {"ready": "ready", "missing": "not for this platform", "wanted": f"./milepost setup {name}"}[state(environment, name)]
        print(f"  {name:<6}{purpose:<48}{answer}")


def main(argv: list[str] | None = None) -> int:
    """Exit code 0 when all is ready, 69 when something could not be had, 73 when it could not be written, 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(prog="./milepost setup", description="Prepare or repair Milepost's environment.")
    parser.add_argument(
        "sets", nargs="*", metavar="SET", choices=[*SETS, *EXTRAS, []], help=f"{', '.join(SETS)}; without: all that runs need"
    )
    parser.add_argument("--home", type=Path, default=ROOT / ".milepost", help=argparse.SUPPRESS)
    parser.add_argument("--repair", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    asked = [EXTRAS.get(name, name) for name in options.sets] if options.sets else []
    beside = {"proofs", "house"} if "test" in asked else set()
    names = [name for name in SETS if name in {*RUN_SETS, *asked, *beside}]
    try:
        changed = prepare(options.home.absolute(), names, repair=options.repair)
    except Failed as failure:
        print(f"\nmilepost: {failure}", file=sys.stderr)
        return UNAVAILABLE
    except OSError as failure:
        print(f"\nmilepost: cannot write {failure.filename or options.home}: {failure.strerror}.", file=sys.stderr)
        print("Free some space, or name another folder for the environment: MILEPOST_ENV=/path ./milepost", file=sys.stderr)
        return CANNOT_WRITE
    except KeyboardInterrupt:
        print("\nStopped. Nothing half done is used; the same command goes on from what was downloaded.", file=sys.stderr)
        return 130
    if changed and state(options.home.absolute() / "current", "fast") == "ready":
        warm(options.home.absolute() / "current")
    if options.repair:
        print("The environment is ready." if changed else "Nothing to do: the environment is ready.")
        show(options.home.absolute())
    return 0


if __name__ == "__main__":
    sys.exit(main())
