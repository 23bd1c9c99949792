"""Real kernels: ten learners at once on one machine, and kernels that are killed at any moment."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from mmready.domain.events import Answered
from mmready.progress import FileStore
from mmready.session import Sitting, resume
from tests.small_bank import small_bank

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
LEARNERS, KILLS = 10, 20
BANK = small_bank(6)

# Goes on with the learner's check (or begins one) as the page would, and says every answer that was taken.
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
import mmready
from mmready.progress import FileStore
from tests.small_bank import small_bank

mmready.Sitting(small_bank(6), seed=0).answer("1")  # what answers need is loaded, so that kills come amid answers
made = mmready.check("C2", seed={seed}, bank=small_bank(6), store=FileStore({folder!r}))
page = made.children[0]
page.send = lambda content, buffers=None: None

def tell(**command):
    page._handle_custom_msg({{"id": "1", **command}}, [])

old = page.screen.get("unfinished")
if {going_on!r} and old and old["label"] == "Carry on":
    tell(do="resume", sitting=old["sitting"])
else:
    tell(do="start", courses=["C2"], length={length!r}, see="end")
print("ready", flush=True)
while page.screen["name"] == "question":
    shown = page.screen
    value = 0 if shown["kind"] == "one-choice" else str({seed})
    tell(do="answer", number=shown["number"], value=value)
    print("told", shown["sitting"], shown["number"], flush=True)
print("ended", flush=True)
"""


@contextlib.contextmanager
def kernel(folder: Path) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    """A kernel of its own, gone in the end whatever happened."""
    manager = KernelManager(kernel_name="python3")
    manager.connection_file = str(folder / f"kernel-{os.urandom(6).hex()}.json")
    environment = {**os.environ, "IPYTHONDIR": str(folder / ".ipython"), "MMREADY_HOME": str(folder)}
    manager.start_kernel(env=environment, cwd=str(ROOT))
    client = manager.client()
    client.start_channels()
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


def lines(client: BlockingKernelClient, until: str, seconds: float = 90) -> list[str]:
    """The lines that a kernel prints, up to one that begins with ``until``; fewer where it dies before."""
    said = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        assert message["msg_type"] != "error", message["content"]["traceback"]
        if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
            said += message["content"]["text"]
            if any(line.startswith(until) for line in said.splitlines()):
                break
    return said.splitlines()


def rest(client: BlockingKernelClient) -> list[str]:
    """What a kernel that is gone had printed."""
    said = ""
    with contextlib.suppress(queue.Empty):
        while True:
            message = client.get_iopub_msg(timeout=0.2)
            if message["msg_type"] == "stream":
                said += message["content"]["text"]
    return said.splitlines()


def program(folder: Path, seed: int, length: str, going_on: bool) -> str:
    return PROGRAM.format(root=str(ROOT), folder=str(folder), seed=seed, length=length, going_on=going_on)


def told_in(said: list[str]) -> set[tuple[str, int]]:
    return {(parts[1], int(parts[2])) for parts in map(str.split, said) if parts[:1] == ["told"] and len(parts) == 3}


@pytest.mark.timeout(300)
def test_ten_learners_at_once_mix_nothing_up_and_lose_nothing(tmp_path: Path):
    sittings = tmp_path / "sittings"
    with contextlib.ExitStack() as stack:
        kernels = [stack.enter_context(kernel(tmp_path))[1] for _ in range(LEARNERS)]
        for client in kernels:
            client.wait_for_ready(timeout=120)
        for seed, client in enumerate(kernels):
            client.execute(program(sittings, seed, "quick", going_on=False))
        told = [told_in(lines(client, "ended")) for client in kernels]
    store = FileStore(sittings)
    assert len(list(store.sittings())) == LEARNERS
    for seed, answers in enumerate(told):
        ((name, last),) = [max(answers)]
        assert answers == {(name, number) for number in range(1, last + 1)}
        alone = Sitting(BANK, ["C2"], seed, length="quick")
        for event in store.read(name):
            if isinstance(event, Answered):
                assert alone.variant is not None
                assert event.question == alone.variant.question
                assert event.response == (alone.variant.options[0].letter if alone.variant.options else str(seed))
                alone.answer(event.response)
        assert resume(store, name, BANK).readiness() == alone.readiness()
        assert (alone.ended, alone.number) == (True, last)


@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="kills as a crash would, which Windows has no signal for")
def test_kernel_killed_at_twenty_random_moments_loses_no_answer(tmp_path: Path):
    chance = Random(1)
    sittings = tmp_path / "sittings"
    store = FileStore(sittings)
    told: set[tuple[str, int]] = set()
    for _ in range(KILLS):
        with kernel(tmp_path) as (manager, client):
            client.wait_for_ready(timeout=60)
            client.execute(program(sittings, 3, "thorough", going_on=True))
            said = lines(client, "ready")
            time.sleep(chance.uniform(0, 0.15))
            os.kill(manager.provisioner.pid, signal.SIGKILL)
            told |= told_in([*said, *rest(client)])
        saved = {
            (name, event.number)
            for name in store.sittings()
            for event in store.read(name)
            if isinstance(event, Answered)
        }
        assert told <= saved
        for name in store.sittings():
            assert resume(store, name, BANK).number == sum(sitting == name for sitting, _ in saved)
    assert len(told) >= KILLS // 2  # a kill may come before the first answer
