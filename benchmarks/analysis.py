"""Very many sittings: how long the analysis takes, how much memory at most, and whether a cluster says the same.

    python benchmarks/analysis.py [--sittings 100000] [--workers 2] [--dask] [--parquet] [--calibrate] [--folder F]

The sittings are simulated: ``--distinct`` of them are drawn by the bank's model, with 30 answers each, and repeated
under other names, as drawing a million would take longer than everything that is measured. Each command runs as in a
terminal, in a process of its own; memory is the largest sum over that process and its children, looked at five times a
second (resident, so pages that they share count more than once). With ``--dask`` the same results are read by two
local Dask workers too, and the two answers are compared byte by byte. On a machine that is busy with other work the
times come out longer; the load is printed, and the seconds that processors worked, which change little.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from mmready.analysis import checked, result_text, simulated_results, write_parquet
from mmready.api import load_bank

A_FILE = 50_000  # sittings in one file
MEGABYTE = 1e6


def drawn(distinct: int, keep: Path) -> list[dict[str, object]]:
    """So many simulated results; kept, since drawing them takes its time."""
    bank = load_bank()
    path = keep / f"distinct-{distinct}-{bank.digest[:8]}.txt"
    if not path.exists():
        found = simulated_results(bank, distinct, 1, harder=dict.fromkeys(list(bank.questions)[::20], 0.8))
        path.write_text("".join(f"{result_text(each)}\n" for each in found), encoding="utf-8")
    with path.open("rb") as file:
        return [checked(line) for line in file]


def named(found: list[dict[str, object]], count: int) -> Iterator[dict[str, object]]:
    """The results over and over, each time under another name."""
    for number, each in enumerate(itertools.islice(itertools.cycle(found), count)):
        yield {**each, "sitting": f"simulated-{number}"}


def lines(found: list[dict[str, object]], count: int) -> Iterator[str]:
    """The same as lines of text: only the name and the checksum are written anew."""
    bare = [result_text(each) for each in found]
    parts = []
    for text, each in zip(bare, found, strict=True):
        told = f',"sum":"{checked_sum(each)}"'
        head, tail = text.replace(told, "", 1).split(f'"sitting":"{each["sitting"]}"')
        parts.append((head, tail))
    for number, (head, tail) in enumerate(itertools.islice(itertools.cycle(parts), count)):
        named = f'"sitting":"simulated-{number}"'
        proof = hashlib.sha256(f"{head}{named}{tail}".encode()).hexdigest()
        yield f'{head}{named},"sum":"{proof}"{tail}\n'


def checked_sum(each: dict[str, object]) -> str:
    """The checksum in its text."""
    text = result_text(each)
    return text.partition('"sum":"')[2][:64]


def write(folder: Path, found: list[dict[str, object]], count: int, parquet: bool) -> None:
    """Files of ``A_FILE`` sittings each."""
    folder.mkdir(parents=True)
    source = named(found, count) if parquet else lines(found, count)
    for number in range(-(-count // A_FILE)):
        some = itertools.islice(source, A_FILE)
        if parquet:
            write_parquet(some, folder / f"part-{number:04}.parquet")
        else:
            with (folder / f"part-{number:04}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(some)


class Memory(threading.Thread):
    """Looks at the memory of a process and its children, and keeps the largest sum."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.most, self._process, self._over = 0, psutil.Process(process), threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.2):
            with contextlib.suppress(psutil.Error):
                every = [self._process, *self._process.children(recursive=True)]
                self.most = max(self.most, sum(each.memory_info().rss for each in every))

    def end(self) -> float:
        """The most, in megabytes."""
        self._over.set()
        self.join()
        return self.most / MEGABYTE


def timed(*command: str, out: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processors and megabytes of a command of mmready; what it prints goes to ``out``."""
    begin, before = time.perf_counter(), os.times()
    with out.open("w", encoding="utf-8") as file:
        process = subprocess.Popen([sys.executable, "-m", "mmready", *command], stdout=file)
        memory = Memory(process.pid)
        memory.start()
        code = process.wait()
    seconds = time.perf_counter() - begin
    if code:
        raise SystemExit(f"mmready {' '.join(command)} ended with {code}")
    after = os.times()
    worked = after.children_user - before.children_user + after.children_system - before.children_system
    return seconds, worked, memory.end()


def main() -> None:
    """Print a line for each way of working."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sittings", type=int, default=100_000)
    parser.add_argument("--distinct", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--dask", action="store_true", help="through two local Dask workers as well")
    parser.add_argument("--parquet", action="store_true", help="as Parquet instead of lines of JSON")
    parser.add_argument("--calibrate", action="store_true", help="calibrate as well")
    parser.add_argument("--folder", type=Path, help="where the files go (default: for the time of the run)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as other:
        folder = options.folder or Path(other)
        folder.mkdir(parents=True, exist_ok=True)
        data = folder / f"{'parquet' if options.parquet else 'lines'}-{options.sittings}"
        if not data.exists():
            write(data, drawn(options.distinct, folder), options.sittings, options.parquet)
        size = sum(path.stat().st_size for path in data.iterdir()) / MEGABYTE
        print(f"{options.sittings:,} sittings, {size:,.0f} MB in {len(list(data.iterdir()))} files")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        show(data, folder, options)


def show(data: Path, folder: Path, options: argparse.Namespace) -> None:
    """Run every way and print its line."""
    work, out = str(folder / ".work"), folder / "one.json"
    base = ("analyse", str(data), "--json", "--work", work)

    def line(name: str, found: tuple[float, float, float]) -> None:
        print(f"{name:<26}{found[0]:>9.1f} s{found[1]:>9.1f} s of processors{found[2]:>9.0f} MB at most", flush=True)

    line(f"analyse, {options.workers} processes", timed(*base, "--workers", str(options.workers), out=out))
    if options.dask:
        from distributed import LocalCluster

        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            second = folder / "two.json"
            line("analyse, 2 Dask workers*", timed(*base, "--scheduler", cluster.scheduler_address, out=second))
        same = out.read_bytes() == second.read_bytes()
        print(f"byte for byte {'the same' if same else 'NOT THE SAME'}   (* without those of the workers)")
    if options.calibrate:
        base = ("calibrate", str(data), "--json", "--work", work)
        line("calibrate", timed(*base, "--workers", str(options.workers), out=folder / "fit.json"))


if __name__ == "__main__":
    main()
