"""The content of a file."""

import base64
import binascii
from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread
from milepost.values import said

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Upload(Input):
    """Bytes, or in JSON their text in Base64. How much is kept is a setting of the house; this is what no setting exceeds."""

    most: int = 100 * MEBIBYTE

    def read(self, raw: Json) -> bytes:
        if isinstance(raw, str):
            try:
                raw = base64.b64decode(raw.encode("ascii"), validate=True)
            except (UnicodeEncodeError, binascii.Error):
                raise Unread("not-base64", said("this is no Base64; send the file's bytes in that form.")) from None
        if not isinstance(raw, bytes):
            raise Unread("no-file", said("this is no file; send its bytes, in JSON as Base64."))
        if len(raw) > self.most:
            raise Unread(
                "too-large",
                said("this has {count:,.1f} MB; at most {most} MB are taken.", count=len(raw) / MEBIBYTE, most=self.most // MEBIBYTE),
            )
        return raw

    def write(self, value: object) -> Json:
        return None

    def example(self, number: int = 1) -> Json:
        return base64.b64encode(f"Example {number}\n".encode()).decode()

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "contentEncoding": "base64"}
