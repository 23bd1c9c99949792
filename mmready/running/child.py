"""The program of the child process: read one task from the input, give up what it must not have, run it, report.

Run by file name with ``python -I -S``; it imports the standard library only. Reports
go to the pipe that was standard output when the process began, one line each, behind a token that only the parent
knows; what the code prints goes elsewhere. The child is never told what is expected of the code, so code that takes
over this interpreter gains nothing: it can only report values that it has found itself.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import linecache
import os
import sys
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Any

# What a report may hold at most, in characters.
_LONGEST_TEXT = 100_000
_LONGEST_ERROR = 2_000
# Annotations are written with these; they give no ability.
_ALWAYS_IMPORTED = ("__future__", "typing")


def main(known: bool = False) -> None:
    """Run the task that stands on the input and end the process; ``known``: the package folders are known already."""
    request = json.loads(sys.stdin.buffer.read())
    send = _open_channel(request["token"])
    if not known:
        sys.path[:] = [*sys.path, *request["paths"]]
    send({"fences": _confine(request)})
    try:
        end = _run(request, send)
    except BaseException as error:  # nothing may reach the interpreter's own exit, which runs the code's atexit
        end = {"ended": "failed", "error": told_error(error)}
    with contextlib.suppress(BaseException):
        sys.stdout.flush()
    send(end)
    os._exit(0)


def _open_channel(token: str) -> Callable[[dict[str, Any]], None]:
    """Move the report pipe away from standard output, which from now on goes where errors go; no input is left."""
    channel = os.dup(1)
    os.dup2(2, 1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    # both live as long as the process
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    encode, write = json.JSONEncoder().encode, os.write

    def send(message: dict[str, Any]) -> None:
        line = f"{token} {encode(message)}\n".encode()
        while line:
            line = line[write(channel, line) :]

    return send


def _confine(request: dict[str, Any]) -> list[str]:
    """Put up every fence that this platform has; their names."""
    confine = _fences()
    readable = request["readable"]
    fences = {
        "limits": confine.limit_resources(request["seconds"], request["megabytes"]),
        "landlock": confine.restrict_files(readable),
        "seccomp": confine.refuse_calls(),
    }
    confine.hush(readable)
    return [name for name, up in fences.items() if up]


def _fences() -> Any:
    """The module beside this file, which is not loaded from the package: that would load all of it."""
    sys.path.insert(0, os.path.dirname(__file__))  # noqa: PTH120 - pathlib costs the child 10 ms
    try:
        import confine  # type: ignore[import-not-found]
    finally:
        del sys.path[0]
    return confine


def _run(request: dict[str, Any], send: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Execute the source, evaluate each call, send each result as it comes; how it ended."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = module.__dict__
    namespace["inputs"] = request["inputs"]
    remember("<answer>", request["source"])
    if request["modules"]:
        builtins.__import__ = guarded_import(request["modules"])
    try:
        exec(compile(request["source"], "<answer>", "exec", dont_inherit=True), namespace)  # noqa: S102 - what this process is for
    except BaseException as error:
        return {"ended": kind_of_end(error), "error": told_error(error)}
    for call in request["calls"]:
        try:
            value = eval(compile(call, "<call>", "eval", dont_inherit=True), namespace)  # noqa: S307 - the same
            text = tell(value)
            send({"ok": True, "text": text[:_LONGEST_TEXT], "value": json_of(value, text)})
        except BaseException as error:
            send({"ok": False, "error": told_error(error)})
            if isinstance(error, MemoryError):
                return {"ended": "memory", "error": told_error(error)}
    return {"ended": "done"}


def kind_of_end(error: BaseException) -> str:
    """How a source ended that raised this."""
    return "memory" if isinstance(error, MemoryError) else "failed"


def remember(name: str, source: str) -> None:
    """Let tracebacks show the lines of the source."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


def guarded_import(modules: Sequence[str]) -> Callable[..., Any]:
    """An ``__import__`` that refuses, to the code itself and not to the modules it uses, anything but ``modules``."""
    original = builtins.__import__
    allowed = (*modules, *_ALWAYS_IMPORTED)
    offered = [name for name in modules if name not in _ALWAYS_IMPORTED]

    def guarded(name: str, scope: Any = None, local: Any = None, names: Any = (), level: int = 0) -> Any:
        if scope is not None and scope.get("__name__") == "__main__" and name.partition(".")[0] not in allowed:
            told = ", ".join(offered) or "nothing"
            raise ImportError(f"{name} cannot be imported here; what can: {told}")
        return original(name, scope, local, names, level)

    return guarded


def tell(value: Any, depth: int = 0) -> str:
    """A value's text: its ``repr``, with numpy's numbers as Python's and arrays as ``array([…])`` in full."""
    kind = type(value)
    if kind.__module__ == "numpy" and hasattr(value, "tolist"):
        return f"array({value.tolist()!r})" if getattr(value, "ndim", 0) else repr(value.tolist())
    if depth > 50:
        return repr(value)
    if kind is list:
        return f"[{', '.join(tell(item, depth + 1) for item in value)}]"
    if kind is tuple:
        inside = ", ".join(tell(item, depth + 1) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, dict):
        items = (f"{tell(key, depth + 1)}: {tell(item, depth + 1)}" for key, item in dict.items(value))
        return f"{{{', '.join(items)}}}"
    return repr(value)


def json_of(value: Any, text: str) -> Any:
    """The value as JSON, None where it has no such form or is too long."""
    if len(text) > _LONGEST_TEXT:
        return None
    try:
        plain = _plain(value, 0)
        json.dumps(plain)
    except (TypeError, ValueError, RecursionError):
        return None
    return plain


def _plain(value: Any, depth: int) -> Any:
    if depth > 50:
        raise ValueError("nested too deeply")
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind.__module__ == "numpy" and hasattr(value, "tolist"):
        return _plain(value.tolist(), depth + 1)
    if kind in (list, tuple):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict) and all(type(key) is str for key in dict.keys(value)):
        return {key: _plain(item, depth + 1) for key, item in dict.items(value)}
    raise TypeError("no JSON for this")


def told_error(error: BaseException) -> str:
    """A short traceback: the error's own lines in the answer, innermost last, and the message."""
    try:
        if isinstance(error, SystemExit):
            return "SystemExit: the code ended the program"
        message = "".join(traceback.format_exception_only(type(error), error)).strip()
        if isinstance(error, SyntaxError):
            return message[:_LONGEST_ERROR]
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__, limit=-20) if frame.filename == "<answer>"
        ]
        lines = [f"line {frame.lineno}, in {frame.name}: {frame.line}" for frame in frames[-5:]]
        return "\n".join([*lines, message])[-_LONGEST_ERROR:]
    except BaseException:  # the message of a learner's exception class may itself fail
        return type(error).__name__


def serve(plan: dict[str, Any]) -> None:
    """Import what the plan names, then start a child for every request on the input socket, until it closes."""
    import gc
    import importlib
    import socket

    sys.path[:] = [*sys.path, *plan["paths"]]
    for name in plan["modules"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _fences()
    gc.collect()
    gc.freeze()  # children share the pages of what is imported here; counting garbage would copy them
    line = socket.socket(fileno=os.dup(0))
    while True:
        message, pipes, _, _ = socket.recv_fds(line, 64, 3)
        if not message:
            return
        line.sendall(_fork(line, pipes) if message == b"start" else _exit_code(int(message.split()[1])))


def _fork(line: Any, pipes: list[int]) -> bytes:
    """Start a child that reads its task from the first pipe; its process id."""
    pid = os.fork()
    if pid == 0:
        line.close()
        os.setsid()
        for place, pipe in enumerate(pipes):
            os.dup2(pipe, place)
        _close(pipes)
        main(known=True)
    _close(pipes)
    return b"%d" % pid


def _close(pipes: list[int]) -> None:
    for pipe in pipes:
        os.close(pipe)


def _exit_code(pid: int) -> bytes:
    """A child's exit code (negative: the signal that ended it), or a dash while it runs."""
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return b"0"
    return b"%d" % os.waitstatus_to_exitcode(status) if done else b"-"


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(json.loads(sys.argv[2]))
    else:
        main()
