"""Why a job that ended did nothing: one that is refused ends well, for to try it again would be refused again."""

from typing import Any

from django.utils.translation import gettext


def refusal_of(result: Any) -> str:
    """In words of what came of a job; empty where something came of it. Rows with problems are not brought in: all of them, or none."""
    if not isinstance(result, dict) or not (result.get("refused") or "bad_rows" in result):
        return ""
    problems = result.get("problems") or ()
    if not problems:
        return str(result.get("refused") or "")
    first = problems[0]
    told = " ".join(str(part) for part in (_place(first), first.get("message"), first.get("remedy")) if part)
    return told if len(problems) == 1 else gettext("{told} And {count} more.").format(told=told, count=f"{len(problems) - 1:,}")


def _place(problem: Any) -> str:
    place = str(problem.get("place") or "")
    return f"{place}:" if place else ""
