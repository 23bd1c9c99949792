"""What differs where the tests themselves run in Pyodide: fewer examples, no child processes, no SymPy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

EXAMPLES = 3  # of each property; WebAssembly runs Python some four times slower
NOT_HERE = {
    "does not support processes": "needs a child process",
    "No module named 'sympy'": "needs the authors' libraries",
}
MARKERS = ("slow: takes more than a few seconds", "timeout(seconds): the longest that a test may take")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Look at fewer examples."""
    from hypothesis import settings

    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    settings.register_profile("pyodide", settings.get_profile("ci"), max_examples=EXAMPLES, database=None)
    settings.load_profile("pyodide")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Leave out a test that needs what a browser does not have."""
    report = yield
    for words, reason in NOT_HERE.items():
        if call.excinfo is not None and words in str(call.excinfo.value):
            report.outcome, report.wasxfail = "skipped", reason
    return report
