"""A QTI package: one item a file, pictures beside them, a manifest that lists all."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from mmready.export.content import picture_source
from mmready.export.item import Group, Item, Loss, Outcome, Piece
from mmready.export.qti_item import item_tree
from mmready.export.qti_names import EDITIONS, Edition, in_edition
from mmready.export.shape import Unfit, shape
from mmready.export.xml_text import add, document

__all__ = ["write_qti"]

LOST_TAGS = Loss("tags", "skill, difficulty and minutes, which the package's manifest does not hold")


def write_qti(groups: Sequence[Group], edition: str = "3.0") -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """The files of a package in an edition, ``"2.1"`` or ``"3.0"``, and how each question fared."""
    words = EDITIONS[edition]
    ElementTree.register_namespace("xsi", "http://www.w3.org/2001/XMLSchema-instance")
    pieces: list[Piece] = []
    outcomes = []
    listed: list[tuple[str, list[str]]] = []
    for group in groups:
        try:
            made = [(item, *item_tree(item, shape(item))) for item in group.items]
        except Unfit as reason:
            outcomes.append(Outcome(group.question, refused=str(reason)))
            continue
        losses: dict[Loss, None] = {}
        for item, tree, lost in made:
            files, tree = _with_pictures(item, tree)
            pieces += [Piece(f"items/{item.name}.xml", document(in_edition(tree, words))), *files]
            listed.append((item.name, [piece.path for piece in files]))
            losses.update(dict.fromkeys([*lost, LOST_TAGS]))
        outcomes.append(Outcome(group.question, len(made), tuple(losses)))
    return (Piece("imsmanifest.xml", _manifest(listed, words)), *pieces), tuple(outcomes)


def _with_pictures(item: Item, tree: ElementTree.Element) -> tuple[list[Piece], ElementTree.Element]:
    """The pictures that the item shows, named so that no two items share one."""
    drawn = {figure.name: figure for figure in item.variant.figures}
    pieces = {}
    for image in tree.iter("img"):
        name = image.get("src", "").removeprefix("images/").removesuffix(".svg")
        if name in drawn:
            path = f"items/images/{item.name}-{name}.svg"
            image.set("src", path.removeprefix("items/"))
            pieces[path] = Piece(path, picture_source(drawn[name]).encode())
    return list(pieces.values()), tree


def _manifest(listed: list[tuple[str, list[str]]], words: Edition) -> bytes:
    root = ElementTree.Element("manifest", {"xmlns": words.package, "identifier": "mmready-questions"})
    root.set("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", f"{words.package} {words.package_schema}")
    about = add(root, "metadata")
    add(about, "schema", words.package_name)
    add(about, "schemaversion", words.package_version)
    add(root, "organizations")
    resources = add(root, "resources")
    for name, pictures in listed:
        path = f"items/{name}.xml"
        resource = add(resources, "resource", identifier=f"item-{name}", type=words.resource, href=path)
        for href in (path, *pictures):
            add(resource, "file", href=href)
    return document(root)
