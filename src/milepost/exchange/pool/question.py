"""A person of one plan, and the question whether two of them are one."""

from dataclasses import dataclass

from milepost.engine.model import Resource
from milepost.engine.problem import Problem
from milepost.exchange.people.names import email_key, name_key
from milepost.values import said


@dataclass(frozen=True, slots=True)
class Seen:
    """One resource of one plan: the plan's number from 0 and its file's name."""

    plan: int
    file: str
    resource: Resource

    @property
    def email(self) -> str:
        """The e-mail address for comparing, "" without one."""
        return email_key(self.resource.email)

    @property
    def key(self) -> str:
        """The name for comparing."""
        return name_key(self.resource.name)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Names that may mean one person, with the file each stands in, and `reason` as a clause.

    `answers` are what `same` takes for each: the name, or the e-mail address where the names are equal.
    """

    names: tuple[str, ...]
    plans: tuple[str, ...]
    reason: str
    answers: tuple[str, ...]

    def problem(self) -> Problem:
        """The question as a problem, for when nobody can be asked."""
        spoken = " and ".join(f"'{name}' ({plan})" for name, plan in zip(self.names, self.plans, strict=True))
        message = said("It is not clear whether {spoken} are one person: {reason}.", spoken=spoken, reason=self.reason)
        one, other = self.answers[0], self.answers[-1]
        if one == other:
            remedy = said("Give them e-mail addresses, or different names, in the plans.")
        else:
            remedy = said(
                'Give --same "{one}={other}" when they are one person, or --same "{one}={one}" when they are not.', one=one, other=other
            )
        return Problem("person-unclear", ", ".join(dict.fromkeys(self.plans)), message, remedy)


def question(members: list[Seen], reason: str) -> Unclear:
    """The question about these people."""
    names = tuple(one.resource.name for one in members)
    equal = len({one.key for one in members}) == 1
    answers = tuple(one.resource.email if equal and one.email else one.resource.name for one in members)
    return Unclear(names, tuple(one.file for one in members), reason, answers)
