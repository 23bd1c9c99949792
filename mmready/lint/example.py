"""Examples of rules: a piece of a question file, put into a question that is otherwise sound."""

from __future__ import annotations

import re

__all__ = ["BASES", "merged"]

BASES: dict[str, str] = {
    "number": """\
---
kind: number
skill: sums
difficulty: 2   # one step
minutes: 1
parameters:
  a: integer(12, 31)
  b: integer(3, 9)
answer: a*b + 1
mistakes:
  - answer: a*b
    feedback: One more is still to be added.
  - answer: a + b
    feedback: Each of the rows holds that many.
---
A box holds ${{ a }}$ rows of ${{ b }}$ stones, and one more stone lies on top. How many stones are there?

## Hint
Count a row, then the rows.
## Solution
The rows hold ${{ a*b | value }}$ stones, so there are ${{ answer | value }}$.
## Check
~~~python
expected = len([0 for row in range(a) for stone in range(b)] + [0])
~~~
""",
    "expression": """\
---
kind: expression
skill: sums
difficulty: 2   # one step
minutes: 1
parameters:
  a: integer(2, 30)
variables:
  x: real(-1, 1)
answer: 2*a*x
mistakes:
  - answer: a*x
    feedback: The power comes down as a factor.
  - answer: 2*a*x^2
    feedback: The power goes down by one.
---
Differentiate ${{ a*x^2 }}$ with respect to $x$.

## Hint
Use the rule for powers.
## Solution
The power comes down: ${{ answer }}$.
## Check
~~~python
expected = lambda x: (a*(x + 1e-6)**2 - a*(x - 1e-6)**2) / 2e-6
~~~
""",
    "one-choice": """\
---
kind: one-choice
skill: sums
difficulty: 2   # one step
minutes: 1
parameters:
  a: integer(12, 31)
options:
  - text: ${{ a + 7 }}$
    right: yes
  - text: ${{ a + 6 }}$
    feedback: Count the last one too.
  - text: ${{ a + 9 }}$
    feedback: Count again what comes behind the row.
---
A row of ${{ a }}$ trees grows by seven. How many trees are there?

## Hint
Put the seven behind the row.
## Solution
There are ${{ a + 7 | value }}$ trees.
## Check
~~~python
n = len(list(range(a)) + [0] * 7)
expected = [n == a + 7, n == a + 6, n == a + 9]
~~~
""",
    "many-choice": """\
---
kind: many-choice
skill: sums
difficulty: 2   # one step
minutes: 1
parameters:
  a: integer(12, 31)
options:
  - text: ${{ 2*a }}$
    right: yes
  - text: ${{ 4*a }}$
    right: yes
    feedback: Four times a whole number is twice a whole number.
  - text: ${{ 2*a + 1 }}$
    feedback: One is left when it is halved.
---
Which of these numbers are even?

## Hint
Halve each of them.
## Solution
The halves of the first two are whole.
## Check
~~~python
expected = [(2*a) % 2 == 0, (4*a) % 2 == 0, (2*a + 1) % 2 == 0]
~~~
""",
    "output": """\
---
kind: output
skill: sums
difficulty: 2   # one step
minutes: 1
parameters:
  a: integer(12, 31)
program: |
  x = [{{ a }}]
  y = x
  y.append(0)
  print(x)
mistakes:
  - answer: '[{{ a }}]'
    feedback: Both names mean one list.
  - answer: '[0]'
    feedback: What was in the list stays in it.
---
What does this program print?

{{ program }}

## Hint
Draw the names and the objects.
## Solution
Both names mean one list: `{{ answer }}`.
## Check
~~~python
expected = f"[{a}, 0]"
~~~
""",
}


def merged(piece: str) -> str:
    """The question file that a piece makes of its base.

    A piece holds top-level fields of the front matter, then, after a line ``---``, sections or the text; each takes
    the place of the base's. ``kind:`` in it chooses the base, else it is the ``number`` question.
    """
    piece = f"---\n{piece}" if piece.startswith("## ") else piece
    front, _, back = ("\n" + piece.strip("\n")).partition("\n---\n")
    front = front.removeprefix("\n")
    fields = _cut(front, r"^(?=\w)", r"(\w+):")
    kind = fields.get("kind", "kind: number").removeprefix("kind:").strip()
    base_front, _, base_back = BASES[kind].removeprefix("---\n").partition("---\n")
    all_fields = _cut(base_front, r"^(?=\w)", r"(\w+):") | fields
    sections = _cut("## Question\n" + base_back, r"^(?=## )", r"## (\w+)")
    if back and not back.startswith("## "):
        back = "## Question\n" + back
    sections |= _cut(back, r"^(?=## )", r"## (\w+)")
    text = sections.pop("Question").removeprefix("## Question\n")
    return "---\n" + "".join(all_fields.values()) + "---\n" + text + "".join(sections.values())


def _cut(text: str, start: str, name: str) -> dict[str, str]:
    """A text cut into named blocks, each ending with a line break; a block that is only its name is left out."""
    blocks = [block for block in re.split(start, text, flags=re.MULTILINE) if block.strip()]
    named = {}
    for block in blocks:
        found = re.match(name, block)
        if found:
            named[found.group(1)] = block.rstrip("\n") + "\n"
    return named
