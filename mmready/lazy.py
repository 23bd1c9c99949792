"""Names of a package that are loaded when they are first used, so that a first question does not wait for all the rest.

``exports(__name__, {"modules": "names"})`` in a package's ``__init__`` says where its names lie; what type checkers
read stands beside it under ``TYPE_CHECKING``. A function may have the name of its module: the package gives the
function, however the module came to be loaded.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["exports", "uninterrupted"]


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """No garbage collection meanwhile: what is loaded stays, so a collection looks through all objects for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def exports(package: str, modules: Mapping[str, str]) -> None:
    """Let ``package`` have the names of its modules: ``modules`` maps each module to its names, blanks between them."""
    where = {name: module for module, names in modules.items() for name in names.split()}

    class Package(ModuleType):
        def __getattr__(self, name: str) -> Any:
            if name not in where:
                raise AttributeError(f"module {package!r} has no attribute {name!r}")
            value = getattr(import_module(f"{package}.{where[name]}"), name)
            setattr(self, name, value)
            return value

        def __setattr__(self, name: str, value: Any) -> None:
            # importing a module binds it in its package; there a function of the same name is what people mean
            if not (name in where and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

        def __dir__(self) -> list[str]:
            return sorted({*super().__dir__(), *where})

    sys.modules[package].__class__ = Package
