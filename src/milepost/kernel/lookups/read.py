"""The words of a list."""

from milepost.kernel.inputs import Lookup as LookupInput
from milepost.kernel.operations.words import offered


def words_of(asked: LookupInput) -> tuple[str, ...]:
    """The words that an input offers now, in their order."""
    return offered([asked])[asked.lookup]
