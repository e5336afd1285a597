"""A finding on the terminal: a sign of its own shape, the sentence, and a colour that says the same."""

from milepost.cli.console.screen import Screen
from milepost.cli.plan.findings import Finding, Weight

_KINDS = {Weight.GOOD: "good", Weight.PLAIN: "", Weight.NOTICE: "notice", Weight.BAD: "bad"}
_SIGNS = {Weight.GOOD: "✓", Weight.PLAIN: "·", Weight.NOTICE: "▲", Weight.BAD: "✗"}


def print_finding(screen: Screen, finding: Finding) -> None:
    """One sentence with its sign."""
    screen.paragraph(f"{finding.text}.", first=f"{_SIGNS[finding.weight]} ", kind=_KINDS[finding.weight])
