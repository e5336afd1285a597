"""Who is needed, in a sentence that can stand as title."""

from milepost.cli.plan.findings import Finding, Weight
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.wording import counted, listed, span
from milepost.engine.load import Need
from milepost.engine.model import Plan


def needs_finding(portfolio: Portfolio) -> Finding | None:
    """How much work for how many; which role is short of people. None where nobody has work."""
    if not portfolio.needs:
        return None
    plan = portfolio.projects[0].plan
    roles = [need for need in portfolio.needs if need.role]
    people = len(portfolio.needs) - len(roles)
    whom = [counted(people, "person", "people")] if people else []
    whom += [counted(len(roles), "role")] if roles else []
    text = f"{whole_days(sum(need.work for need in portfolio.needs), plan)} of work for {listed(whom)}"
    without = [need.name for need in roles if not need.able and asks(portfolio, need)]
    if without:
        verb = "needs" if len(without) == 1 else "need"
        return Finding(f"{text}; {listed(_quoted(without))} {verb} skills that nobody here has", Weight.BAD)
    short = sorted((need for need in roles if need.short), key=lambda need: -need.short)
    if short:
        return Finding(f"{text}; for ‘{short[0].name}’ there is {span(short[0].short, plan)} too little time", Weight.NOTICE)
    return Finding(text)


def asks(portfolio: Portfolio, need: Need) -> bool:
    """Whether the role says which skills it takes."""
    return bool(portfolio.person[need.resource].skills)


def who_could(portfolio: Portfolio, need: Need) -> str:
    """How many people could fill a role, in a word."""
    if not asks(portfolio, need):
        return "names no skill"
    return str(len(need.able)) if need.able else "nobody"


def skills_text(portfolio: Portfolio, need: Need) -> str:
    """The skills of a role or person: "Cisco 4, Firewalls 3"."""
    return ", ".join(f"{skill.name} {skill.level}" for skill in portfolio.person[need.resource].skills)


def whole_days(seconds: int, plan: Plan) -> str:
    """A sum in the plan's days, as exact as a sum of estimates is: "12.5 working days", "392 working days"."""
    days = seconds / (plan.settings.day or 28_800)
    return counted(f"{days:,.0f}" if days >= 20 else f"{days:,.1f}".removesuffix(".0"), "working day")


def _quoted(names: list[str]) -> list[str]:
    return [f"‘{name}’" for name in names[:3]]
