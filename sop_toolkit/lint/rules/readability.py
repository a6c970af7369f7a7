"""A procedure or document whose steps or descriptions ask for more years of school than its readers have.

Why: Long words and long sentences add up. One of them is no harm, and a page of them is. The rule reads all steps
together, and all descriptions, from a hundred words on. In shorter texts such a figure says nothing.
Bad:
    The organisational responsibilities surrounding administrative authorisation procedures necessitate
    comprehensive documentation. Interdepartmental communication infrastructure significantly influences
    organisational responsiveness throughout international subsidiaries. Representatives consistently
    demonstrate extraordinary professionalism regarding confidential information concerning international
    customers. Environmental considerations fundamentally characterise contemporary manufacturing arrangements
    throughout industrialised communities. Continuous improvement initiatives systematically strengthen
    institutional accountability regarding environmental considerations. Technological transformation
    fundamentally characterises contemporary administrative infrastructure throughout government
    organisations. Comprehensive documentation significantly influences organisational responsiveness
    regarding unanticipated circumstances. Professional development opportunities systematically strengthen
    interdepartmental communication throughout international organisations. Administrative responsibilities
    surrounding environmental authorisation necessitate extraordinary professionalism. Institutional
    accountability fundamentally characterises government organisations throughout industrialised communities.
    Experienced administrators consistently demonstrate comprehensive understanding regarding institutional
    responsibilities and organisational infrastructure.
Good: The service desk is open each day. Staff answer each call in one minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.document import Document
from sop_toolkit.lint.grade import estimate, grade
from sop_toolkit.lint.options import COUNT
from sop_toolkit.lint.rule import NOTE, Hit, Option
from sop_toolkit.model.shape import Field
from sop_toolkit.text import Kind

SEVERITY = NOTE
OPTIONS = {"grade": Option(Field(COUNT, "The most years of school that a text may ask for."), None)}
_NAMES = {Kind.INSTRUCTION: "steps", Kind.DESCRIPTION: "descriptions"}
# The estimate and textstat count a little differently.
_MARGIN = 2


def in_document(document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    default = document.language.limits.get("grade") if document.language else None
    if default is None:
        return
    most = options["grade"] or default
    for kind, name in _NAMES.items():
        found = [(text, sentence) for text, _, sentence in document.sentences if sentence.kind is kind]
        sentences = [sentence for _, sentence in found]
        if estimate(sentences) > most - _MARGIN:
            years = grade(sentences)
            if years is not None and years > most:
                message = f"The {name} here ask for {years:g} years of school, and {most} are the most."
                yield Hit(found[0][0], message, "Write shorter sentences and shorter words.")
