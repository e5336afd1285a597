"""A risk file that was read: what it states, and what that is on the tasks of given plans."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.engine.risk.model import Risks
from milepost.exchange.risks.place import place_risks, place_tolerances
from milepost.exchange.risks.stated import StatedEvent, StatedRisks, Tolerance


@dataclass(frozen=True, slots=True)
class RiskFile(StatedRisks):
    """Everything a risk file states, in its order; `for_plans` puts it onto tasks."""

    def for_plans(self, plans: Sequence[Plan], names: Sequence[tuple[str, ...]] = ()) -> tuple[tuple[Risks, ...], tuple[Problem, ...]]:
        """(risks of each plan, problems). `names` are further names of each plan, its file for one. What names no task, or several, is a
        problem of severity error and left out; with one of these nothing should be simulated."""
        return place_risks(self, plans, names)

    def tolerances(self, plans: Sequence[Plan], names: Sequence[tuple[str, ...]] = ()) -> tuple[Tolerance, ...]:
        """The tolerance of each plan, its own before that of all. Projects nobody has are told by `for_plans`."""
        return place_tolerances(self, plans, names)

    def event(self, identity: str) -> StatedEvent | None:
        """The register's entry of a risk event: owner, response and so on."""
        return next((event for event in self.events if event.id == identity), None)
