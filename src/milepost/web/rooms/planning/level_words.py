"""What levelling proposes, as sentences that can stand as titles, and why each task moves."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.apps.planning.chart.levelling import Move, Proposal
from milepost.web.rooms.planning.moments import DAY, clock, later, listed, on_day

MOST_NAMED = 3


def finding(found: Sequence[Proposal]) -> str:
    """Where the plans end, and whether anybody still has too much to do."""
    moved = sum(one.row.moved for one in found)
    left = [person for one in found for person in one.people if person.after]
    before = [person for one in found for person in one.people if person.before]
    if not moved:
        if not before:
            return _("Nobody has more to do than they can: nothing has to move")
        return _("Nothing can be moved: %(left)s") % {"left": _left(found)}
    ends = [one for one in found if one.row.finish_after is not None]
    if len(ends) == 1 and len(found) == 1:
        row = ends[0].row
        told = _("Levelled, it ends on %(day)s, %(later)s") % {"day": on_day(row.finish_after, ends=True), "later": _later(ends[0])}
    else:
        worse = [one for one in ends if (one.row.finish_after or 0) > (one.row.finish_before or 0)]
        some = ngettext("%(many)s of %(all)s plans ends later", "%(many)s of %(all)s plans end later", len(worse))
        told = some % {"many": len(worse), "all": len(found)} if worse else _("No plan ends later")
    return f"{told}; {_left(found) if left else _('nobody has too much to do any more')}"


def _left(found: Sequence[Proposal]) -> str:
    names = list(dict.fromkeys(person.name or _("somebody") for one in found for person in one.people if person.after))
    if len(names) > MOST_NAMED:
        return _("%(many)s people still have more work than time") % {"many": len(names)}
    told = ngettext("%(who)s still has more work than time", "%(who)s still have more work than time", len(names))
    return told % {"who": listed(names)}


def _later(one: Proposal) -> str:
    return later((one.row.finish_after or 0) - (one.row.finish_before or 0))


def quality(found: Sequence[Proposal]) -> str:
    """How much better an answer could be at most; empty where nothing moved."""
    row, several = found[0].row, found[0].of > 1
    if not any(one.row.moved for one in found):
        return ""
    gap = row.delay_minutes - row.bound_minutes
    if gap <= 0:
        return _("Proven: no schedule can be less late.") if several else _("Proven: no schedule can end earlier.")
    if several:
        return _("No schedule can make these plans together more than %(gap)s less late.") % {"gap": clock(gap)}
    earliest = (row.finish_after or 0) - gap
    if on_day(earliest, ends=True) == on_day(row.finish_after, ends=True):
        return _("Proven: no schedule can end on an earlier day.")
    return _("No schedule can end before %(day)s, %(gap)s earlier.") % {"day": on_day(earliest, ends=True), "gap": clock(gap)}


def counted(found: Sequence[Proposal]) -> str:
    """ "12 tasks move; 300 schedules were tried." """
    moved = sum(one.row.moved for one in found)
    tasks = ngettext("%(many)s task moves", "%(many)s tasks move", moved) % {"many": f"{moved:,}"} if moved else _("No task moves")
    tried = ngettext("%(many)s schedule was tried", "%(many)s schedules were tried", found[0].row.tried)
    return f"{tasks}; {tried % {'many': f'{found[0].row.tried:,}'}}."


def reason(move: Move) -> str:
    """ "Ann is busy until Wed 4 Mar 2026 with TSK-3 Rack them"."""
    plain = {
        "unneeded": _("its levelling delay is not needed any more"),
        "earlier": _("what it waits for is done earlier"),
        "hours": _("whoever does it works at other times"),
        "makes-way": _("makes way for another task"),
        "elsewhere": _("keeps its dates; its delay alone is different"),
    }
    if move.why in plain:
        return plain[move.why]
    if move.why == "follows":
        return _("follows %(task)s, which moves") % {"task": move.after} if move.after else _("follows what moves")
    who = listed(list(move.who)) or _("Somebody")
    many = max(len(move.who), 1)
    facts = {"who": who, "until": on_day(move.until, ends=True)}
    if move.why == "away":
        return ngettext("%(who)s is away until %(until)s", "%(who)s are away until %(until)s", many) % facts
    told = ngettext("%(who)s is busy until %(until)s", "%(who)s are busy until %(until)s", many) % facts
    if move.with_what:
        return _("%(busy)s with %(work)s") % {"busy": told, "work": move.with_what}
    return _("%(busy)s with work of another project") % {"busy": told} if move.elsewhere else told


def moved_by(move: Move) -> str:
    """ "+3 days"; where only the end moves, by how much that does."""
    minutes = move.start - move.start_before or move.finish - move.finish_before
    if not minutes:
        return ""
    days = minutes / DAY
    figure = f"{days:+,.1f}".removesuffix(".0").replace("-", "\N{MINUS SIGN}")
    return _("%(days)s d") % {"days": figure}
