"""Access: who acts, and which rows they can reach for what. Nothing is reached that no grant reaches."""

from milepost.kernel.access.actor import Actor, Held, actor_of, house
from milepost.kernel.access.reach import can_anywhere, reach, sees_all, visible
from milepost.kernel.access.scopes import ScopeKind, scope_kind, scope_kinds

__all__ = ["Actor", "Held", "ScopeKind", "actor_of", "can_anywhere", "house", "reach", "scope_kind", "scope_kinds", "sees_all", "visible"]
