"""The two editions of QTI that are written: 2.1, and 3.0, whose own names all begin with ``qti-``, in small letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

__all__ = ["EDITIONS", "HTML", "Edition", "in_edition"]

# elements of a question's text that QTI takes over from HTML unchanged
HTML = frozenset(
    "a abbr b blockquote br caption code div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub sup table tbody "
    "td th thead tr ul".split()
)
CAPITAL = re.compile(r"[A-Z]")
MATH = "{http://www.w3.org/1998/Math/MathML}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Edition:
    """Namespaces and the words of the package's manifest."""

    name: str
    namespace: str
    schema: str
    package: str
    package_schema: str
    resource: str
    package_version: str
    package_name: str


EDITIONS = {
    "2.1": Edition(
        "2.1",
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
        "http://www.imsglobal.org/xsd/imscp_v1p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
        "imsqti_item_xmlv2p1",
        "1.0.0",  # of the packaging profile, not of QTI
        "QTIv2.1 Package",
    ),
    "3.0": Edition(
        "3.0",
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
        "imsqti_item_xmlv3p0",
        "3.0.0",
        "QTI Package",
    ),
}


def in_edition(root: ElementTree.Element, edition: Edition) -> ElementTree.Element:
    """A tree with the names of 2.1 and no namespace, in an edition's names and namespace.

    Namespaces are written as plain ``xmlns``, without prefixes: a player that hands the text to a browser as it stands
    shows ``<math>``, but not ``<m:math>``.
    """
    copy = _renamed(root, edition)
    copy.set("xmlns", edition.namespace)
    copy.set(f"{XSI}schemaLocation", f"{edition.namespace} {edition.schema}")
    return copy


def _renamed(element: ElementTree.Element, edition: Edition) -> ElementTree.Element:
    tag, attributes = element.tag, dict(element.attrib)
    new = edition.name == "3.0"
    if tag.startswith(MATH):
        tag = tag.removeprefix(MATH)
        attributes |= {"xmlns": MATH.strip("{}")} if tag == "math" else {}
    elif new and tag not in HTML:
        tag = "qti-" + _small(tag)
        attributes = {_small(name): value for name, value in attributes.items()}
    copy = ElementTree.Element(tag, attributes)
    copy.text = element.text
    inside = [_renamed(child, edition) for child in element]
    for child, before in zip(inside, element, strict=True):
        child.tail = before.tail
    body = ElementTree.SubElement(copy, "qti-content-body") if new and tag == "qti-modal-feedback" else copy
    body.extend(inside)
    return copy


def _small(name: str) -> str:
    return CAPITAL.sub(lambda found: "-" + found.group().lower(), name)
