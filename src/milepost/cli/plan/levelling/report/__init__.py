"""The report's section on levelling: before and after, each moved task with its reason, how good the answer is."""

from milepost.cli.plan.levelling.report.section import levelling_section

__all__ = ["levelling_section"]
