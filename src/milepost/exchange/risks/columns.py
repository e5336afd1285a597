"""The columns of a risk table, the headings they are known by, and which of them a row of each kind uses."""

_NAMES = {
    "kind": "kind, row kind, what",
    "id": "id, risk id, nr, no, ref, risk no, risk nr",
    "name": "name, risk, risk name, title, risk title, event",
    "project": "project, project name, plan",
    "task": "task, tasks, task name, affects, affected task, affected tasks, activity, impact on",
    "probability": "probability, probability %, likelihood, likelihood %, chance, wahrscheinlichkeit",
    "low": "low, optimistic, optimistic duration, minimum, min, best case, p10",
    "likely": "likely, most likely, likely duration, most likely duration, mode, p50",
    "high": "high, pessimistic, pessimistic duration, maximum, max, worst case, p90",
    "unit": "unit, units, time unit",
    "shape": "shape, distribution",
    "cost_low": "cost low, low cost, cost min, cost minimum, minimum cost, optimistic cost",
    "cost_likely": "cost likely, likely cost, cost, cost impact, most likely cost, cost most likely",
    "cost_high": "cost high, high cost, cost max, cost maximum, maximum cost, pessimistic cost",
    "group": "group, cause, common cause",
    "coefficient": "coefficient, correlation, correlation coefficient",
    "owner": "owner, risk owner, responsible",
    "response": "response, mitigation, action, treatment, countermeasure, measure",
    "category": "category, risk category",
    "status": "status, state",
    "notes": "notes, note, comment, comments, description, remarks",
}
SYNONYMS = {heading.strip(): field for field, headings in _NAMES.items() for heading in headings.split(",")}
FIELDS = tuple(_NAMES)
POINTS = ("low", "likely", "high")
COSTS = ("cost_low", "cost_likely", "cost_high")
TEXTS = ("owner", "response", "category", "status", "notes")
_DURATION = ("task", *POINTS, "unit", "shape")
USED = {
    "estimate": ("kind", "project", *_DURATION, "notes"),
    "event": ("kind", "id", "name", "project", "probability", *_DURATION, *COSTS, *TEXTS),
    "impact": ("kind", "id", "project", *_DURATION, "notes"),
    "cause": ("kind", "group", "name", "project", "task", "coefficient", "notes"),
    "default": ("kind", "project", *POINTS, "unit", "shape", "notes"),
    "tolerance": ("kind", "project", *POINTS, "unit", *COSTS, "notes"),
}
_WORDS = {
    "estimate": "estimate, estimates, three point, three points",
    "event": "event, events, risk, risks, risk event, risk events, risk register, register, threat",
    "impact": "impact, impacts, delay, delays",
    "cause": "cause, causes, common cause, common causes, group, groups",
    "default": "default, defaults, default spread",
    "tolerance": "tolerance, tolerances",
}
KINDS = {word.strip(): kind for kind, words in _WORDS.items() for word in words.split(",")}
"""What stands in the column Kind, and names of sheets."""
MATRIX_SHEETS = frozenset({"correlation", "correlations", "matrix", "correlation matrix"})
