"""Step 1: the files of ``quizzes/`` become a Bank, or every fault in them at once.

A compiled bank is read with the standard library alone; only authors' paths read YAML.
"""

from __future__ import annotations

from mmready.loading.bank import compiled_path, is_compiled, load_bank, packaged_folder, read_sources
from mmready.loading.compiled import read_compiled, write_compiled
from mmready.loading.question_file import read_question

__all__ = [
    "compiled_path",
    "is_compiled",
    "load_bank",
    "packaged_folder",
    "read_compiled",
    "read_question",
    "read_sources",
    "write_compiled",
]
