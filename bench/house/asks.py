"""What is asked of a house and of Redmine: the same four things, each with its goal."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from bench.house.client import Ask
from bench.house.fill import organisation

HUNDRED, THOUSAND, FILTERED, CREATE = "100 rows of 10,000", "1,000 rows in one answer", "a filtered list", "create one"
_numbers = count(10**7)


@dataclass(frozen=True, slots=True)
class Goal:
    """This share of the answers comes within so many milliseconds."""

    share: float
    milliseconds: float

    @property
    def words(self) -> str:
        """ "p50 ≤ 15 ms"."""
        return f"p{self.share * 100:.0f} ≤ {self.milliseconds:.0f} ms"


GOALS = {HUNDRED: Goal(0.5, 15), THOUSAND: Goal(0.95, 80), FILTERED: Goal(0.95, 50), CREATE: Goal(0.5, 15)}


def of_house(token: str, *, creating: bool) -> tuple[Ask, ...]:
    """Asked of organisations; somebody who reaches some of them only creates none."""
    headers, path = {"Authorization": f"Bearer {token}"}, "/api/v1/organisations/"
    reads = (
        Ask(HUNDRED, f"{path}?limit=100", headers, least=20_000),
        Ask(THOUSAND, f"{path}?limit=1000", headers, least=200_000),
        Ask(FILTERED, f"{path}?limit=100&kind=client&country=GB&order=-changed_at", headers, least=20_000),
    )
    return (*reads, Ask(CREATE, path, headers, lambda _: organisation(next(_numbers)), 201)) if creating else reads


def of_redmine(headers: Mapping[str, str]) -> tuple[Ask, ...]:
    """Asked of issues. An answer has a hundred rows at most there: a thousand are ten answers, one after another."""

    def issue(number: int) -> dict[str, Any]:
        told = "Lorem ipsum dolor sit amet. " * 8
        return {"issue": {"project_id": 1, "tracker_id": 1, "subject": f"Task {number}", "description": told}}

    every = "/issues.json?status_id=*&limit=100"
    return (
        Ask(HUNDRED, every, headers, least=20_000),
        Ask(THOUSAND, f"{every}&offset={{hundred}}", headers, least=20_000, parts=10),
        Ask(FILTERED, "/issues.json?assigned_to_id=107&status_id=open&limit=100&sort=updated_on:desc", headers, least=20_000),
        Ask(CREATE, "/issues.json", headers, issue, 201),
    )
