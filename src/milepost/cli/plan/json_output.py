"""The answer for programs: one JSON document by the schema in docs/reference/plan.schema.json, the same bytes for the same input."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from milepost import __version__
from milepost.cli.plan.counts import counts
from milepost.cli.plan.explain import Explanation
from milepost.cli.plan.json_people import overload_json, person_json
from milepost.cli.plan.json_project import project_json
from milepost.cli.plan.json_stream import write_json_lines
from milepost.cli.plan.json_values import problem_json
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.levelling.as_json import levelling_json
from milepost.cli.plan.needs.as_json import needs_json

FORMAT = "milepost-plan/1"
"""The number changes when a program that reads the former documents would no longer understand the new ones."""


def write_json(portfolio: Portfolio, explained: Sequence[Explanation], stream: BinaryIO) -> None:
    """Writes UTF-8, one record a line."""
    write_json_lines(portfolio_json(portfolio, explained), stream)


def portfolio_json(portfolio: Portfolio, explained: Sequence[Explanation] = ()) -> dict[str, Any]:
    """The document as dictionaries, lists, and iterators that can be used once.

    Money is text, spans are minutes, moments are local ISO 8601 without a zone.
    """
    made: dict[str, Any] = {
        "format": FORMAT,
        "milepost": __version__,
        "audience": portfolio.audience,
        "sources": [_source(project) for project in portfolio.projects],
        "notices": [problem_json(notice) for notice in portfolio.notices],
        "projects": (project_json(project, portfolio) for project in portfolio.projects),
        "people": (person_json(person, portfolio) for person in portfolio.people),
        "overloads": [overload_json(overload, portfolio) for overload in portfolio.overloads],
        "explanations": [_explanation(one) for one in explained],
    }
    if portfolio.internal:
        made["needs"] = needs_json(portfolio)
        made["levelling"] = levelling_json(portfolio)
    return made


def _source(project: Project) -> dict[str, Any]:
    source = project.imported.source
    return {
        "project": project.key,
        "file": source.name,
        "format": source.format,
        "producer": source.producer,
        "counts": counts(project.plan),
        "notices": [problem_json(notice) for notice in project.notices],
    }


def _explanation(one: Explanation) -> dict[str, Any]:
    reasons = [{"code": reason.code, "task": reason.task, "text": reason.text} for reason in one.reasons]
    return {"project": one.project.key, "task": one.task.id, "reasons": reasons}
