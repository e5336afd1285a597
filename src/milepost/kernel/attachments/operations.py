"""What is done with attachments: put on a record, and withdrawn. Nothing of them is edited or deleted."""

from collections.abc import Sequence
from typing import Any

from milepost.kernel.about import author_of
from milepost.kernel.attachments.entity import ATTACHMENT
from milepost.kernel.attachments.files import keep
from milepost.kernel.attachments.limits import MEBIBYTE, largest, types
from milepost.kernel.attachments.sniff import kind_of, refusal_of
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Upload
from milepost.kernel.models import Attachment
from milepost.kernel.operations import operation
from milepost.kernel.operations.operation import Operation, add
from milepost.values import said


def _attach(attachments: Sequence[Attachment], *, entity: str, record: int, name: str, content: bytes) -> None:
    most = largest()
    if not content:
        raise Invalid({"content": [Fault("empty", said("{name} is empty.", name=name))]})
    if len(content) > most:
        message = said(
            "{name} has {count:,.1f} MB; at most {most} MB are taken.", name=name, count=len(content) / MEBIBYTE, most=most // MEBIBYTE
        )
        raise Invalid({"content": [Fault("too-large", message)]})
    refusal = refusal_of(name, content, types())
    if refusal is not None:
        raise Invalid({"name" if refusal.code in ("not-a-name", "type-not-taken") else "content": [Fault(refusal.code, refusal.message)]})
    for one in attachments:
        one.entity, one.record, one.name = entity, record, name
        one.media_type, one.size = kind_of(content), len(content)
        # What is refused later leaves a file that no row names; it is harmless, and the next one with this content takes its place.
        one.sha256 = keep(content)
    author_of(attachments)


_inputs: dict[str, Any] = {column.name: column.input for column in ATTACHMENT.columns if column.asked} | {"content": Upload()}
add(Operation(ATTACHMENT.permission("create"), ATTACHMENT, _attach, _inputs, "create", "Put a file on a record."))


@operation(ATTACHMENT, "withdraw")
def withdraw(attachments: Sequence[Attachment]) -> None:
    """Take a file back: that it was here stays known, and nobody gets it any more."""
