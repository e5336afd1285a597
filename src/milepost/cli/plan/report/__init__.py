"""The report: one document tree from a portfolio, for every format. Titles are findings; every figure says how it was computed."""

from milepost.cli.plan.report.build import build_report

__all__ = ["build_report"]
