"""Results from files: what cannot count is named and left out, and nothing else changes any number."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import signal
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmready.analysis import (
    collect,
    find_sources,
    reading,
    result_of,
    result_text,
    setting_of,
    sum_up,
    write_parquet,
)
from mmready.analysis.analysing import clear
from mmready.analysis.handed_in import with_downloads
from mmready.analysis.sources import _lines
from mmready.analysis.workers import Here, Processes
from mmready.errors import MMReadyError
from mmready.progress import MemoryStore, pack
from mmready.session import Practice, Sitting
from tests.analysis.class_of import BANK, SETTING, collected, results, summed, write_files, write_lines

FOUND = results(60)


def test_every_kind_of_file_gives_the_same_numbers(tmp_path):
    notes = [{"question": "limits-1", "what": "flag"}, {"question": "limits-1", "what": "comment", "text": "Why?"}]
    found = [{**FOUND[0], "notes": notes}, *FOUND[1:]]
    found[1]["answers"][0] |= {"outcome": "partly", "points": 0.25, "sure": "guess", "chose": ["a", "c"]}
    whole = summed(tmp_path / "w1", write_lines(tmp_path / "lines.jsonl", found))
    assert whole.sittings == 60
    assert whole.flags.sum() == 1
    assert summed(tmp_path / "w2", write_files(tmp_path / "files", found)) == whole
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "lines.jsonl").read_bytes()))
    assert summed(tmp_path / "w3", packed) == whole
    folder = tmp_path / "parts"
    folder.mkdir()
    write_parquet(found[:25], folder / "one.parquet")
    write_parquet(found[25:], folder / "two.parquet")
    assert summed(tmp_path / "w4", folder) == whole


def test_no_order_of_files_changes_any_number(tmp_path):
    write_lines(tmp_path / "all" / "a.jsonl", FOUND)
    mixed = list(FOUND)
    random.Random(3).shuffle(mixed)
    for number in range(4):
        write_lines(tmp_path / "mixed" / f"{number}.jsonl", mixed[number::4])
    assert summed(tmp_path / "w1", tmp_path / "all") == summed(tmp_path / "w2", tmp_path / "mixed")


def test_size_of_the_pieces_changes_no_number(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "a.jsonl", [*FOUND, FOUND[3]])
    whole = summed(tmp_path / "w1", path)
    monkeypatch.setattr(reading, "PIECE", 7)
    found = collected(tmp_path / "w2", path)
    assert found.sizes == (7,) * 8 + (5,)
    assert sum_up(found, SETTING, Here()) == whole


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")), max_size=20), st.integers(1, 40))
def test_parts_of_a_file_of_lines_hold_every_line_once(lines, step):
    text = b"\n".join(lines)
    size = max(len(text), 1)
    parts = [_lines(io.BytesIO(text), start, min(start + step, size)) for start in range(0, size, step)]
    found = [(at, line) for part in parts for at, line in part]
    assert all(text[at : at + len(line)] == line for at, line in found)
    assert b"".join(line for _, line in found) == text


def broken(text: str) -> str:
    return text.replace('"outcome":"right"', '"outcome":"wrong"', 1)


def test_what_cannot_count_is_named_with_its_reason_and_the_rest_counts(tmp_path):
    folder = write_files(tmp_path / "all", FOUND[:5])
    (folder / "cut.json").write_text(result_text(FOUND[6])[:200])
    (folder / "changed.json").write_text(broken(result_text(FOUND[7])))
    (folder / "empty.json").write_text("")
    (folder / "noise.json").write_bytes(bytes(range(256)))
    (folder / "older.json").write_text(result_text({**FOUND[8], "bank": "another"}))
    (folder / "nothing.json").write_text(result_text({**FOUND[9], "answers": []}))
    unknown = [{**FOUND[9]["answers"][0], "question": "no-such-question"}]
    (folder / "unknown.json").write_text(result_text({**FOUND[9], "answers": unknown}))
    (folder / "again.json").write_text(result_text(FOUND[2]))
    lines = [result_text(FOUND[10]), "not JSON", "", result_text(FOUND[11])]
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "damaged.jsonl.gz").write_bytes(gzip.compress(result_text(FOUND[12]).encode() + b"\n" * 90_000)[:-20])
    (folder / "damaged.parquet").write_bytes(b"PAR1 and no more")
    found = collected(tmp_path / "work", folder)
    assert sum_up(found, SETTING, Here()).sittings == 8
    named = {name.removeprefix(f"{folder}/"): left.reason for left in found.left for name in left.named}
    damaged = "this is not a result file, or it is damaged"
    assert named == {
        "cut.json": damaged,
        "changed.json": "its checksum does not fit: it was damaged or changed",
        "empty.json": damaged,
        "noise.json": damaged,
        "older.json": "answered on another version of the bank (--any-version counts them as well)",
        "nothing.json": "no question was answered",
        "unknown.json": "this is not what a result holds",
        "again.json": "the same sitting is there twice",
        "lines.jsonl, line 2": damaged,
        "damaged.jsonl.gz, its end": damaged,
        "damaged.parquet, row 1": damaged,
    }


@given(st.data())
@settings(max_examples=80)
def test_no_values_with_a_right_checksum_crash_it(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    json_values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    )
    result = dict(FOUND[0])
    where = data.draw(st.sampled_from(["readiness", "answers", "notes", "sitting", "at", "bank"]))
    result[where] = data.draw(json_values)
    if data.draw(st.booleans()):
        answer = dict(FOUND[0]["answers"][0])
        answer[data.draw(st.sampled_from(["question", "outcome", "seconds", "chose", "sure"]))] = data.draw(json_values)
        result = {**FOUND[0], "answers": [answer]}
    path.write_text(f"{result_text(result)}\n{result_text(FOUND[1])}\n", encoding="utf-8", errors="surrogatepass")
    assert summed(path.parent / "work", path).sittings in (1, 2)


def test_of_a_sitting_that_is_there_twice_the_longer_one_counts(tmp_path):
    shorter = {**FOUND[0], "answers": FOUND[0]["answers"][:4]}
    write_lines(tmp_path / "all" / "a.jsonl", [shorter, FOUND[1]])
    write_lines(tmp_path / "all" / "b.jsonl", [FOUND[0], FOUND[1]])
    found = collected(tmp_path / "work", tmp_path / "all")
    assert sum_up(found, SETTING, Here()) == summed(tmp_path / "w2", write_lines(tmp_path / "one.jsonl", FOUND[:2]))
    (left,) = found.left
    assert left.count == 2
    assert left.named == (f"{tmp_path}/all/a.jsonl, line 1", f"{tmp_path}/all/b.jsonl, line 2")


def test_other_versions_count_where_they_are_asked_for_as_far_as_their_questions_are_still_there(tmp_path):
    gone = [{**FOUND[0]["answers"][0], "question": "gone"}, *FOUND[0]["answers"][1:]]
    path = write_lines(tmp_path / "a.jsonl", [{**FOUND[0], "bank": "another", "answers": gone}])
    every = setting_of(BANK, any_version=True)
    sums = sum_up(collected(tmp_path / "work", path, setting=every), every, Here())
    assert sums.sittings == 1
    assert sums.outcomes.sum() == len(gone) - 1


def test_results_are_looked_for_in_folders_but_not_in_hidden_ones_nor_in_the_work_folder(tmp_path):
    path = write_lines(tmp_path / "deep" / "down" / "a.jsonl", FOUND[:1])
    write_lines(tmp_path / ".hidden" / "b.jsonl", FOUND[1:2])
    write_lines(tmp_path / "work" / "c.jsonl", FOUND[2:3])
    assert [source.paths for source in find_sources([tmp_path], tmp_path / "work")] == [(str(path),)]


@pytest.mark.parametrize(("name", "said"), [("none.json", "no results at"), ("a.txt", "is none of")])
def test_path_that_is_nothing_of_ours_is_an_error(tmp_path, name, said):
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(MMReadyError, match=said):
        find_sources([tmp_path / name])


def test_work_folder_loses_only_what_runs_left_there(tmp_path):
    own = write_lines(tmp_path / "work" / "mine.jsonl", FOUND[:1])
    collected(tmp_path / "work", own)
    assert len(list((tmp_path / "work").iterdir())) == 3
    clear(tmp_path / "work")
    assert list((tmp_path / "work").iterdir()) == [own]


# -- workers and broken runs -----------------------------------------------------------------------------------------


def many_files(folder, count=12):
    for number in range(count):
        write_lines(folder / f"{number:02}.jsonl", FOUND[number * 5 : number * 5 + 5])
    return folder


class StopError(Exception):
    pass


def test_run_that_was_broken_off_goes_on_where_it_stopped_with_the_same_numbers(tmp_path):
    folder, work = many_files(tmp_path / "all"), tmp_path / "work"
    whole = summed(tmp_path / "other", folder)

    def stop(what, done, total):
        if done == 5:
            raise StopError

    with pytest.raises(StopError):
        collected(work, folder, progress=stop)
    before = {path: path.stat().st_mtime_ns for path in work.iterdir()}
    assert len(before) == 10  # five parts, each with its piece
    (work / ".0123456789abcdef01234567.json.k2_x9abc").write_text("half a fi")
    found = collected(work, folder, resume=True)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sum_up(found, SETTING, Here()) == whole


def test_file_that_changed_since_is_read_again(tmp_path):
    folder, work = many_files(tmp_path / "all", 2), tmp_path / "work"
    collected(work, folder)
    write_lines(folder / "01.jsonl", FOUND[5:9])
    assert sum_up(collected(work, folder, resume=True), SETTING, Here()).sittings == 9


@pytest.mark.slow
def test_worker_that_is_killed_half_way_changes_nothing(tmp_path):
    folder = many_files(tmp_path / "all")
    whole = summed(tmp_path / "other", folder)
    with Processes(2) as crew:
        first = crew._pool

        def kill(what, done, total):
            if done == 1:
                for process in list(crew._pool._processes):
                    os.kill(process, signal.SIGKILL)

        found = collected(tmp_path / "work", folder, workers=crew, progress=kill)
        assert crew._pool is not first
        assert sum_up(found, SETTING, crew) == whole


@pytest.mark.slow
def test_item_offered_to_workers_already_dead_is_done_again():
    with Processes(2) as crew:
        found = crew.map(abs, range(-9, 0))
        first = next(found)
        for process in list(crew._pool._processes):
            os.kill(process, signal.SIGKILL)
        ends = time.monotonic() + 60
        while not crew._pool._broken and time.monotonic() < ends:
            time.sleep(0.01)
        assert crew._pool._broken
        assert [first, *found] == list(range(9, 0, -1))


# -- what "My data" saves --------------------------------------------------------------------------------------------


def answered(store: MemoryStore, name: str, seed: int) -> Sitting:
    made = Sitting(BANK, ["C1"], seed, store, at="2026-11-22T09:00:00+00:00", sitting_id=name)
    for minute in range(1, 6):
        made.dont_know(at=f"2026-11-22T09:{minute:02}:00+00:00")
    return made


def test_download_of_my_data_counts_its_checks_and_not_its_practice(tmp_path):
    store = MemoryStore()
    sittings = [answered(store, "first", 1), answered(store, "second", 2)]
    Practice(BANK, "limits", 4, store, at="2026-11-23T09:00:00").dont_know()
    Sitting(BANK, ["C2"], 3, store, sitting_id="begun")
    (tmp_path / "mmready-answers.jsonl").write_text(pack(store)[0], encoding="utf-8")
    sources, left = with_downloads(BANK, find_sources([tmp_path]), tmp_path / "work")
    assert [(each.reason, each.count) for each in left] == [("no question was answered", 1)]
    sums = sum_up(collect(sources, SETTING, tmp_path / "w1", Here()), SETTING, Here())
    direct = write_lines(tmp_path / "other" / "a.jsonl", map(result_of, sittings))
    assert sums == summed(tmp_path / "w2", direct)


def test_damaged_download_and_one_of_another_bank_are_named(tmp_path):
    store = MemoryStore()
    answered(store, "first", 1)
    text = pack(store)[0]
    (tmp_path / "cut.jsonl").write_text(text[: len(text) // 2], encoding="utf-8")
    (tmp_path / "whole.jsonl").write_text(text, encoding="utf-8")
    other = replace(BANK, digest="another")
    sources, left = with_downloads(other, find_sources([tmp_path]), tmp_path / "work")
    assert sources == ()
    assert {name.removeprefix(f"{tmp_path}/"): each.reason for each in left for name in each.named} == {
        "cut.jsonl": "this is not a result file, or it is damaged",
        "whole.jsonl, sitting first": "answered on another version of the bank (--any-version counts them as well)",
    }


def test_folder_without_results_is_an_error(tmp_path):
    with pytest.raises(MMReadyError, match="no results"):
        collect(find_sources([tmp_path]), SETTING, tmp_path / "work", Here())


def test_comment_cannot_hold_signs_that_steer_a_terminal(tmp_path):
    notes = [{"question": "limits-1", "what": "comment", "text": "\x1b[31mred\nand more"}]
    sums = summed(tmp_path / "work", write_lines(tmp_path / "a.jsonl", [{**FOUND[0], "notes": notes}]))
    ((_, text),) = next(iter(sums.comments.values()))
    assert text == " [31mred and more"
    assert json.dumps(text)
