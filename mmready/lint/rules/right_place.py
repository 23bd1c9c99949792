"""The right option stands now here, now there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mmready.domain.bank import Bank
from mmready.lint.rule import BankRule
from mmready.lint.sample import Sample

_FEWEST = 20  # draws from which a habit can be seen
_SHARE = 0.6


def _check(samples: Sequence[Sample], bank: Bank) -> Iterator[tuple[str, int, str]]:
    places: Counter[int] = Counter()
    files: dict[int, Sample] = {}
    for sample in samples:
        if sample.template.kind != "one-choice":
            continue
        for draw in sample.draws:
            letters = [option.letter for option in draw.variant.options]
            for right in draw.key.right:
                if right in letters:
                    places[letters.index(right)] += 1
                    files.setdefault(letters.index(right), sample)
    total = sum(places.values())
    if total < _FEWEST:
        return
    place, count = places.most_common(1)[0]
    if count > _SHARE * total:
        sample = files[place]
        message = f"the right option is number {place + 1} on the screen in {count} of {total} draws over the bank"
        yield sample.body.path, sample.line("options"), message


RULE = BankRule(
    code="right-place",
    severity="warning",
    says="Over the bank, no place on the screen holds the right option in more than 6 of 10 draws.",
    fix="Leave out `keep_order`, or write some of these questions the other way round.",
    check=_check,
)
