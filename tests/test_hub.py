"""A class hub: what a learner's server is given, what the learner then sees, and what the doctor says of it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from mmready import doctor
from mmready.api import Sitting, default_store, load_bank
from mmready.cli import main
from mmready.progress import FileStore, home
from mmready.progress.sql_class import admit, prepare
from mmready.ui.edge import surroundings
from mmready.ui.mydata import MyData
from tests.postgres import server

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "jupyterhub" / "jupyterhub_config.py"
SECRET = "a secret of this class"
LEARNERS = ("ada", "bob")

# What the hub of the test adds to the example: one machine, no proxy between, and a server that answers three questions
CONFIG = """
import sys
from jupyterhub.proxy import Proxy

class Nothing(Proxy):
    async def add_route(self, routespec, target, data):
        self.routes[routespec] = dict(routespec=routespec, target=target, data=data)
    async def delete_route(self, routespec):
        self.routes.pop(routespec, None)
    async def get_all_routes(self):
        return dict(self.routes)
    routes = {{}}
    should_start = False

c = get_config()
load_subconfig({example!r})
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.proxy_class = Nothing
c.JupyterHub.hub_port = {port}
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret = bytes(32)
c.JupyterHub.services = [dict(name="test", api_token={token!r})]
c.JupyterHub.load_roles = [dict(name="test", services=["test"], scopes=["admin:users", "admin:servers"])]
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.JupyterHub.tornado_settings = dict(slow_spawn_timeout=0)  # both servers start at the same time
c.Spawner.cmd = [sys.executable, {program!r}]
c.Spawner.environment = {{"PYTHONPATH": {root!r}}}
"""
SERVER = """
import http.server, json, os, urllib.parse
from mmready.api import default_store
from mmready.session import Sitting
from tests.small_bank import small_bank

sitting = Sitting(small_bank(), ["C2"], 1, default_store())
for _ in range(3):
    sitting.dont_know()
given = {name: value for name, value in os.environ.items() if name.startswith("MMREADY")}
seen = {"given": given, "user": os.environ["JUPYTERHUB_USER"], "sittings": list(default_store().sittings())}

with open("seen.json", "w") as file:
    json.dump(seen, file)

class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *arguments):
        pass

where = urllib.parse.urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
http.server.HTTPServer((where.hostname, where.port), Answer).serve_forever()
"""


def rows(url: str) -> dict[str, int]:
    """How many events each learner has in the table."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT learner, count(*) FROM mmready_events GROUP BY learner")).all()
    engine.dispose()
    return dict(map(tuple, found))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Hub:
    """A running hub that is asked through its own interface."""

    def __init__(self, folder: Path, store: str) -> None:
        self.port, self._token = free_port(), secrets.token_hex(16)
        (folder / "server.py").write_text(SERVER)
        filled = {"port": self.port, "token": self._token, "program": str(folder / "server.py"), "root": str(ROOT)}
        filled["homes"] = str(folder / "{username}")
        (folder / "config.py").write_text(CONFIG.format(example=str(EXAMPLE), **filled))
        environment = {**os.environ, "MMREADY_CLASS_STORE": store, "MMREADY_CLASS_SECRET": SECRET}
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(folder / "config.py")],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
            )

    def ask(self, method: str, path: str, address: str = "") -> dict:
        address = address or f"http://127.0.0.1:{self.port}/hub/api/{path}"
        headers = {"Authorization": f"token {self._token}"}
        request = urllib.request.Request(address, b"" if method == "POST" else None, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read() or b"{}")

    def wait(self, method: str, path: str, wanted) -> dict:
        """Ask until the reply is what is wanted."""
        end = time.monotonic() + 90
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                found = self.ask(method, path)
                if wanted(found):
                    return found
            time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-3000:])


@pytest.fixture
def hub(tmp_path: Path):
    made = Hub(tmp_path, server().url())
    try:
        yield made
    finally:
        made.process.terminate()
        made.process.wait(60)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_hub_of_the_example_gives_each_learner_an_account_that_opens_their_answers_alone(hub, tmp_path):
    hub.wait("GET", "", bool)
    seen = {}
    for name in LEARNERS:
        hub.ask("POST", f"users/{name}")
        hub.ask("POST", f"users/{name}/server")
    for name in LEARNERS:
        hub.wait("GET", f"users/{name}", lambda found: found["servers"].get("", {}).get("ready"))
        seen[name] = json.loads((tmp_path / name / "seen.json").read_text())
        hub.ask("DELETE", f"users/{name}/server")
    for name, what in seen.items():
        own = admit(server().url(), name, SECRET)
        assert what["given"] == {"MMREADY_STORE": own}  # nothing of the teacher's
        assert what["user"] == name
        assert len(what["sittings"]) == 1
        assert rows(own) == {name: 4}
    assert rows(server().url()).items() >= dict.fromkeys(LEARNERS, 4).items()


@pytest.fixture(params=["sqlite", "postgres"])
def shared(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The surroundings of a learner whose class shares a store."""
    name = f"learner-{secrets.token_hex(6)}"
    url = f"sqlite:///{tmp_path}/class.db"
    if request.param == "postgres":
        prepare(server().url())
        url = admit(server().url(), name, SECRET)
    monkeypatch.setenv("MMREADY_STORE", url)
    monkeypatch.setenv("JUPYTERHUB_USER", name)
    return name


def test_commands_and_my_data_work_on_the_store_of_the_class_as_on_a_folder(shared, capsys):
    assert main(["report"]) == 2
    assert f"under the name {shared}" in capsys.readouterr().err
    sitting = Sitting(load_bank(), ["6.431x"], 3, default_store(), at="2026-11-22T09:00:00")
    sitting.dont_know(at="2026-11-22T09:01:00")
    assert main(["report", "--list"]) == 0
    assert capsys.readouterr().out.split() == [sitting.id]
    assert main(["report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["asked"][0]["outcome"] == "dont_know"
    mine = MyData(surroundings())
    assert mine.screen["where"].startswith("Your answers are in the store of your class (")
    assert mine.screen["where"].endswith("whoever runs it can read them. Nothing is sent anywhere else.")
    file = mine.obey({"do": "download"})["file"]["text"]
    assert "Nobody else" not in mine.obey({"do": "delete", "sitting": sitting.id})["screen"]["html"]
    assert mine.obey({"do": "really", "sitting": sitting.id})["screen"]["done"] == "1 sitting deleted."
    assert default_store().sittings() == ()
    assert mine.obey({"do": "load", "text": file})["screen"]["done"] == "Loaded: 1 sitting added."
    assert default_store().read(sitting.id)[-1].outcome == "dont_know"
    assert list(FileStore(home() / "sittings").sittings()) == []


def test_binder_with_the_store_of_a_class_does_not_forget(shared, monkeypatch):
    assert not surroundings().fleeting
    monkeypatch.setenv("BINDER_REQUEST", "v2/gh/somebody/mmready")
    assert not surroundings().fleeting
    monkeypatch.delenv("MMREADY_STORE")
    assert surroundings().fleeting


def test_notebook_of_a_class_whose_store_is_closed_says_one_sentence_and_no_stack_of_calls():
    url = server().url(password="not-the-password")
    environment = {**os.environ, "MMREADY_STORE": url, "JUPYTERHUB_USER": "ada"}
    cell = [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c", "import mmready; mmready.check()"]
    done = subprocess.run(cell, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.strip().startswith("UnreachableError: the store of your class refuses the name or the password")
    assert "not-the-password" not in done.stdout + done.stderr
    assert len(done.stdout.strip().splitlines()) == 1


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_said_by_kernel", lambda code: "works python")
    return lambda what: next(finding for finding in doctor.examine() if finding.what == what)


def test_doctor_saves_in_the_store_of_the_class_and_takes_it_away_again(shared, found):
    finding = found("Saved answers")
    assert (finding.works, shared in finding.found) == (True, True)
    assert default_store().sittings() == ()
    apart = found("Answers of others")
    assert apart.works == os.environ["MMREADY_STORE"].startswith("postgresql")
    assert apart.works or (not apart.needed and "docs/hub.md" in apart.mend)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ada:hush-hush@127.0.0.1:{port}/postgres", "refuses the name or the password"),
        ("sqlite:////not/here/class.db", "permission denied"),
        ("what is this", "not the address of a database"),
    ],
)
def test_doctor_says_why_a_store_cannot_be_used_and_tells_no_password(found, monkeypatch, url, said):
    monkeypatch.setenv("MMREADY_STORE", url.format(port=server().port))
    finding = found("Saved answers")
    assert (finding.works, finding.needed) == (False, True)
    assert said in finding.found
    assert "docs/hub.md" in finding.mend
    assert not any("hush" in str(each) for each in doctor.examine())
