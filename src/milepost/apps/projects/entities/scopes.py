"""What a grant can be limited to among projects: one of them, a programme, those that are one's own."""

from milepost.apps.projects.selectors.membership import projects_of
from milepost.kernel.access import ScopeKind, scope_kind

scope_kind(ScopeKind("project", "One project"))
scope_kind(ScopeKind("programme", "One programme"))
scope_kind(ScopeKind("member", "Projects one has a part in", lambda scope, account: projects_of(account), of_holder=True))

OF_PROJECT = {
    "project": "project_id",
    "programme": "project__programme_id",
    "organisation": "project__organisation_id",
    "member": "project_id",
}
"""Rows about a project are reached as that project is."""
