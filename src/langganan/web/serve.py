"""The web server and its worker, started and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from django.conf import settings

from langganan.errors import SetupError
from langganan.web import guard, jobs
from langganan.web.actions import imports, refresh
from langganan.web.home import lay_out_static
from langganan.words import mark

RESTART_PAUSE = 1.0


def serve(*, host: str, port: int, ready: Callable[[str], None]) -> int:
    """Run web server and worker until interrupted; `ready` is called with the address once it answers.

    What a crash cut off is put right first. A worker that dies is started again; when the web server
    ends, so does this.
    """
    _must_be_free(host, port)
    lay_out_static()
    imports.recover(only_silent=False)
    refresh.recover(only_silent=False)
    jobs.ensure_schedule()
    os.environ["LANGGANAN_HOSTS"] = ",".join(_names(host))
    web = _start(_web(host, port))
    worker = _start([sys.executable, "-m", "django", "qcluster"])
    _stop_on_signals()
    try:
        _wait_until_up(host, port, web)
        ready(f"http://{_shown(host)}:{port}/")
        while web.poll() is None:
            if worker.poll() is not None:
                worker = _start([sys.executable, "-m", "django", "qcluster"])
            time.sleep(RESTART_PAUSE)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (web, worker):
            _end(process)
    return web.returncode


def _web(host: str, port: int) -> list[str]:
    """One process with threads. A request is taken in whole before a thread sees it: a few slow ones hold nobody up."""
    proxy = ["--trusted-proxy=*", "--trusted-proxy-headers=x-forwarded-proto x-forwarded-for"] if settings.HTTPS else []
    most = settings.UPLOAD_LIMIT + guard.ROOM
    return [
        *(sys.executable, "-m", "waitress", f"--listen={host}:{port}", "--threads=8", "--ident=", *proxy),
        *("--connection-limit=500", "--channel-timeout=60", f"--max-request-body-size={most}"),
        "langganan.web.wsgi:application",
    ]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "langganan.web.settings"}
    at_start = _die_with_parent if sys.platform == "linux" else None
    return subprocess.Popen(command, env=env, start_new_session=True, preexec_fn=at_start)


def _die_with_parent() -> None:
    """On Linux, a child whose parent is killed is told to stop, so that nothing keeps the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _stop_on_signals() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetupError(
                mark("Port {port} is taken. Stop what runs there, or choose another with --port."), port=str(port)
            ) from error


def _wait_until_up(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    while web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0:
                return
        time.sleep(0.1)
    raise SetupError(mark("The web server did not start. Run: langganan doctor"))


def _names(host: str) -> list[str]:
    """Names the app answers to: those set, and this machine's own address when phones nearby may come."""
    named = [name for name in os.environ.get("LANGGANAN_HOSTS", "").split(",") if name]
    return [*named, _own_address()] if host == "0.0.0.0" else named


def _shown(host: str) -> str:
    return _own_address() if host == "0.0.0.0" else host


def _own_address() -> str:
    """This machine's address on its network; asking for a route sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
