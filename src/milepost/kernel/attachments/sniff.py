"""What a file's first bytes say it is. Nothing is unpacked or run: a packed file is known by its start, so that no bomb goes off."""

from codecs import getincrementaldecoder
from dataclasses import dataclass

from milepost.kernel.attachments.markup import XML_HEAD, holds_page, is_page, is_typed
from milepost.kernel.attachments.packed import Bomb, check_packed, declares_type
from milepost.values import listed, said

PLAIN, UNKNOWN, ZIP, OLE = "text/plain", "application/octet-stream", "application/zip", "application/x-ole-storage"
HEAD = 8192
WITHOUT = said("save it without")

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
)
_PROGRAMS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_NAMES: dict[str, frozenset[str]] = {
    "application/pdf": frozenset({"pdf"}),
    "image/png": frozenset({"png"}),
    "image/jpeg": frozenset({"jpg", "jpeg"}),
    "image/gif": frozenset({"gif"}),
    "image/tiff": frozenset({"tif", "tiff"}),
    "image/webp": frozenset({"webp"}),
    "application/gzip": frozenset({"gz"}),
    "application/x-7z-compressed": frozenset({"7z"}),
    ZIP: frozenset({"zip", "docx", "xlsx", "pptx", "potx", "vsdx", "odt", "ods", "odp"}),
    OLE: frozenset({"doc", "xls", "ppt", "pot", "msg", "mpp", "vsd"}),
    "application/rtf": frozenset({"rtf", "doc"}),
}
"""Names that a content of each kind may have; a name of one of them needs that content."""
_NAMED = {ending: kind for kind, endings in _NAMES.items() for ending in sorted(endings)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken: a code for programs and a sentence."""

    code: str
    message: str


def kind_of(content: bytes) -> str:
    """The media type by content."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for start, kind in _STARTS:
        if content.startswith(start) and (kind != "image/bmp" or content[6:10] == b"\0\0\0\0"):
            return kind
    head = content[:HEAD]
    if b"\0" in head:
        return UNKNOWN
    try:
        # A letter that the head cuts in two is no fault.
        getincrementaldecoder("utf-8")().decode(head, final=len(content) <= HEAD)
    except UnicodeDecodeError:
        return UNKNOWN
    return PLAIN


def refusal_of(name: str, content: bytes, taken: frozenset[str]) -> Refusal | None:
    """Why a file may not be kept under its name: it is a program, holds markup that browsers run, is no type that the house takes, or is
    not what its name says."""
    stem, _, ending = name.rpartition(".")
    ending = ending.lower() if stem else ""
    if name in (".", "..") or "/" in name or "\\" in name:
        return Refusal("not-a-name", said("'{name}' is no name of a file; leave folders out.", name=name[:60]))
    head = content[:HEAD]
    if head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head):
        return Refusal("program", said("{name} is a program, whatever its name says; programs are not kept here.", name=name))
    if is_page(head) or (kind_of(content).startswith("image/") and holds_page(content)):
        return Refusal(
            "active-content",
            said("{name} holds a page or a picture that browsers run (HTML, SVG, script); it is not kept here.", name=name),
        )
    if ending not in taken:
        return Refusal(
            "type-not-taken", said("files '.{ending}' are not taken; taken are {taken}.", ending=ending, taken=listed(sorted(taken)))
        )
    if is_typed(content[:XML_HEAD]):
        return Refusal(
            "document-type",
            said("{name} declares a document type, which makes readers of XML do harm; {without}.", name=name, without=WITHOUT),
        )
    kind = kind_of(content)
    wanted = _NAMED.get(ending)
    fits = ending in _NAMES[kind] if kind in _NAMES else wanted is None
    if not fits:
        return Refusal("not-what-it-says", said("{name} does not hold what its name says: its content is {kind}.", name=name, kind=kind))
    return _packed(name, content, office=kind == ZIP and ending != "zip")


def _packed(name: str, content: bytes, *, office: bool) -> Refusal | None:
    try:
        check_packed(content)
        typed = office and declares_type(content)
    except Bomb as bomb:
        return Refusal("bomb", said("{name} {bomb}; it is not kept here.", name=name, bomb=bomb))
    told = said(
        "{name} has a part that declares a document type, which makes readers of XML do harm; {without}.", name=name, without=WITHOUT
    )
    return Refusal("document-type", told) if typed else None
