"""What learners do not see of a question before they answer, for its author: key, hints, solution, mistakes."""

from __future__ import annotations

import html
from collections.abc import Iterator

from mmready.domain.variant import AnswerKey, Mistake, Variant
from mmready.report.markdown import to_html

__all__ = ["told_html"]


def told_html(variant: Variant, key: AnswerKey) -> str:
    """Key, hints, solution and the wrong answers that have a word for them, as HTML."""
    hints = "".join(f"<li>{to_html(hint, figures=variant.figures)}</li>" for hint in variant.hints)
    return "".join(
        [
            f"<h4>Key</h4>{_key(key)}",
            f"<h4>Hints</h4><ol>{hints}</ol>" if hints else "",
            f"<h4>Solution</h4>{to_html(key.solution, figures=variant.figures)}",
            _mistakes(variant, key),
        ]
    )


def _key(key: AnswerKey) -> str:
    if key.right:
        return f"<p>Right: {html.escape(', '.join(key.right))} (letters follow the file)</p>"
    if key.lines:
        return f"<pre><code>{html.escape(chr(10).join(key.lines))}</code></pre>"
    if key.blanks:
        rows = "".join(f"<dt>{html.escape(name)}</dt><dd>{_key(blank)}</dd>" for name, blank in key.blanks.items())
        return f'<dl class="kv">{rows}</dl>'
    return f"<pre><code>{html.escape(key.answer)}</code></pre>"


def _mistakes(variant: Variant, key: AnswerKey) -> str:
    """Wrong answers that have a word for them; options by their text."""
    text = {option.letter: option.text for option in variant.options}
    named = [
        (to_html(text[letter], inline=True), said) for letter, said in key.option_feedback.items() if letter in text
    ]
    named += [(f"<code>{html.escape(each.answer)}</code>", each.feedback) for each in _all_mistakes(key)]
    items = "".join(f"<li>{answer}: {to_html(said, inline=True)}</li>" for answer, said in named if said)
    return f"<h4>Mistakes</h4><ul>{items}</ul>" if items else ""


def _all_mistakes(key: AnswerKey) -> Iterator[Mistake]:
    yield from key.mistakes
    for blank in key.blanks.values():
        yield from blank.mistakes
