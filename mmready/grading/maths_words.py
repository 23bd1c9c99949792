"""What learners are told about typed mathematics: codes and words. None of them tells the key."""

from __future__ import annotations

from mmready.translation import marked, t

MATHS_WORDS: dict[str, str] = {
    # cannot be read as this kind
    "number-asked": marked("A single number is asked for."),
    "comma": marked("A single number is asked for. Write a point for decimals: 1.5."),
    "expression-asked": marked("An expression is asked for, without = or <."),
    "equation-asked": marked("An equation is asked for, with one = in it."),
    "inequality-asked": marked("An inequality is asked for, such as x < 2 or 0 < x <= 1."),
    "vector-asked": marked("A vector is asked for. Write its entries with commas between: (1, 2)."),
    "matrix-asked": marked("A matrix is asked for. Write [[1, 2], [3, 4]], or one row a line."),
    "interval-asked": marked("An interval is asked for. Write [0, 1), (2, inf), or a union of intervals."),
    "set-asked": marked("A set is asked for. Write {1, 2}."),
    "work-out": marked("Work it out and give the entries of the result."),
    "shape": marked("These sizes do not go together."),
    "cannot-tell": marked("We can't work out the value of this. Write it in a simpler way."),
    "too-many": marked("That is more than we can read here."),
    "not-text": marked("We expect text here."),
    "ragged": marked("The rows do not all have the same length."),
    # readable and not right
    "undefined": marked("Not right: this has no value. Look for a division by zero."),
    "form-expanded": marked("The value is right. Multiply the brackets out."),
    "form-factored": marked("The value is right. Write it as a product of factors."),
    "form-fraction": marked("The value is right. Write it as a fraction, without decimals."),
    "form-no-integral": marked("The value is right. Work the integral out."),
    "sign": marked("Not right: look at the signs."),
    "factor": marked("Not right: a constant factor is missing or too much."),
    "constant": marked("Not right: a constant is missing or too much."),
    "reciprocal": marked("Not right: this looks like one over the answer."),
    "degrees": marked("Not right: angles are in radians here, not in degrees."),
    "percent": marked("Not right: a share and a percentage are mixed up. 5% is 0.05."),
    "off-by-one": marked("Not right: check whether you counted one too many or one too few."),
    "rounding": marked("Not right yet: this is close. Give the exact value or more figures."),
    "direction": marked("Not right: look at which way the inequality points."),
    "boundary": marked("Not right: look at whether the boundary belongs to it."),
    "transposed": marked("Not right: rows and columns are swapped."),
    "order": marked("Not right: these are the entries, but in another order."),
    "size": marked("Not right: check how many rows and columns it needs."),
    "size-vector": marked("Not right: check how many entries it needs."),
    "entries": marked("Part of it is right: {right} of {count} entries."),
    "ends": marked("The numbers are right. Look at which ends belong to it."),
    "set-missing": marked("What you have is right, but something is missing."),
    "set-extra": marked("Something here does not belong."),
    "set-part": marked("Part of it is right: something is missing and something does not belong."),
    "zero-vector": marked("Not right: the zero vector is never an eigenvector."),
    "cell": marked("{place}: {help}"),
    "cell-empty": marked("Nothing is filled in yet at {place}."),
}


def maths_words(code: str, **details: object) -> str:
    """The words for a code, with ``details`` filled in."""
    return t(MATHS_WORDS[code], **details)
