"""Runs an author's Check in a child process, for one draw at a time, and puts the key's questions to ``expected``.

This file is sent to the child as the source of a task and is never run by the parent. What it returns is made of plain
Python values, so that their text can be read back without running anything.
"""

from __future__ import annotations

import copy
import inspect
import random  # noqa: TID251 - a Check may use it, always from the same start
import signal
import sys
import traceback
from typing import Any

inputs: dict[str, Any] = globals().get("inputs", {})  # put here by the child: kind, check, draws

_MISSING = object()
_RANDOM_CALLS = 50
_ORDER_SECONDS = 1.0


def prove(number: int) -> dict[str, Any]:
    """What the Check says of one draw: ``stopped`` with a line of the Check, ``unset``, or the kind's answers."""
    draw = inputs["draws"][number]
    _same_chance_everywhere()
    scope: dict[str, Any] = {"__name__": "__check__"}
    try:
        _put_names(scope, draw)
        exec(compile(inputs["check"], "<check>", "exec"), scope)  # noqa: S102 - in the child, behind its fences
        expected = scope.get("expected", _MISSING)
        if expected is _MISSING:
            return {"unset": "the Check does not set `expected`"}
        return _answers(draw["ask"], expected, scope)
    except BaseException as error:  # an author's exit or assertion too
        return {"stopped": _told(error), "line": _line(error)}
    finally:
        scope.clear()  # the Check's functions hold on to it; a hundred draws of large arrays would fill the memory


def _same_chance_everywhere() -> None:
    random.seed(20)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(20)


def _put_names(scope: dict[str, Any], draw: dict[str, Any]) -> None:
    """Drawn names as numbers, text and arrays; functions of variables as functions."""
    for name, value in draw["values"].items():
        scope[name] = _array(value) if isinstance(value, list) else _number(value)
    for source in draw["functions"]:
        exec(compile(source, "<define>", "exec"), scope)  # noqa: S102 - printed from a tree by the parent


def _array(value: list[Any]) -> Any:
    import numpy

    return numpy.array([_array(item) if isinstance(item, list) else _number(item) for item in value])


def _number(value: Any) -> Any:
    """JSON has no complex numbers: they come as a map."""
    return complex(value["re"], value["im"]) if isinstance(value, dict) else value


def _answers(ask: dict[str, Any], expected: Any, scope: dict[str, Any]) -> dict[str, Any]:
    """The answers of ``expected`` to what is asked of a kind."""
    kind = ask["kind"]
    if kind == "blanks":
        if not isinstance(expected, dict):
            return {"unset": "`expected` has to be a dict with an entry for each blank"}
        missing = [name for name in ask["blanks"] if name not in expected]
        if missing:
            return {"unset": f"`expected` has no entry for the blank {missing[0]!r}"}
        return {"blanks": {name: _answers(part, expected[name], scope) for name, part in ask["blanks"].items()}}
    expected, error = _split(expected, kind)
    if kind in ("expression", "equation", "inequality"):
        return {"values": [_at(expected, ask["names"], point) for point in ask["points"]], "error": error}
    if kind == "function":
        return _function(ask, expected, scope)
    if kind == "order":
        return _order(ask, expected)
    if kind == "interval" and callable(expected):
        return {"values": [_plain(expected(_number(point))) for point in ask["points"]], "error": None}
    return {"value": _plain(expected), "error": error}


def _split(expected: Any, kind: str) -> tuple[Any, float | None]:
    """``(value, error)`` from a simulation, told from a pair that is itself a value."""
    if not isinstance(expected, tuple) or len(expected) != 2:
        return expected, None
    value, error = expected
    if isinstance(error, bool) or not isinstance(_plain(error), int | float):
        return expected, None
    pair = kind in ("vector", "interval", "set", "one-choice", "many-choice") and isinstance(
        _plain(value), int | float | complex
    )
    return (expected, None) if pair else (value, float(error))


def _at(function: Any, names: list[str], point: list[Any]) -> Any:
    """The value at a point, arguments by name where they are named like the variables, else in order."""
    if not callable(function):
        return _plain(function)
    values = [_number(value) for value in point]
    try:
        wanted = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        wanted = names
    if set(wanted) <= set(names):
        return _plain(function(*(values[names.index(name)] for name in wanted)))
    return _plain(function(*values[: len(wanted)]))


def _function(ask: dict[str, Any], expected: Any, scope: dict[str, Any]) -> dict[str, Any]:
    """The solution and ``expected`` side by side, on the tests and on calls that the Check makes up."""
    if not callable(expected):
        return {"unset": "`expected` has to be a second implementation, a function"}
    theirs: dict[str, Any] = {"__name__": "__solution__"}
    exec(compile(ask["solution"], "<solution>", "exec"), theirs)  # noqa: S102 - in the child, behind its fences
    name = ask["name"]
    if not callable(theirs.get(name)):
        return {"unset": f"the Solution's program does not define {name}"}
    ours = {**theirs, **{key: value for key, value in scope.items() if key != "__builtins__"}, name: expected}
    found = [(call, _outcome(call, theirs), _outcome(call, ours)) for call in ask["calls"]]
    make = scope.get("calls")
    if callable(make):
        chance = random.Random(20)
        for _ in range(_RANDOM_CALLS):
            made = make(chance)
            if isinstance(made, str):
                found.append((made, _outcome(made, theirs), _outcome(made, ours)))
                continue
            given = made if isinstance(made, tuple) else (made,)
            call = f"{name}({', '.join(map(_text, given))})"
            found.append((call, _called(theirs[name], given), _called(expected, given)))
    return {"pairs": found}


def _outcome(call: str, scope: dict[str, Any]) -> str:
    return _tried(lambda: eval(compile(call, "<call>", "eval"), scope))  # noqa: S307 - in the child


def _called(function: Any, given: tuple[Any, ...]) -> str:
    return _tried(lambda: function(*copy.deepcopy(given)))


def _tried(act: Any) -> str:
    try:
        return _text(act())
    except Exception as error:
        return f"raises {type(error).__name__}"


def _order(ask: dict[str, Any], expected: Any) -> dict[str, Any]:
    """Whether ``expected`` takes the key's program and each of the wrong ones; one that never ends is not taken."""
    if not callable(expected):
        return {"unset": "`expected` has to be a function that tests a program (its text)"}
    return {"taken": [_takes(expected, program) for program in ask["programs"]]}


class _TooLong(BaseException):
    pass


def _takes(test: Any, program: str) -> tuple[bool, str]:
    def stop(number: int, frame: Any) -> None:
        raise _TooLong

    timer = hasattr(signal, "setitimer")
    if timer:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, _ORDER_SECONDS)
    try:
        verdict = test(program)
        return verdict is None or bool(verdict), ""
    except BaseException as error:  # whatever the wrong program does
        return False, _told(error)
    finally:
        if timer:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _plain(value: Any, depth: int = 0) -> Any:
    """A value made of Python's own numbers, text, lists, tuples, sets and dicts."""
    if hasattr(value, "tolist"):
        return _plain(value.tolist(), depth + 1)
    if value is None or isinstance(value, bool | int | float | complex | str) or depth > 20:
        return value
    if isinstance(value, tuple):
        return tuple(_plain(item, depth + 1) for item in value)
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, set | frozenset):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_plain(key, depth + 1): _plain(item, depth + 1) for key, item in value.items()}
    for number in (float, complex):  # fractions, decimals, SymPy's numbers
        try:
            return number(value)
        except (TypeError, ValueError):
            continue
    return repr(value)


def _text(value: Any) -> str:
    """The text of a value as the grader's child writes it."""
    if hasattr(value, "tolist"):
        inside = value.tolist()
        return f"array({inside!r})" if isinstance(inside, list) else repr(inside)
    if type(value) is list:
        return f"[{', '.join(map(_text, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(_text, value))}{',' if len(value) == 1 else ''})"
    if type(value) is dict:
        return f"{{{', '.join(f'{_text(key)}: {_text(item)}' for key, item in value.items())}}}"
    return repr(value)


def _told(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(type(error), error)).strip()[:500]


def _line(error: BaseException) -> int:
    """The line of the Check in which it stopped, 0 where it was none of its own."""
    if isinstance(error, SyntaxError) and error.filename == "<check>":
        return error.lineno or 0
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<check>"]
    return lines[-1] if lines else 0
