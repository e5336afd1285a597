"""What would come of a change, as a sentence."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart import Changed, Step


def consequence(changed: Changed) -> str:
    """ "The finish stays. 3 other tasks move." """
    return " ".join([_finish(changed), _moved(len(changed.moved))]).strip()


def _finish(changed: Changed) -> str:
    if changed.before is None or changed.after is None:
        return _("The plan has no finish now.") if changed.before is not None else ""
    days = round((changed.after - changed.before) / (24 * 60))
    if changed.after == changed.before:
        return _("The finish stays.")
    if not days:
        return _("The finish moves by less than a day.")
    words = ngettext("%(days)s day", "%(days)s days", abs(days)) % {"days": abs(days)}
    return (_("The finish comes %(days)s later.") if days > 0 else _("The finish comes %(days)s earlier.")) % {"days": words}


def _moved(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s other task moves.", "%(count)s other tasks move.", count) % {"count": count}


def done_words(steps: Sequence[Step], names: Mapping[int, str]) -> str:
    """ "Edit: Cable. Edit: 3 tasks. Create: task link."; `names` are those of tasks by their ids."""
    told = []
    for step in steps:
        alone = (
            names.get(step.on[0][0])
            if len(step.on) == 1 and isinstance(step.on[0][0], int) and step.operation.entity.name == "task"
            else None
        )
        if alone:
            told.append(f"{_(step.operation.label)}: {alone}.")
            continue
        one, count = step.operation.entity, max(len(step.on), len(step.given) if isinstance(step.given, list) else 1)
        what = _(one.singular) if count == 1 else f"{count} {_(one.plural)}"
        told.append(f"{_(step.operation.label)}: {what}.")
    return " ".join(dict.fromkeys(told))
