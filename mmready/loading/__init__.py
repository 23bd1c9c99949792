"""Step 1: the files of ``quizzes/`` become a Bank, or every fault in them at once.

A compiled bank is read with the standard library alone; only authors' paths read YAML.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.loading.bank import compiled_path, is_compiled, load_bank, read_sources
    from mmready.loading.banks import bank_around, find_bank, installed_banks, packaged_folder
    from mmready.loading.compiled import read_compiled, write_compiled
    from mmready.loading.question_file import read_question

__all__ = [
    "bank_around",
    "compiled_path",
    "find_bank",
    "installed_banks",
    "is_compiled",
    "load_bank",
    "packaged_folder",
    "read_compiled",
    "read_question",
    "read_sources",
    "write_compiled",
]

exports(
    __name__,
    {
        "bank": "compiled_path is_compiled load_bank read_sources",
        "banks": "bank_around find_bank installed_banks packaged_folder",
        "compiled": "read_compiled write_compiled",
        "question_file": "read_question",
    },
)
