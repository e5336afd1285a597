"""Access: who acts, and which rows they can reach for what. Nothing is reached that no grant reaches."""

from milepost.kernel.access.actor import Actor, Granted, Held, Through, actor_of, house
from milepost.kernel.access.reach import can_anywhere, held_on, holds_everywhere, reach, sees_all, visible
from milepost.kernel.access.scopes import ScopeKind, asked_once, remembered, scope_kind, scope_kinds

__all__ = [
    "Actor",
    "Granted",
    "Held",
    "ScopeKind",
    "Through",
    "actor_of",
    "asked_once",
    "can_anywhere",
    "held_on",
    "holds_everywhere",
    "house",
    "reach",
    "remembered",
    "scope_kind",
    "scope_kinds",
    "sees_all",
    "visible",
]
