"""Questions for other systems, and questions from them: one bank, many writers, importers beside them.

1. ``selected`` and ``draw_groups`` choose questions and draw their variants.
2. ``shape`` turns each into a text with fields, or says why no field elsewhere holds its answer.
3. One module a format writes them and names what is lost; ``export_questions`` packs the file, ``save`` writes it.
4. ``importers`` goes the other way.
"""

from mmready.export.exporting import FORMATS, Format, draw_groups, export_questions, save, selected
from mmready.export.importers import Imported, ImportReport, import_file, import_summary, save_imported
from mmready.export.item import Group, Item, Loss, Outcome, Report, summary

__all__ = [
    "FORMATS",
    "Format",
    "Group",
    "ImportReport",
    "Imported",
    "Item",
    "Loss",
    "Outcome",
    "Report",
    "draw_groups",
    "export_questions",
    "import_file",
    "import_summary",
    "save",
    "save_imported",
    "selected",
    "summary",
]
