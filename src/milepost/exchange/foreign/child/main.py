"""The reader's process: MPXJ reads one file and writes each of its projects as MSPDI, with counts of what it met.

Its one argument is a job as JSON: input, jars, site, jvm, heap_mb. It answers in `result.json` in the working folder, either
{"projects": [...]} or {"error": [{"class", "message"}, ...]}, the outermost error first.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from milepost.exchange.foreign.child.adapt import carry_identifiers, give_start, give_units, join_assignments
from milepost.exchange.foreign.child.facts import counts_of, identity_of, losses_of, splits_of, text_of

JAVA_OPTIONS = (
    "-XX:+UseSerialGC",  # one file, two seconds: less memory and start-up than the parallel collectors
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",  # exit code 3 tells the parent; handling it here would need the memory that is gone
    "-XX:-UsePerfData",
    "-XX:-CreateCoredumpOnCrash",
    "--enable-native-access=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=GB",
    "-Duser.timezone=UTC",
    # A plan has no business in other files or on the network: no external entities, and a proxy that is not there.
    "-Djavax.xml.accessExternalDTD=",
    "-Djavax.xml.accessExternalSchema=",
    "-Djavax.xml.accessExternalStylesheet=",
    "-DsocksProxyHost=127.0.0.1",
    "-DsocksProxyPort=9",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
)


def main(text: str) -> None:
    """Reads the job's file; always leaves `result.json`, unless the process is ended from outside."""
    folder = Path.cwd()
    try:
        confine()
        result = read(json.loads(text), folder)
    except Exception as error:
        result = {"error": chain(error)}
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


def confine() -> None:
    """On Linux: die with the parent, leave no core file, and have no network where the kernel lets us give it up."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    pr_set_pdeathsig, sigkill, new_user, new_net = 1, 9, 0x10000000, 0x40000000
    libc.prctl(pr_set_pdeathsig, sigkill, 0, 0, 0)
    libc.unshare(new_user | new_net)


def read(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Starts Java, reads, and writes one MSPDI file for each project."""
    sys.path.append(job["site"])
    java = importlib.import_module("jpype")
    options = [f"-Xmx{job['heap_mb']}m", f"-Djava.io.tmpdir={folder}", *JAVA_OPTIONS]
    java.startJVM(job["jvm"] or java.getDefaultJVMPath(), *options, classpath=job["jars"], convertStrings=True)
    projects = []
    for index, project in enumerate(java.JClass("org.mpxj.reader.UniversalProjectReader")().readAll(job["input"])):
        facts = {
            "file": f"{index}.xml",
            **identity_of(project),
            "counts": counts_of(project),
            "losses": losses_of(java, project),
            "splits": splits_of(project),
            "joined": join_assignments(java, project),
            "roles": give_units(java, project),
        }
        give_start(project)
        carry_identifiers(java, project)
        writer = java.JClass("org.mpxj.mspdi.MSPDIWriter")()
        writer.setWriteTimephasedData(True)
        writer.write(project, str(folder / facts["file"]))
        projects.append(facts)
    return {"projects": projects}


def chain(error: BaseException) -> list[dict[str, str]]:
    """The error and its causes, outermost first, Java's included."""
    links: list[dict[str, str]] = []
    current: Any = error
    while current is not None and len(links) < 10:
        java = hasattr(current, "getCause")
        name = current.getClass().getName() if java else type(current).__name__
        links.append({"class": str(name), "message": text_of(current.getMessage() if java else current)[:500]})
        current = current.getCause() if java else current.__cause__
    return links
