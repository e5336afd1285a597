"""What whoever gives a document out says of it in words of their own: the first section, apart from what the house found."""

from dataclasses import replace

from milepost.documents.tongue import in_tongue
from milepost.documents.tree import Document, Paragraph, Section
from milepost.values import said


def with_narrative(tree: Document, text: str) -> Document:
    """The document with the text before its other sections, each line of it a paragraph; unchanged without a text."""
    paragraphs = tuple(Paragraph(line.strip()) for line in text.split("\n") if line.strip())
    if not paragraphs:
        return tree
    title = said("In the words of {author}", author=tree.author) if tree.author else said("In the author's words")
    return in_tongue(replace(tree, sections=(Section(title, paragraphs, label=said("In the author's words")), *tree.sections)))
