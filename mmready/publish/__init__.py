"""Where learners find it. As a folder that any web server can hand out: JupyterLite with Pyodide, notebooks and a bank.

1. ``wheels``   mmready without its authors' half as one wheel, and the wheels that it needs
2. ``lock``     what the browser's Python loads at the start, what later, and what not at all
3. ``lite``     JupyterLite, with one app and three extensions
4. ``pages``    the page that opens it, its words and sizes
5. ``site``     all of it together: ``build_site``

And on Binder: ``binder`` makes the links.
"""

from mmready.publish.binder_verb import add_binder_verb
from mmready.publish.verb import add_verb

__all__ = ["add_binder_verb", "add_verb"]
