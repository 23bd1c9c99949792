"""A network between a store and its server that can be cut, that can fall silent, and that can lose a reply."""

from __future__ import annotations

import contextlib
import socket
import threading


class Network:
    """Carries connections from ``port`` to the server's port on this machine."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._goes_through = threading.Event()
        self._goes_through.set()
        self._cut = self._ended = False
        self._lost = b""
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def cut(self) -> None:
        """Connections break off, and new ones are turned away."""
        self._cut = True
        self._drop_all()

    def fall_silent(self) -> None:
        """Connections stay, and nothing goes through."""
        self._goes_through.clear()

    def mend(self) -> None:
        """Everything goes through again."""
        self._cut = False
        self._goes_through.set()

    def lose_reply(self, part: bytes) -> None:
        """Cut the network when the server's next reply with this part is on its way."""
        self._lost = part

    def end(self) -> None:
        self._ended = True
        self._goes_through.set()
        self._drop_all()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _take(self) -> None:
        while not self._ended:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if self._cut:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._server))
            except OSError:
                near.close()
                continue
            with self._guard:
                self._open |= {near, far}
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(*ends, ends[0] is far), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_reply: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._goes_through.wait()
                if is_reply and self._lost and self._lost in data:
                    self._lost = b""
                    self.cut()
                    break
                target.sendall(data)
        self._drop(source, target)

    def _drop_all(self) -> None:
        with self._guard:
            every = list(self._open)
        self._drop(*every)

    def _drop(self, *ends: socket.socket) -> None:
        for end in ends:
            with self._guard:
                known = end in self._open
                self._open.discard(end)
            if known:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
