"""Publications: documents given out are frozen with number, edition and hash; a new edition supersedes, nothing is changed."""

from milepost.kernel.publications.entity import PUBLICATION
from milepost.kernel.publications.operations import publish
from milepost.kernel.publications.read import digest, is_unchanged, latest

__all__ = ["PUBLICATION", "digest", "is_unchanged", "latest", "publish"]
