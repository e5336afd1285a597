"""What an import of a plan file comes to, in sentences."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Json = dict[str, Any]


def summary_words(result: Json, *, looked: bool) -> str:
    """The title: a finding."""
    if not looked:
        new, changed = result.get("created", 0), result.get("changed", 0)
        if new and not changed:
            return ngettext("%(count)s task is in the plan", "%(count)s tasks are in the plan", new) % {"count": f"{new:,}"}
        words = ngettext("%(new)s task added, %(changed)s changed", "%(new)s tasks added, %(changed)s changed", new)
        return words % {"new": f"{new:,}", "changed": f"{changed:,}"}
    tasks = result["tasks"]
    if result.get("nothing"):
        return _("The plan says all of this already")
    if result.get("plan") and not tasks["new"]:
        words = ngettext("%(count)s task changes", "%(count)s tasks change", tasks["changed"]) % {"count": f"{tasks['changed']:,}"}
    elif tasks["changed"]:
        words = ngettext("%(count)s new task", "%(count)s new tasks", tasks["new"]) % {"count": f"{tasks['new']:,}"}
        words += ngettext(", %(count)s changes", ", %(count)s change", tasks["changed"]) % {"count": f"{tasks['changed']:,}"}
    else:
        words = ngettext("%(count)s task can come into the plan", "%(count)s tasks can come into the plan", tasks["new"])
        words %= {"count": f"{tasks['new']:,}"}
    gone = len(tasks["gone"])
    return words + (
        ngettext(", %(gone)s is gone from the file", ", %(gone)s are gone from the file", gone) % {"gone": f"{gone:,}"} if gone else ""
    )


def kept_words(kept: dict[str, int]) -> list[str]:
    """What the house has no place of its own for, and keeps."""
    words = {
        "task-calendars": ngettext(
            "%(n)s task with a calendar of its own", "%(n)s tasks with a calendar of their own", kept.get("task-calendars", 0)
        ),
        "elapsed": ngettext("%(n)s duration by the clock", "%(n)s durations by the clock", kept.get("elapsed", 0)),
        "manual": ngettext("%(n)s task scheduled by hand", "%(n)s tasks scheduled by hand", kept.get("manual", 0)),
        "inactive": ngettext("%(n)s inactive task", "%(n)s inactive tasks", kept.get("inactive", 0)),
        "splits": ngettext("%(n)s task that is interrupted", "%(n)s tasks that are interrupted", kept.get("splits", 0)),
        "recurring": ngettext("%(n)s recurring task", "%(n)s recurring tasks", kept.get("recurring", 0)),
        "costs": ngettext("%(n)s fixed cost", "%(n)s fixed costs", kept.get("costs", 0)),
        "materials": ngettext("%(n)s material or cost", "%(n)s materials and costs", kept.get("materials", 0)),
        "rates": ngettext("rates of %(n)s resource", "rates of %(n)s resources", kept.get("rates", 0)),
        "fields": ngettext("%(n)s custom field", "%(n)s custom fields", kept.get("fields", 0)),
        "codes": ngettext("%(n)s outline code", "%(n)s outline codes", kept.get("codes", 0)),
        "contours": ngettext("%(n)s assignment with work by the day", "%(n)s assignments with work by the day", kept.get("contours", 0)),
        "second-links": ngettext("%(n)s second link of two tasks", "%(n)s second links of two tasks", kept.get("second-links", 0)),
    }
    return [words[name] % {"n": f"{count:,}"} for name, count in kept.items() if name in words]
