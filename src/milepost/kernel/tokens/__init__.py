"""Personal tokens at every door: made by their owner, shown once, listed without their secret, revoked."""

from milepost.kernel.tokens.entity import TOKEN
from milepost.kernel.tokens.limits import longest
from milepost.kernel.tokens.operations import revoke

__all__ = ["TOKEN", "longest", "revoke"]
