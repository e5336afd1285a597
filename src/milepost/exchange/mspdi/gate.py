"""Opens an XML document safely, or says why not: no DOCTYPE, no entities, no network, and the root MSPDI wants."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from milepost.exchange.mspdi.document import line_of
from milepost.exchange.mspdi.order import DOCUMENTED_NAMESPACE, NAMESPACE
from milepost.exchange.mspdi.report import Report
from milepost.values import said

RECORDS = {"Calendar": "Calendars", "Task": "Tasks", "Resource": "Resources", "Assignment": "Assignments"}
"""Record elements and the containers they stand in."""
_TOLD_EVERY = 1000
_SAVE_XML = said('Save the plan in MS Project as "XML Format (*.xml)" and read that file.')
_HINTS = (
    ("Char value", said("A control character stands in a text; remove it there, or save the plan again.")),
    ("encoding", said("Save the file in the encoding its first line declares, UTF-8 for instance.")),
    ("Premature end", said("The file ends too early: copy or download it again.")),
    ("Excessive depth", said("No plan nests its elements that deep; read the original file.")),
    ("too long", said("No plan has a text that long; read the original file.")),
    ("Entity", said("MSPDI has no entities of its own; write &amp;, &lt; and &gt; for the signs themselves.")),
)


def _parse(stream: io.BytesIO, **options: Any) -> Any:
    return etree.iterparse(
        stream,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        **options,
    )


def open_gate(data: bytes, report: Report) -> str:
    """The namespace of the document in braces. Raises Unreadable for what is no MSPDI document, before anything else of it is read."""
    if not data.strip():
        report.error("empty-file", None, said("the file is empty; expected an MS Project XML document."), _SAVE_XML)
        report.stop_on_errors()
    try:
        _, root = next(iter(_parse(io.BytesIO(data), events=("start",))))
    except etree.XMLSyntaxError as error:
        syntax_problem(error, report)
        report.stop_on_errors()
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        line = data[: data.find(b"<!DOCTYPE")].count(b"\n") + 1 if b"<!DOCTYPE" in data else None
        message = said(
            "it has a DOCTYPE declaration; expected none: MS Project writes none, and entities declared there can exhaust a machine."
        )
        report.error("doctype", line, message, said("Remove the declaration. {save_xml}", save_xml=_SAVE_XML))
        report.stop_on_errors()
    name = etree.QName(root)
    if name.namespace == DOCUMENTED_NAMESPACE and name.localname == "Project":
        message = said(
            "its namespace is '{documented_namespace}', as documented but not as MS Project writes it; it was read as '{namespace}'.",
            documented_namespace=DOCUMENTED_NAMESPACE,
            namespace=NAMESPACE,
        )
        report.warn("namespace-variant", line_of(root), message)
    elif name.namespace != NAMESPACE or name.localname != "Project":
        space = f"namespace '{name.namespace}'" if name.namespace else "no namespace"
        message = said(
            "the document is <{localname}> with {space}; expected <Project> with namespace '{namespace}'.",
            localname=name.localname,
            space=space,
            namespace=NAMESPACE,
        )
        report.error("not-mspdi", line_of(root), message, _SAVE_XML)
        report.stop_on_errors()
    return f"{{{name.namespace}}}"


def has_attributes(data: bytes) -> bool:
    """Whether elements below the root may carry attributes: the first line and the root's namespaces alone have a few."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]
    return wide or (data.count(b"=") > 8 and data.count(b'="') + data.count(b"='") + data.count(b"= ") > 8)


def records(
    data: bytes, namespace: str, report: Report, progress: Callable[[str], None] | None = None
) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    """Each record with its kind and the root, whole; it is emptied once the caller has gone on. Syntax errors are reported.

    Ends with ("", root, root) when the document was read to its end. `progress` is told the share read, every thousand records.
    """
    root: etree._Element | None = None
    tags = {f"{namespace}{name}": name for name in RECORDS}
    try:
        stream = io.BytesIO(data)
        context = _parse(stream, events=("end",), tag=list(tags))
        for number, (_, element) in enumerate(context, start=1):
            if progress is not None and number % _TOLD_EVERY == 0:
                progress(f"{100 * stream.tell() // len(data)} % read")
            kind = tags[str(element.tag)]
            container = element.getparent()
            top = container.getparent() if container is not None else None
            if top is None or top.getparent() is not None or container is None or container.tag != f"{namespace}{RECORDS[kind]}":
                continue
            root = top
            yield kind, element, root
            element.clear()
            before = element.getprevious()
            if before is not None and before.tag == element.tag:
                container.remove(before)
        root = context.root
    except etree.XMLSyntaxError as error:
        syntax_problem(error, report)
        return
    if root is not None:
        yield "", root, root


def syntax_problem(error: etree.XMLSyntaxError, report: Report) -> None:
    """Tells a syntax error of the XML with its line and what to do."""
    reason = str(error.msg or "not an XML document").split(", line")[0]
    hint = next((hint for sign, hint in _HINTS if sign.lower() in reason.lower()), _SAVE_XML)
    report.error("bad-xml", error.lineno or None, said("it is not well-formed XML: {reason}.", reason=reason), hint)
