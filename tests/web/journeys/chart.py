"""The chart of a plan, worked by keys alone as somebody does who never touches a mouse."""

from playwright.sync_api import Locator, Page, expect


class Chart:
    """The chart on the page that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.grid = page.get_by_role("treegrid")
        expect(self.grid).not_to_have_attribute("aria-busy", "true")

    def keys(self, *keys: str) -> None:
        """Pressed one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def row(self, name: str) -> Locator:
        """All that is said of a task."""
        return self.grid.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=name))

    def begin(self, *names: str) -> None:
        """Tasks, typed one after another into the field that is open."""
        field = self.page.get_by_label("Name of the new task")
        for name in names:
            expect(field).to_be_focused()
            self.page.keyboard.type(name)
            self.keys("Enter")
            expect(self.row(name)).to_be_visible()
        self.keys("Escape")
        self.settled()

    def show(self, *columns: str) -> None:
        """Further columns, ticked in their menu."""
        menu = self.page.get_by_role("toolbar").locator("summary", has_text="Columns")
        menu.press("Enter")
        for name in columns:
            self.page.get_by_role("checkbox", name=name, exact=True).press("Space")
        menu.press("Enter")

    def to(self, name: str) -> None:
        """To a task's row."""
        self.grid.focus()
        expect(self.page.get_by_role("button", name="Actions")).to_have_count(1)  # its keys are there now
        self.keys("Control+Home")
        for _ in range(self.grid.get_by_role("row").count()):
            if self.page.locator(f"#g-row-{self._place()[0]}").get_by_text(name, exact=True).count():
                return
            self.keys("ArrowDown")
        raise AssertionError(f"no task {name}")

    def put(self, name: str, head: str, value: str) -> None:
        """Into a cell of a task, found by the head of its column."""
        self.to(name)
        column = self.grid.get_by_role("columnheader").all_inner_texts().index(head)
        while (at := self._place()[1]) != column:
            self.keys("ArrowRight" if at < column else "ArrowLeft")
        self.keys("Enter")
        field = self.page.locator(".g-editor input")
        expect(field).to_be_focused()
        field.fill(value)
        self.keys("Enter")
        expect(field).to_have_count(0)
        self.settled()

    def settled(self) -> None:
        """What was done is kept and the dates are worked out."""
        expect(self.page.locator(".g-pending")).to_have_count(0)

    def _place(self) -> tuple[int, int]:
        """The row and the cell one is at; -1 for the row as a whole."""
        _, _, row, *cell = (self.grid.get_attribute("aria-activedescendant") or "").split("-")
        return int(row), int(cell[0]) if cell else -1
