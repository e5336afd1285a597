"""The columns of a task sheet: field names and the headings they are known by, MS Project's own among them."""

_NAMES = {
    "id": "id, task id, nr, no, number, vorgangsnr",
    "uid": "unique id, uid",
    "name": "name, task name, task, title, activity, activity name, vorgangsname, nom de la tâche",
    "level": "outline level, level, indent, gliederungsebene",
    "wbs": "wbs, psp code, wbs code",
    "outline": "outline number, gliederungsnummer",
    "duration": "duration, dauer, durée, original duration",
    "start": "start, start date, begin, anfang, début, scheduled start",
    "finish": "finish, finish date, end, end date, ende, fin, scheduled finish",
    "predecessors": "predecessors, predecessor, depends on, after, vorgänger, prédécesseurs",
    "successors": "successors, successor, nachfolger, successeurs",
    "resources": "resource names, resources, resource, assigned to, assignee, who, people, ressourcennamen, noms ressources",
    "work": "work, work h, effort, arbeit, travail",
    "percent": "% complete, percent complete, progress, % done, complete, % abgeschlossen",
    "percent_work": "% work complete, percent work complete",
    "percent_physical": "physical % complete, physical percent complete",
    "actual_start": "actual start",
    "actual_finish": "actual finish",
    "actual_duration": "actual duration",
    "remaining_duration": "remaining duration",
    "actual_work": "actual work",
    "remaining_work": "remaining work",
    "constraint": "constraint type, constraint, einschränkungsart",
    "constraint_date": "constraint date, einschränkungstermin",
    "deadline": "deadline, due, due date, stichtag, échéance",
    "priority": "priority, priorität",
    "milestone": "milestone, meilenstein, jalon",
    "calendar": "calendar, task calendar, kalender",
    "ignore_calendars": "ignore resource calendar, ignore resource calendars",
    "type": "type, task type",
    "effort_driven": "effort driven",
    "mode": "task mode, mode, manual, vorgangsmodus",
    "active": "active",
    "estimated": "estimated",
    "notes": "notes, note, comment, comments, notizen",
    "hyperlink": "hyperlink address, hyperlink, link, url",
    "fixed_cost": "fixed cost",
    "cost": "cost, kosten",
    "actual_cost": "actual cost",
    "repeats": "repeats, repeat, recurrence, recurring",
    "optimistic": "optimistic, optimistic duration, best case",
    "likely": "likely, most likely, likely duration, most likely duration",
    "pessimistic": "pessimistic, pessimistic duration, worst case",
    "stored_early_start": "early start",
    "stored_early_finish": "early finish",
    "stored_late_start": "late start",
    "stored_late_finish": "late finish",
    "stored_total_float": "total slack, total float",
    "stored_free_float": "free slack, free float",
    "stored_critical": "critical",
    "summary": "summary",
}
_BASELINE = {"start": "start", "finish": "finish", "duration": "duration", "work": "work", "cost": "cost", "fixed cost": "fixed_cost"}

SYNONYMS: dict[str, str] = {}
"""Heading keys (see `heading_key`) to field names."""
for _field, _headings in _NAMES.items():
    SYNONYMS |= {heading.strip(): _field for heading in _headings.split(",")}
for _number in range(11):
    for _heading, _part in _BASELINE.items():
        SYNONYMS[f"baseline{_number or ''} {_heading}"] = f"baseline{_number}_{_part}"

START_DATES = ("start", "actual_start", "stored_early_start", "stored_late_start", *(f"baseline{n}_start" for n in range(11)))
"""Date columns in which a date without a time of day means the start of the working day."""

FINISH_DATES = (
    "finish",
    "actual_finish",
    "deadline",
    "stored_early_finish",
    "stored_late_finish",
    *(f"baseline{n}_finish" for n in range(11)),
)
"""Date columns in which a date without a time of day means the end of the working day."""

DATES = (*START_DATES, *FINISH_DATES, "constraint_date")
BASELINE_PARTS = tuple(_BASELINE.values())
THREE_POINT = {"optimistic": "Optimistic duration", "likely": "Likely duration", "pessimistic": "Pessimistic duration"}
