"""A bank made by hand with one question of every kind, so that screens can be tested without files or drawing.

Keys, feedback and solutions hold canaries: words that must never reach a page before the answer (``KEY``), or ever
(``SOLUTION``).
"""

from __future__ import annotations

from dataclasses import replace

from mmready.domain.bank import Bank, Prepared
from mmready.domain.question import KINDS, QuestionTemplate
from mmready.domain.skill import Course, Fact, Lesson, Need, Resource, Section, Skill
from mmready.domain.variant import AnswerKey, Blank, Figure, FunctionTest, Mistake, Option, ShownTest, Variant

KEY, SOLUTION = "CANARYKEY", "CANARYSOLUTION"

TRIANGLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 216 204" width="216" height="204" role="img" aria-label="a">'
    '<path d="M30 172 168 172 168 34z" fill="currentColor" fill-opacity=".2"/>'
    '<path d="M30 172 168 34 168 172" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M14 172H204M30 188V12" stroke="currentColor" fill="none"/>'
    '<text x="164" y="190" font-size="12" fill="currentColor">1</text>'
    '<text x="126" y="134" font-size="16" font-style="italic" fill="currentColor">T</text></svg>'
)
SEARCH = (
    "def find(values, goal):",
    "    low, high = 0, len(values)",
    "    while low < high:",
    "        middle = (low + high) // 2",
    "        if values[middle] < goal:",
    "            low = middle + 1",
    "        else:",
    "            high = middle",
    "    return low",
)
EXTRA = "            high = middle - 1"
SHUFFLED = tuple(([*SEARCH, EXTRA])[place] for place in (3, 0, 8, 5, 1, 9, 6, 2, 7, 4))

# kind → (skill, name, subject)
SKILLS = {
    "one-choice": ("double-integrals", "Double integrals", "calculus"),
    "many-choice": ("independence", "Linear independence and rank", "linear-algebra"),
    "number": ("inverse-determinant", "Inverse and determinant", "linear-algebra"),
    "expression": ("chain-rule", "Chain rule", "calculus"),
    "equation": ("planes", "Lines and planes", "linear-algebra"),
    "inequality": ("algebra", "Algebra, exponentials and logarithms", "calculus"),
    "vector": ("eigenvectors", "Eigenvalues and eigenvectors", "linear-algebra"),
    "matrix": ("matrix-products", "Matrix operations", "linear-algebra"),
    "interval": ("series", "Sequences and infinite series", "calculus"),
    "set": ("events", "Sets and events", "probability"),
    "order": ("control-flow", "Branches and loops", "python"),
    "output": ("numpy-arrays", "NumPy arrays, shapes and indexing", "python"),
    "function": ("functions", "Functions", "python"),
    "blanks": ("derivatives", "Derivatives of standard functions", "calculus"),
}


def _options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(letter, text) for letter, text in zip("dbca", texts, strict=False))


def _variants() -> dict[str, Variant]:
    def variant(kind: str, text: str, **more: object) -> Variant:
        skill, _, subject = SKILLS[kind]
        return Variant(f"{skill}-question", 0, kind, skill, subject, text, **more)  # type: ignore[arg-type]

    integral = r"$\displaystyle\int_{%s}^{%s}\!\int_{%s}^{%s} f(x, y)\,dx\,dy$"
    found = (
        variant(
            "one-choice",
            r"The region $T$ is the triangle $0 \le y \le x \le 1$. Which integral is equal to $\iint_T f(x, y)\,dA$?"
            "\n\n![T](figure:T)",
            options=_options(
                integral % (0, 1, 0, "y"),
                integral % (0, 1, "y", 1),
                integral % (0, 1, 0, "x"),
                integral % ("y", 1, 0, 1),
            ),
            figures=(Figure("T", TRIANGLE, "Triangle T with corners (0, 0), (1, 0) and (1, 1), below the line y = x"),),
        ),
        variant(
            "many-choice",
            "Which of these sets of vectors are linearly independent?",
            options=_options(
                "$(1, 2),\\ (3, 6)$", "$(1, 2),\\ (2, 5)$", "$(2, 3),\\ (3, 2)$", "$(1, 2),\\ (0, 1),\\ (2, 2)$"
            ),
        ),
        variant(
            "number",
            "Find the determinant of\n\n$$A = \\begin{bmatrix}2&-1&0\\\\1&3&-2\\\\0&1&1\\end{bmatrix}$$",
            unit="square metres",
        ),
        variant("expression", "Differentiate with respect to $x$:\n\n$$f(x) = e^{3x^{2} - 2x}$$", variables=("x",)),
        variant(
            "equation",
            "Give an equation of the plane through $(0, 0, -5)$ with normal vector $(2, 4, -1)$.",
            variables=("x", "y", "z"),
        ),
        variant("inequality", "For which $x$ is $2x - 1 > 0$? Give an inequality.", variables=("x",)),
        variant(
            "vector", r"$A = \begin{bmatrix}4&2\\1&3\end{bmatrix}$ has the eigenvalue $2$. Give one eigenvector for it."
        ),
        variant(
            "matrix",
            "Multiply. Finding the size of the result is part of the question.\n\n"
            r"$$AB = \begin{bmatrix}1&2&0\\-1&1&3\end{bmatrix}\begin{bmatrix}2&1\\0&1\\1&-1\end{bmatrix}$$",
        ),
        variant("interval", r"For which $x$ does $\sum_{n=1}^{\infty} \frac{x^n}{n}$ converge? Give an interval."),
        variant("set", "A die is rolled. Which numbers are in the event “even and above 3”?"),
        variant(
            "order",
            "Put the lines in order so that `find` returns the first position at which `goal` could stand. One line is "
            "not needed.",
            lines=SHUFFLED,
        ),
        variant(
            "output",
            "What does this program print?\n\n~~~python\nimport numpy as np\na = np.ones((3, 1))\nb = np.ones(4)\n"
            "print((a + b).shape)\n~~~",
        ),
        variant(
            "function",
            "Write `row_norms(X)`. It returns the length of every row of the two-dimensional array `X`. "
            "Do not use a loop.",
            function="row_norms(X)",
            starter="import numpy as np\n\ndef row_norms(X):\n    ",
            tests=(
                ShownTest("row_norms(array([[3, 4]]))", "array([5.])"),
                ShownTest("row_norms(array([[0, 0], [1, 0]]))", "array([0., 1.])"),
            ),
            hidden_tests=2,
            imports=("numpy",),
        ),
        variant(
            "blanks",
            "For $f(x) = (x - 2)^2$ the slope is zero at $x =$ [[?z]], and there $f$ has a [[?m]].",
            blanks=(Blank("z", "number"), Blank("m", "one-choice", _options("minimum", "maximum"))),
        ),
    )
    return {each.kind: each for each in found}


def _keys() -> dict[str, AnswerKey]:
    feedback = {
        "d": "Here $x$ would run from 0 to $y$.",
        "c": "Look at the limits.",
        "a": "The outer limits are numbers.",
    }
    answers = {
        "number": "9", "expression": "(6x - 2) e^(3x^2 - 2x)", "equation": "z = 2x + 4y - 5", "inequality": "x > 1/2",
        "vector": "[1, -1]", "matrix": "[[2, 3], [1, -3]]", "interval": "[-1, 1)", "set": "{4, 6}",
        "output": "(3, 4)\n",
        "function": f"import numpy as np\n\ndef row_norms(X):\n    # {KEY}\n    return np.sqrt((X ** 2).sum(axis=1))",
    }  # fmt: skip
    domains = {"expression": ("x",), "equation": ("x", "y", "z"), "inequality": ("x",)}
    mistakes = {
        "expression": (
            Mistake(
                "e^(3x^2 - 2x)",
                "The inside was not differentiated. The outer function is done; its argument still has to be.",
            ),
        )
    }
    keys = {}
    for kind in KINDS:
        skill = SKILLS[kind][0]
        more: dict[str, object] = {"solution": f"{SOLUTION} {kind}", "mistakes": mistakes.get(kind, ())}
        if kind in answers:
            more |= {"answer": answers[kind], "variables": dict.fromkeys(domains.get(kind, ()), "real")}
        if kind == "one-choice":
            more |= {"right": ("b",), "shown": ("d", "b", "c", "a"), "option_feedback": feedback}
        if kind == "many-choice":
            more |= {"right": ("b", "c"), "shown": ("d", "b", "c", "a"), "option_feedback": {"d": f"{KEY} feedback"}}
        if kind == "order":
            more |= {"lines": SEARCH, "extra": (EXTRA,)}
        if kind == "function":
            tests = [FunctionTest(test.call, test.gives) for test in VARIANTS["function"].tests]
            hidden = FunctionTest(f"row_norms(array([[0, 7]]))  # {KEY}", "array([7.])", hidden=True)
            more |= {"function": "row_norms(X)", "tests": (*tests, hidden), "imports": ("numpy",)}
        if kind == "blanks":
            parts = {
                "z": AnswerKey("derivatives-question", 0, "number", "2"),
                "m": AnswerKey("derivatives-question", 0, "one-choice", right=("d",), shown=("d", "b")),
            }
            more |= {"blanks": parts}
        keys[kind] = AnswerKey(f"{skill}-question", 0, kind, **more)  # type: ignore[arg-type]
    return keys


VARIANTS = _variants()
KEYS = _keys()


def all_kinds_bank() -> Bank:
    """Two courses, fourteen skills, a question each."""
    skills, questions, prepared, sections = {}, {}, {}, {}
    for place, (kind, (skill, name, subject)) in enumerate(SKILLS.items(), 1):
        lesson = Lesson("18.02SC", (str(place), str(place + 20)))
        skills[skill] = Skill(skill, subject, name, f"Does {name}.", (), (lesson,), (2.0, 6.0), "2 sessions of 3 h")
        card = QuestionTemplate(f"{skill}-question", kind, skill, subject, 3, 2.0)
        questions[card.id] = card
        prepared[card.id] = Prepared(((VARIANTS[kind], KEYS[kind]),) * 40, complete=True)
        for ref in lesson.sections:
            sections[ref] = Section(ref, f"{name}, part {ref}", f"https://example.org/18.02/{ref}", 3.0)
    needs = {
        skill: Need(skill, "essential", f"{name.lower()} in homework, Unit {place}")
        for place, (skill, name, _) in enumerate(SKILLS.values(), 1)
    }
    address = "https://example.org/18.02/"
    resource = Resource(
        "18.02SC", "Multivariable Calculus", address, "session", sections, "3 h a session", address, "2026-11-22"
    )
    rule = Fact("rule", "A pass in every course comes first.", "https://example.org/", "2026-11-22")
    calculus = {skill: need for skill, need in needs.items() if skills[skill].subject == "calculus"}
    courses = {
        "6.431x": Course("6.431x", "Probability", 1, True, "calculus, sets and sums", calculus),
        "6.86x": Course(
            "6.86x", "Machine Learning with Python", 2, True, "all four subjects", needs, after=("6.431x",)
        ),
        "capstone": Course("capstone", "Capstone exam", 3, False, "the certificates", {}, facts=(rule,)),
    }
    return Bank(questions, skills, courses, {"18.02SC": resource}, (rule,), prepared=prepared, digest="all-kinds")


def bank_of(*kinds: str) -> Bank:
    """The same bank with the questions of these kinds only."""
    bank = all_kinds_bank()
    return replace(bank, questions={name: card for name, card in bank.questions.items() if card.kind in kinds})


# What a page sends for each kind: places on the screen, and text.
RIGHT: dict[str, object] = {
    "one-choice": 1,
    "many-choice": [1, 2],
    "number": "9",
    "expression": "(6x - 2) e^(3x^2 - 2x)",
    "equation": "2x + 4y - z = 5",
    "inequality": "x > 1/2",
    "vector": ["1", "-1"],
    "matrix": [["2", "3"], ["1", "-3"]],
    "interval": "[-1, 1)",
    "set": "{6, 4}",
    "order": [[SHUFFLED.index(line), 0] for line in SEARCH],
    "output": "(3, 4)",
    "function": "import numpy as np\n\ndef row_norms(X):\n    return np.sqrt((X ** 2).sum(axis=1))",
    "blanks": {"z": "2", "m": 0},
}
WRONG: dict[str, object] = {
    "one-choice": 0,
    "many-choice": [0],
    "number": "-9",
    "expression": "e^(3x^2 - 2x)",
    "equation": "x + y = z",
    "inequality": "x < 1/2",
    "vector": ["1", "1"],
    "matrix": [["1", "3"], ["1", "3"]],
    "interval": "(-1, 1)",
    "set": "{4}",
    "order": [[place, 0] for place in (1, 0, *range(2, len(SHUFFLED)))],
    "output": "(4, 3)",
    "function": "import numpy as np\n\ndef row_norms(X):\n    return (X ** 2).sum(axis=1)",
    "blanks": {"z": "3", "m": 1},
}
UNREADABLE: dict[str, object] = {
    "number": "3 +",
    "expression": "(6x - 2 e^(3x^2",
    "equation": "2x + = 5",
    "inequality": "x >",
    "vector": ["1", "2 +"],
    "matrix": [["1", "("], ["1", "3"]],
    "interval": "[1,",
    "set": "{4",
    "function": "def row_norms(X:",
    "blanks": {"z": "2 +", "m": 0},
}
