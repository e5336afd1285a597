"""A list of short words, such as the permissions of a role."""

from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said


@dataclass(frozen=True, kw_only=True)
class Words(Input):
    """Words without spaces, each once and sorted; as one text they are separated by commas or spaces."""

    most: int = 2000

    def read(self, raw: Json) -> list[str]:
        found = raw.replace(",", " ").split() if isinstance(raw, str) else raw
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise Unread("not-words", said("{raw} is no list of words; expected for example client.view, client.edit.", raw=shown(raw)))
        words = sorted({word.strip() for word in found if word.strip()})
        if len(words) > self.most:
            raise Unread("too-many", said("these are {count:,} words; at most {most:,} are kept.", count=len(words), most=self.most))
        for word in words:
            if len(word) > 100 or not word.isprintable() or " " in word:
                raise Unread("no-word", said("{word} is no word.", word=shown(word)))
        return words

    def example(self, number: int = 1) -> Json:
        return []

    def schema(self) -> dict[str, Json]:
        return {"type": "array", "items": {"type": "string", "maxLength": 100}, "maxItems": self.most}
