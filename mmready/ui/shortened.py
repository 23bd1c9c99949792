"""Scripts and styles without what only people need: remarks, indentation, room around signs; and a module packed.

A saved notebook holds both texts. This is no parser: it leaves text in quotes alone, and whole lines with a template
or a remark in them, so every string of the page stays as it was written.
"""

from __future__ import annotations

import base64
import gzip
import re

__all__ = ["packed_module", "shorter_script", "shorter_style"]

_REMARK = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$\n?", re.MULTILINE)
_CSS_REMARK = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_BESIDE_SIGN = re.compile(r"(?<=[{};:,])\s+|\s+(?=[{}])")
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|/(?![/ ])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/)')
_ROOM = re.compile(r" ?(=>|===|!==|&&|\|\||\?\?|>=|<=|[=?:,;{}<>+*]) ?")
_GOES_ON = ("{", ",", ";", "(", "[")  # after these a line may go on with no blank


def shorter_script(source: str) -> str:
    """A module that does the same; one line of it may be several of the source."""
    out: list[str] = []
    for line in map(str.strip, _REMARK.sub("", source).splitlines()):
        whole = "`" in line or "//" in line
        out.append(line if whole else _tight(line))
        out.append("" if out[-1].endswith(_GOES_ON) and "//" not in line else "\n")
    return "".join(out).strip()


def _tight(line: str) -> str:
    """A line without room around signs; texts and patterns stay, and quotes become the cheaper kind in a JSON file."""
    parts = _QUOTED.split(line)
    return "".join(_cheap(part) if place % 2 else _ROOM.sub(r"\1", part) for place, part in enumerate(parts))


def _cheap(text: str) -> str:
    plain = text.startswith('"') and "'" not in text and "\\" not in text
    return f"'{text[1:-1]}'" if plain else text


def shorter_style(source: str) -> str:
    """A sheet that looks the same."""
    return _BESIDE_SIGN.sub("", _CSS_REMARK.sub("", source)).strip()


_UNPACK = """const bytes=Uint8Array.from(atob('PACKED'),(sign)=>sign.charCodeAt(0));
const open=new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
const place=URL.createObjectURL(new Blob([await new Response(open).text()],{type:'text/javascript'}));
const {default:widget}=await import(place);
URL.revokeObjectURL(place);
export default widget;"""


def packed_module(source: str) -> str:
    """A module that exports by default what ``source`` does and is less than half as long: it unpacks itself."""
    packed = gzip.compress(source.encode(), 9, mtime=0)
    return _UNPACK.replace("PACKED", base64.b64encode(packed).decode())
