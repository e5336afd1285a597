"""What a grant can be limited to among projects: one of them, a programme, those that are one's own."""

from milepost.apps.projects.selectors.membership import (
    alone_in,
    alone_of,
    managed_alone,
    managed_by,
    projects_of,
    sponsored_alone,
    sponsored_by,
)
from milepost.kernel.access import ScopeKind, scope_kind

scope_kind(ScopeKind("project", "One project", alone=lambda scopes, account: [alone_in(scopes, account)]))
scope_kind(ScopeKind("programme", "One programme"))
scope_kind(
    ScopeKind(
        "member",
        "Projects one has a part in",
        lambda scope, account: projects_of(account),
        of_holder=True,
        alone=lambda scopes, account: [alone_of(account)],
    )
)
scope_kind(
    ScopeKind(
        "managed",
        "Projects one manages",
        lambda scope, account: managed_by(account),
        of_holder=True,
        alone=lambda scopes, account: [managed_alone(account)],
    )
)
scope_kind(
    ScopeKind(
        "sponsored",
        "Projects one sponsors",
        lambda scope, account: sponsored_by(account),
        of_holder=True,
        alone=lambda scopes, account: [sponsored_alone(account)],
    )
)

OF_PROJECT = {
    "project": "project_id",
    "programme": "project__programme_id",
    "organisation": "project__organisation_id",
    "member": "project_id",
    "managed": "project_id",
    "sponsored": "project_id",
}
"""Rows about a project are reached as that project is."""
