"""The process in which MPXJ schedules: reads the job (JSON) from its argument, writes times and dates as JSON to the file it names."""

import json
import sys
import time
from pathlib import Path
from typing import Any


def main(job: dict[str, Any]) -> None:
    """Read the file for each run anew, because scheduling changes what was read."""
    import jpype

    jpype.startJVM(job["jvm"], f"-Xmx{job['heap_mb']}m", "-XX:+UseSerialGC", classpath=list(job["jars"]), convertStrings=True)
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    scheduler = jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")
    told: dict[str, Any] = {"wall": [], "cpu": [], "read": 0.0, "dates": {}, "stored": {}, "failure": ""}
    for _ in range(job["runs"]):
        began = time.perf_counter()
        project = reader().read(job["file"])
        told["read"] = time.perf_counter() - began
        told["stored"] = told["stored"] or dates_of(project)
        start = project.getProjectProperties().getStartDate()
        complete(project)
        began, used = time.perf_counter(), time.process_time()
        try:
            scheduler().schedule(project, start)
        except jpype.JException as refusal:
            told["failure"] = str(refusal)
            break
        told["wall"].append(time.perf_counter() - began)
        told["cpu"].append(time.process_time() - used)
        told["dates"] = dates_of(project)
    Path(job["answer"]).write_text(json.dumps(told), encoding="utf-8")


def complete(project: Any) -> None:
    """Say what MPXJ's scheduler will not take for granted: work that has not begun has been done for no time at all."""
    import jpype

    nothing = jpype.JClass("org.mpxj.Duration").getInstance(0, jpype.JClass("org.mpxj.TimeUnit").HOURS)
    for task in project.getTasks():
        if task.getActualDuration() is None:
            task.setActualDuration(nothing)
        if task.getRemainingDuration() is None:
            task.setRemainingDuration(task.getDuration())


def dates_of(project: Any) -> dict[str, list[int | None]]:
    """Early and late dates of all tasks as seconds since 1970, by unique id."""
    import jpype

    utc = jpype.JClass("java.time.ZoneOffset").UTC
    found = {}
    for task in project.getTasks():
        dates = (task.getEarlyStart(), task.getEarlyFinish(), task.getLateStart(), task.getLateFinish())
        found[str(task.getUniqueID())] = [None if date is None else int(date.toEpochSecond(utc)) for date in dates]
    return found


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
