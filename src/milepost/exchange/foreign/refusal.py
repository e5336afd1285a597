"""Why a foreign file could not be read, in a person's words: limits passed, passwords, damage, formats that are none."""

from typing import Any

from milepost.engine.problem import Problem
from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.process import Ended
from milepost.exchange.imported import Unreadable

OUT_OF_MEMORY = 3
"""Java's exit code when told to leave at the first lack of memory."""


def stopped(ended: Ended, *, name: str, limits: Limits) -> Unreadable:
    """The reader was stopped, or ended without an answer."""
    if ended.stopped == "time":
        code, message = "reader-too-slow", f"Reading was stopped after {limits.seconds:g} s, the most a file may take."
        remedy = f"If the file is to be trusted, allow more with --reader-seconds {max(1, round(limits.seconds * 4))}."
    elif ended.stopped == "memory":
        code = "reader-too-large"
        message = f"Reading was stopped at {ended.peak_mb} MB of memory; {limits.memory_mb} MB is the most it may take."
        remedy = more_memory(limits)
    elif ended.stopped == "disk":
        code = "reader-writes-too-much"
        message = f"Reading was stopped: the converted plan grew beyond {limits.output_mb} MB, as a crafted file's does."
        remedy = "Open the file in the program it comes from and save a smaller part of it."
    elif ended.code == OUT_OF_MEMORY:
        code, message = "reader-too-large", f"Reading ran out of memory ({limits.heap_mb} MB for Java, of {limits.memory_mb} MB in all)."
        remedy = more_memory(limits)
    elif ended.code < 0:
        code, message = "reader-killed", f"The reader was ended from outside (signal {-ended.code}) after {ended.seconds:.0f} s."
        remedy = "If nobody ended it, the machine may be short of memory: close other programs and try again."
    else:
        code, message = "reader-failed", f"The reader could not do its work (exit code {ended.code}): {last_line(ended.log)}"
        remedy = "Try again; if it stays, install the reader anew with ./milepost setup mpp."
    return Unreadable([Problem(code, name, message, remedy)])


def more_memory(limits: Limits) -> str:
    """The option that raises the memory limit."""
    return f"If the file is to be trusted, allow more with --reader-memory {limits.memory_mb * 2} (megabytes)."


def failed(error: list[dict[str, str]], *, name: str, what: str) -> Unreadable:
    """MPXJ or Java gave up on the file; `error` is the chain of causes, outermost first."""
    said = " ".join(link["message"] for link in error).lower()
    classes = {link["class"].rsplit(".", 1)[-1] for link in error}
    if "password" in said:
        remedy = "Open it in MS Project and save it without a password, or as XML (File, Save As, XML)."
        return Unreadable([Problem("password-protected", name, "The file is protected by a password.", remedy)])
    if "UnsupportedCharsetException" in classes or "IllegalCharsetNameException" in classes:
        message = f"The Java runtime in use lacks a character set this file needs: {error[-1]['message']}."
        return Unreadable([Problem("java-too-small", name, message, "Run ./milepost setup mpp, which brings a complete one.")])
    if "StackOverflowError" in classes:
        message = f"The file is nested too deeply to be read as {what}."
        return Unreadable([Problem("damaged", name, message, REMEDY)])
    if "JVMNotFoundException" in classes or "JVMNotSupportedException" in classes:
        remedy = "Run ./milepost setup mpp, which brings one."
        return Unreadable([Problem("java-not-found", name, "No Java runtime could be started.", remedy)])
    message = f"This looks like {what}, but it is damaged, cut short or of a version that cannot be read ({cause_of(error)})."
    return Unreadable([Problem("damaged", name, message, REMEDY)])


def not_a_plan(*, name: str, what: str) -> Unreadable:
    """MPXJ knows no format that this file has, or found no project in it."""
    message = f"This looks like {what}, but no plan could be found in it."
    return Unreadable([Problem("not-a-plan", name, message, REMEDY)])


def cause_of(error: list[dict[str, str]]) -> str:
    """The innermost error that says something, its class otherwise."""
    for link in reversed(error):
        if link["message"]:
            return f"{link['class'].rsplit('.', 1)[-1]}: {link['message'].splitlines()[0][:200]}"
    return error[-1]["class"].rsplit(".", 1)[-1] if error else "no reason given"


def last_line(log: str) -> str:
    """The last line that says something."""
    lines: list[Any] = [line.strip() for line in log.splitlines() if line.strip()]
    return str(lines[-1])[:200] if lines else "it said nothing"


REMEDY = "Open it in the program it comes from and save it again, or as MS Project XML."
