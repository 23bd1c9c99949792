"""Links that open a repository on Binder, in JupyterLab or as a page of Voila, and the badge that goes with them."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from mmready.errors import MMReadyError

__all__ = ["START", "Links", "binder_links", "repository_of"]

HOST = "https://mybinder.org"
START = "notebooks/00-start-here.ipynb"
QUIZ = "notebooks/40-quiz.ipynb"
NAME = re.compile(r"[\w.-]+/[\w.-]+")
REMOTE = re.compile(r"(?:https?://|ssh://|git@)(?:[^@/]+@)?github\.com[:/]+([\w.-]+/[\w.-]+?)(?:\.git)?/?")
TEXT = "Open on Binder"


@dataclass(frozen=True, slots=True)
class Links:
    """Where Binder opens a notebook: in JupyterLab (none for a quiz by its link), and without code through Voila.

    ``badge`` is the address of the picture; ``markdown``, ``html`` and ``rst`` show it with the link of ``opens``.
    """

    repo: str
    ref: str
    notebook: str
    lab: str
    voila: str
    opens: str
    badge: str = f"{HOST}/badge_logo.svg"

    @property
    def markdown(self) -> str:
        """The badge for a README in Markdown."""
        return f"[![{TEXT}]({self.badge})]({self.opens})"

    @property
    def html(self) -> str:
        """The badge for a page."""
        return f'<a href="{html.escape(self.opens)}"><img src="{self.badge}" alt="{TEXT}"></a>'

    @property
    def rst(self) -> str:
        """The badge for a README in reStructuredText."""
        return f".. image:: {self.badge}\n   :target: {self.opens}\n   :alt: {TEXT}"

    def as_json(self) -> dict[str, str]:
        """All of it for programs."""
        names = ("repo", "ref", "notebook", "lab", "voila", "opens", "badge", "markdown", "html", "rst")
        return {name: str(getattr(self, name)) for name in names}


def binder_links(
    repo: str,
    *,
    ref: str = "HEAD",
    notebook: str = "",
    voila: bool = False,
    quiz: Mapping[str, str] | None = None,
) -> Links:
    """The links of a repository on GitHub, named ``owner/name``, at a branch, tag or commit.

    ``quiz`` is what the notebook of quizzes is asked for by its address (``quiz``, ``n``, ``seed``); only Voila hands
    that on. Raises MMReadyError for a name of another form.
    """
    if not NAME.fullmatch(repo):
        raise MMReadyError(f"a repository is named as owner/name, not {repo!r}")
    path = notebook or (QUIZ if quiz else START)
    base = f"{HOST}/v2/gh/{repo}/{quote(ref, safe='')}"
    asked = f"?{urlencode(quiz)}" if quiz else ""
    lab = "" if quiz else _link(base, f"lab/tree/{quote(path)}")
    page = _link(base, f"voila/render/{quote(path)}{asked}")
    return Links(repo, ref, path, lab, page, page if voila or quiz else lab)


def _link(base: str, path: str) -> str:
    return f"{base}?urlpath={quote(path, safe='')}"


def repository_of(folder: Path) -> str:
    """The owner/name on GitHub of the repository that a folder lies in, by its remote ``origin``.

    Raises MMReadyError where there is none, or it lies elsewhere.
    """
    command = ["git", "remote", "get-url", "origin"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        done = None
    if done is None or done.returncode:
        raise MMReadyError("this folder has no remote 'origin' in git; name the repository: --repo owner/name")
    found = REMOTE.fullmatch(done.stdout.strip())
    if not found:
        raise MMReadyError("the remote 'origin' is not on GitHub; name the repository that is: --repo owner/name")
    return found[1]
