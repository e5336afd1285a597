"""A job as people read it: what it is called, how it stands, how far it is, where what came of it can be looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import Job
from milepost.web.address import list_url
from milepost.web.sentences import in_words

Row = dict[str, Any]
Result = Callable[[Job], str]
_results: dict[str, Result] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with its tone and its icon; one that ended and came to nothing is refused."""

    label: str
    tone: str
    icon: str


STANDINGS = {
    "ready": Standing("Waiting", "", "clock"),
    "running": Standing("Running", "info", "progress"),
    "done": Standing("Done", "good", "circle-check"),
    "refused": Standing("Refused", "bad", "circle-x"),
    "parked": Standing("Failed", "bad", "alert-circle"),
    "cancelled": Standing("Cancelled", "ended", "x"),
}


def result_at(task: str, result: Result) -> None:
    """Say where the result of a task's jobs is looked at."""
    _results[task] = result


def result_of(row: Row) -> str:
    """The address that leads whoever asked for the job to what came of it, or to the page that follows it; empty where it has none."""
    return f"/jobs/{row['id']}/result/" if row["task"] in _results else ""


def result_place(job: Job) -> str:
    """Where that leads. Raises KeyError for a task without a result."""
    return _results[job.task](job)


def of_list(place: str) -> Result:
    """For jobs that are about a list, whose word is their first argument: its page of that name."""
    return lambda job: f"{list_url(entity_named(job.arguments['positional'][0]))}{place}/{job.key}/"


def how_far(progress: Any) -> tuple[int, int, str]:
    """Done, whole and words of what a task reported; nothing where it did not."""
    if not isinstance(progress, dict):
        return 0, 0, ""
    return int(progress.get("done") or 0), int(progress.get("whole") or 0), in_words(progress.get("text") or "")


def said_of(row: Row) -> str:
    """In one sentence how it stands."""
    _, _, text = how_far(row.get("progress"))
    if row["state"] == "running":
        return text or gettext("It runs, and has not said yet how far it is.")
    if row["state"] == "ready":
        return gettext("It failed, and is tried again soon.") if row.get("attempts") else gettext("It waits for its turn.")
    if row["state"] == "parked":
        return gettext("It was tried {count} times and failed each time. Nothing of it was done.").format(count=row.get("attempts") or 1)
    if row["state"] == "cancelled":
        return gettext("It was stopped, and nothing of it was done.")
    return text
