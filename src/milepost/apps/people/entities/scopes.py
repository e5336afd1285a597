"""What a grant can be limited to among people: a team, and those who report to somebody."""

from milepost.apps.people.selectors.line import reports_of
from milepost.kernel.access import ScopeKind, scope_kind

scope_kind(ScopeKind("team", "One team"))
scope_kind(ScopeKind("line", "Line of report", lambda person, account: reports_of(person, account), of_holder=True))

OF_PERSON = {"own": "person__account_id", "team": "person__team_id", "line": "person_id"}
"""Rows about a person are reached as that person is."""
