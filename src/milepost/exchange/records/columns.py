"""The columns of past records and the headings they are known by, those of trackers and timesheets among them."""

from milepost.exchange.grid import heading_key, read_unit

_ESTIMATE = (
    "estimate, estimated, estimation, estimated effort, estimated time, estimated work, effort estimate, original estimate, "
    "planned, planned effort, planned work, planned time, plan, budget, budgeted, baseline, baseline work, baseline duration, "
    "schätzung, soll"
)
_ACTUAL = (
    "actual, actuals, actual effort, actual time, actual work, actual duration, time spent, spent, total spent, effort spent, "
    "tracked, logged, booked, worked, taken, ist"
)
_UNIT_WORDS = "h, hr, hrs, hour, hours, d, day, days, man days, person days, stunden, tage"
_NAMES = {
    "finished": "finished, finished on, finished at, finish, finish date, actual finish, completed, completed on, completed at, "
    "completion date, done, done on, closed, closed on, closed at, end, end date, resolved, resolved on, resolution date, delivered, date",
    "id": "id, key, task id, task number, task no, issue key, issue id, ticket, ticket id, ticket number, number, nr, no, ref, reference",
    "status": "status, state, status code",
}
EXACT = ("class", "reference class", "referenzklasse")
"""A column of this name is the reference class, whatever other columns there are."""
CLASSES = (
    "service, service type, service line, category, sub category, task type, work type, issue type, project type, type, role, skill, team, "
    "discipline, activity type, kind, leistung, kategorie, rolle"
)
_UNFINISHED = (
    "open, new, to do, todo, backlog, draft, template, estimated, planned, authorise, authorised, approved, not started, started, "
    "in progress, running, active, on hold, waiting, blocked, cancelled, canceled, rejected, abandoned, won t do, offen, in arbeit, "
    "abgebrochen"
)
UNFINISHED = frozenset(word.strip() for word in _UNFINISHED.split(","))
"""Words of a status that say the work is not finished; an actual of it is no actual."""


def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    units = [word.strip() for word in _UNIT_WORDS.split(",")]
    for field, headings in (("estimate", _ESTIMATE), ("actual", _ACTUAL)):
        for heading in (word.strip() for word in headings.split(",")):
            for form in (heading, *(f"{heading} {unit}" for unit in units), *(f"{unit} {heading}" for unit in units)):
                found.setdefault(form, field)
    found |= {heading.strip(): field for field, headings in _NAMES.items() for heading in headings.split(",")}
    # HoursEstimate and Hours_Estimate are Hours estimate too.
    return {heading.replace(" ", ""): field for heading, field in found.items()} | found


SYNONYMS = _synonyms()
CLASS_KEYS = frozenset(form for word in CLASSES.split(", ") for form in (word, word.replace(" ", "")))


def unit_of_heading(title: str) -> str:
    """The unit a heading names ("hours" in "HoursActual", "days" in "Estimate (days)"); "" when it names none."""
    key = heading_key(title)
    for word in (*reversed(key.split()), *(unit for unit in ("hours", "days") if key.startswith(unit) or key.endswith(unit))):
        try:
            unit, elapsed = read_unit(word)
        except ValueError:
            continue
        if not elapsed:
            return unit
    return ""
