"""A secret, such as a password: taken, and never written, shown or journalled."""

from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread
from milepost.values import said


@dataclass(frozen=True, kw_only=True)
class Secret(Input):
    """Text as it is: spaces and every letter count. From a terminal it is read from standard input, not from the command's own words,
    which others on the machine can see."""

    most: int = 1000

    def read(self, raw: Json) -> str:
        if not isinstance(raw, str):
            raise Unread("not-text", said("this is no text."))
        if len(raw) > self.most:
            raise Unread("too-long", said("this has {count:,} characters; at most {most:,} are taken.", count=len(raw), most=self.most))
        if "\x00" in raw:
            raise Unread("control-character", said("this holds a zero character; leave it out."))
        return raw

    def is_empty(self, raw: Json) -> bool:
        return raw is None or raw == ""

    def write(self, value: object) -> Json:
        return None

    def example(self, number: int = 1) -> Json:
        return f"correct horse battery {number} staple"

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "password", "writeOnly": True, "maxLength": self.most}
