"""Names for the groups of arguments that the parts of the kernel take, and for what they hold; their meaning is told in `kernel`."""

from milepost.engine.network.kernel import Followers, Links, Nodes, Parts, Rules
from milepost.engine.risk.rows import Rows
from milepost.engine.working_time.arithmetic import Cal, Row

REGULAR, INSTANT, GIVEN, ODD = 0, 1, 2, 3
START, LATE, FINISH, NEEDED, LAST, LATE_WORK = 1, 2, 4, 8, 16, 32
AHEAD, BACK = 1, 2
"""A link is near in the early pass, in the late pass."""

Tasks = tuple[Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row, Row]
Spread = tuple[Row, Rows, Row, Row, Row, Row]
Shared = tuple[Row, Row, Row]
Harm = tuple[Row, Row, Row, Row, Row]
Events = tuple[Row, Row, Row, Row, Row]
Keys = tuple[Row, Row]
Work = tuple[Rows, Rows, Rows, Rows, Rows, Rows, Rows, Rows, Rows]
Net = tuple[Cal, Parts, Nodes, Links, Followers, Rules, Row, Row, Row]
Single = tuple[Row, Row, Row, Row, Row, Row, Row]
Tally = tuple[Row, Row, Row, Row]
Watch = tuple[Row, Rows, Row, Row, Row, Row, Row, Rows]

__all__ = ["Followers", "Links", "Nodes", "Parts", "Rules"]
