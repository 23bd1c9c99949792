"""Run by a test in a process of its own: one process and two Dask workers, one of them killed, on the same results."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import numpy as np
from distributed import LocalCluster

from mmready.analysis import sum_up, workers
from mmready.analysis.streamed import Streamed
from mmready.analysis.two_parameter import fit_answers
from tests.analysis.class_of import BANK, SETTING, collected


def main(folder: Path) -> None:
    """Prints ``same`` lines where the numbers are identical, and whether a worker was lost."""
    with workers() as here:
        got = collected(folder / "here", folder / "all", workers=here)
        whole = sum_up(got, SETTING, here)
        columns = np.arange(len(BANK.questions))
        fit = fit_answers(Streamed(got, columns, columns.size, here))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        workers(scheduler=cluster.scheduler_address) as crew,
    ):
        pids = [worker.pid for worker in cluster.workers.values()]
        killed: list[int] = []

        def kill(what: str, done: int, total: int) -> None:
            if not killed:
                os.kill(pids[0], signal.SIGKILL)
                killed.append(pids[0])

        got = collected(folder / "there", folder / "all", workers=crew, progress=kill)
        print("same sums" if sum_up(got, SETTING, crew) == whole else "OTHER sums")
        other = fit_answers(Streamed(got, columns, columns.size, crew))
        close = all(np.allclose(getattr(fit, n), getattr(other, n), rtol=1e-8, atol=1e-8) for n in ("a", "b", "se_b"))
        print("same fit" if close else "OTHER fit")
        print("bit for bit" if all((getattr(fit, n) == getattr(other, n)).all() for n in "ab") else "not bit for bit")
        print("a worker was lost" if killed else "no worker was lost")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
