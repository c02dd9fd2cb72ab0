"""A port that leads to a socket in a folder, for those who cannot open such a socket, as Java."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread


@contextmanager
def reached_by_port(inside: str) -> Iterator[int]:
    """The port on the loopback that leads to the socket `inside`, until the block ends and all have gone."""

    class Leading(BaseRequestHandler):
        def handle(self) -> None:
            with socket.socket(socket.AF_UNIX) as server:
                server.connect(inside)
                back = Thread(target=_pass_on, args=(server, self.request))
                back.start()
                _pass_on(self.request, server)
                back.join()

    with ThreadingTCPServer(("127.0.0.1", 0), Leading) as port:
        Thread(target=port.serve_forever).start()
        try:
            yield int(port.server_address[1])
        finally:
            port.shutdown()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what comes, to its end."""
    with suppress(OSError):
        while some := source.recv(65536):
            sink.sendall(some)
        sink.shutdown(socket.SHUT_WR)
