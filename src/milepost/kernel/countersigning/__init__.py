"""Countersigning: who works under somebody drafts an operation; it is done when that person, or who stands in for them, countersigns."""

from milepost.kernel.countersigning import operations as _operations  # noqa: F401
from milepost.kernel.countersigning.authority import Authority, AuthorityThere, authority_from, authority_in
from milepost.kernel.countersigning.entity import DRAFT, can_be_drafted

__all__ = ["DRAFT", "Authority", "AuthorityThere", "authority_from", "authority_in", "can_be_drafted"]
