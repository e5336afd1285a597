"""One column of an entity: how it is asked for, who may see it, where it shows."""

from dataclasses import dataclass

from milepost.kernel.inputs import Input, Ref
from milepost.values import word


@dataclass(frozen=True, kw_only=True)
class Column:
    """`name` is that of the model's field. `sees` is a permission needed to see it beside the record's own; `personal` marks data of a
    person: of text it is always said, yes or no, so that nobody forgets to think of it. What is not `asked` for is set by operations
    only; what is `fixed` is asked for when a record is made and never changes. `back` is what the records are called that name one by
    it, on the page of that one: "Reports", on a manager's. `path` leads to the value where it does not stand on the record itself: only
    of what is worked out (see `Entity.computed`); `sorts` leads to what lists sort by, where that is not the value.
    """

    name: str
    input: Input
    asked: bool = True
    fixed: bool = False
    listed: bool = True
    filtered: bool = True
    searched: bool = False
    sees: str = ""
    personal: bool | None = None
    back: str = ""
    path: str = ""
    sorts: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        return word(self.input.label or self.name.replace("_", " ").capitalize())

    @property
    def attribute(self) -> str:
        """The model's attribute that holds the plain value: of a reference the id."""
        return self.path or (f"{self.name}_id" if isinstance(self.input, Ref) else self.name)
