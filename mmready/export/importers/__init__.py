"""Files of other systems → question files: Moodle XML, GIFT, jupyterquiz's JSON, edX's OLX.

``import_file`` reads whatever it is given; it runs nothing, loads nothing and refuses what is too large or too deep.
"""

from mmready.export.importers.importing import (
    Imported,
    ImportReport,
    import_file,
    import_summary,
    save_imported,
)

__all__ = ["ImportReport", "Imported", "import_file", "import_summary", "save_imported"]
