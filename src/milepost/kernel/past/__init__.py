"""The past of a record: as it was at a moment or in a version, also when it is gone."""

from milepost.kernel.past.gone import gone_row
from milepost.kernel.past.moment import moment_from
from milepost.kernel.past.then import Then, row_at, row_at_version
from milepost.kernel.past.told import listed, past_of

__all__ = ["Then", "gone_row", "listed", "moment_from", "past_of", "row_at", "row_at_version"]
