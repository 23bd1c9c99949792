"""mmready as a folder that any web server can hand out: JupyterLite with Pyodide, the notebooks and a bank.

1. ``wheels``   mmready without its authors' half as one wheel, and the wheels that it needs
2. ``lock``     what the browser's Python loads at the start, what later, and what not at all
3. ``lite``     JupyterLite, with one app and three extensions
4. ``pages``    the page that opens it, its words and sizes
5. ``site``     all of it together: ``build_site``
"""

from mmready.publish.verb import add_verb

__all__ = ["add_verb"]
