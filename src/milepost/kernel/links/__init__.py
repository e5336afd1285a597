"""Links between any two records: seen by those who see both."""

from milepost.kernel.links.entity import LINK
from milepost.kernel.links.read import ends_of, kinds_at, links_of

__all__ = ["LINK", "ends_of", "kinds_at", "links_of"]
