"""A slow network: changes wait on their way."""

from typing import Any


class Slow:
    """Holds changes on their way, until they are let through or cut off."""

    def __init__(self, seen: Any) -> None:
        self.seen, self.waits = seen, list[Any]()
        seen.page.route("**/change/**", lambda route: self.waits.append(route))

    def ends(self, *, cut: bool) -> None:
        """All of them, one after another, as the chart sends them; from then on as ever."""
        while self.seen.tell("chart.hands.edits.busy"):
            while self.waits:
                route = self.waits.pop(0)
                route.abort() if cut else route.continue_()
            self.seen.page.wait_for_timeout(20)
        self.seen.page.unroute("**/change/**")
