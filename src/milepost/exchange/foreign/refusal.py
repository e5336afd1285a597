"""Why a foreign file could not be read, in a person's words: limits passed, passwords, damage, formats that are none."""

from typing import Any

from milepost.engine.problem import Problem
from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.process import Ended
from milepost.exchange.imported import Unreadable
from milepost.values import Said, said

OUT_OF_MEMORY = 3
"""Java's exit code when told to leave at the first lack of memory."""


def stopped(ended: Ended, *, name: str, limits: Limits) -> Unreadable:
    """The reader was stopped, or ended without an answer."""
    if ended.stopped == "time":
        code = "reader-too-slow"
        message = said("Reading was stopped after {seconds:g} s, the most a file may take.", seconds=limits.seconds)
        remedy = said("If the file is to be trusted, allow more with --reader-seconds {max}.", max=max(1, round(limits.seconds * 4)))
    elif ended.stopped == "memory":
        code = "reader-too-large"
        message = said(
            "Reading was stopped at {peak_mb} MB of memory; {memory_mb} MB is the most it may take.",
            peak_mb=ended.peak_mb,
            memory_mb=limits.memory_mb,
        )
        remedy = more_memory(limits)
    elif ended.stopped == "disk":
        code = "reader-writes-too-much"
        message = said(
            "Reading was stopped: the converted plan grew beyond {output_mb} MB, as a crafted file's does.", output_mb=limits.output_mb
        )
        remedy = said("Open the file in the program it comes from and save a smaller part of it.")
    elif ended.code == OUT_OF_MEMORY:
        code = "reader-too-large"
        message = said("Reading ran out of memory ({heap} MB for Java, of {whole} MB in all).", heap=limits.heap_mb, whole=limits.memory_mb)
        remedy = more_memory(limits)
    elif ended.code < 0:
        code = "reader-killed"
        message = said(
            "The reader was ended from outside (signal {signal}) after {seconds:.0f} s.", signal=-ended.code, seconds=ended.seconds
        )
        remedy = said("If nobody ended it, the machine may be short of memory: close other programs and try again.")
    else:
        code = "reader-failed"
        message = said("The reader could not do its work (exit code {code}): {told}", code=ended.code, told=last_line(ended.log))
        remedy = said("Try again; if it stays, install the reader anew with ./milepost setup mpp.")
    return Unreadable([Problem(code, name, message, remedy)])


def more_memory(limits: Limits) -> Said:
    """The option that raises the memory limit."""
    return said("If the file is to be trusted, allow more with --reader-memory {most} (megabytes).", most=limits.memory_mb * 2)


def failed(error: list[dict[str, str]], *, name: str, what: str) -> Unreadable:
    """MPXJ or Java gave up on the file; `error` is the chain of causes, outermost first."""
    causes = " ".join(link["message"] for link in error).lower()
    classes = {link["class"].rsplit(".", 1)[-1] for link in error}
    if "password" in causes:
        remedy = said("Open it in MS Project and save it without a password, or as XML (File, Save As, XML).")
        return Unreadable([Problem("password-protected", name, said("The file is protected by a password."), remedy)])
    if "UnsupportedCharsetException" in classes or "IllegalCharsetNameException" in classes:
        message = said("The Java runtime in use lacks a character set this file needs: {error}.", error=error[-1]["message"])
        return Unreadable([Problem("java-too-small", name, message, said("Run ./milepost setup mpp, which brings a complete one."))])
    if "StackOverflowError" in classes:
        message = said("The file is nested too deeply to be read as {what}.", what=what)
        return Unreadable([Problem("damaged", name, message, REMEDY)])
    if "JVMNotFoundException" in classes or "JVMNotSupportedException" in classes:
        remedy = said("Run ./milepost setup mpp, which brings one.")
        return Unreadable([Problem("java-not-found", name, said("No Java runtime could be started."), remedy)])
    message = said(
        "This looks like {what}, but it is damaged, cut short or of a version that cannot be read ({cause_of}).",
        what=what,
        cause_of=cause_of(error),
    )
    return Unreadable([Problem("damaged", name, message, REMEDY)])


def not_a_plan(*, name: str, what: str) -> Unreadable:
    """MPXJ knows no format that this file has, or found no project in it."""
    message = said("This looks like {what}, but no plan could be found in it.", what=what)
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


REMEDY = said("Open it in the program it comes from and save it again, or as MS Project XML.")
