"""Brings MathLive's formula editor into the package: one pinned file from npm, held against its digest.

Building a wheel runs it (``hatch_build.py``). In a checkout, ``python fetch_editor.py`` does the same. What it brings
is never committed; without it, formulas are typed in the plain field and nothing else is missing.

The registry is npm's own, or the one that the environment names as npm does (``npm_config_registry``).
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

NAME, VERSION = "mathlive", "0.111.1"
DIGEST = "RVaC7NO02Lmx3ZNUxOHR2xCRpcvTfBb2BtdgV60cTanAMufaUkWcPPB2VxChcsNeL+0rTQKqOPDYxXLPOXJI+A=="  # sha512, of npm
REGISTRY = "https://registry.npmjs.org"
FOLDER = Path(__file__).parent / "mmready" / "ui" / "static" / "vendor" / NAME
SECONDS = 60  # until a registry that does not answer is given up
# the signs of school and college mathematics; script, fraktur and typewriter letters are left out
FONTS = tuple(
    f"fonts/KaTeX_{font}.woff2"
    for font in (
        "AMS-Regular Main-Regular Main-Bold Main-Italic Math-Italic Size1-Regular Size2-Regular Size3-Regular "
        "Size4-Regular"
    ).split()
)
FILES = ("mathlive.min.mjs", "LICENSE.txt", *FONTS)


def fetched() -> bytes:
    """The package as npm has it.

    Raises OSError where the registry cannot be reached, ValueError where it is not named by https or gives another
    content than the pinned one.
    """
    registry = os.environ.get("npm_config_registry") or REGISTRY  # noqa: SIM112 - npm writes it so
    address = f"{registry.rstrip('/')}/{NAME}/-/{NAME}-{VERSION}.tgz"
    if not address.startswith("https://"):
        raise ValueError(f"the npm registry must be reached by https, not {registry}")
    with urllib.request.urlopen(address, timeout=SECONDS) as reply:
        content: bytes = reply.read()
    return checked(content)


def checked(content: bytes) -> bytes:
    """The same content. Raises ValueError where its digest is not the one that npm published."""
    found = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != DIGEST:
        raise ValueError(f"{NAME} {VERSION} has the digest {found}, and not the one that we know")
    return content


def unpack(content: bytes, folder: Path) -> None:
    """Put the files that we need out of the package into ``folder``, side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise ValueError(f"{NAME} {VERSION} has no file {name}")
            (folder / Path(name).name).write_bytes(member.read())


def is_there(folder: Path = FOLDER) -> bool:
    """Whether every file is in its place."""
    return all((folder / Path(name).name).is_file() for name in FILES)


def main(folder: Path = FOLDER) -> int:
    """Fetch it unless it is there. 0: it is there now; 1: it could not be had, and why is said."""
    if is_there(folder):
        return 0
    try:
        unpack(fetched(), folder)
    except (OSError, ValueError, KeyError, tarfile.TarError) as error:
        print(f"built without the formula editor ({NAME} {VERSION}): {error}", file=sys.stderr)
        return 1
    print(f"formula editor: {NAME} {VERSION} is in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
