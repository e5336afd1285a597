"""What a grant can be limited to among people: a team, and those who report to somebody."""

from milepost.apps.people.selectors.line import reports_of
from milepost.kernel.access import ScopeKind, scope_kind

scope_kind(ScopeKind("team", "One team"))
scope_kind(ScopeKind("line", "Line of report", lambda person, account: reports_of(person, account)))
