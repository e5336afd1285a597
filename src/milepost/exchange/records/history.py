"""Past records as a file states them, with the columns their reference class was made of."""

from dataclasses import dataclass

from milepost.engine.calibration import Record
from milepost.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class Records:
    """Finished pieces of work in file order, and what is to be told. `classes` are the titles of the columns that were joined to the
    reference class of each record; `unit` is "hours" when units were converted, else "" (numbers as they stand)."""

    records: tuple[Record, ...]
    notices: tuple[Problem, ...] = ()
    classes: tuple[str, ...] = ()
    unit: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The reference classes there are records of, in order of first appearance."""
        return tuple(dict.fromkeys(record.group for record in self.records if record.group))
