"""A place for a real server: a folder that other users of the computer can enter, a free port, an end by pid."""

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psutil

STARTING = 20
"""Seconds a server may take until it listens."""


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """A short-lived folder that everybody may enter. pytest's own are for their owner alone, and a server is nobody."""
    folder = Path(tempfile.mkdtemp(prefix="kindboard-")).resolve()
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def running(arguments: list[str], port: int, log: Path, env: dict[str, str] | None = None) -> Iterator[None]:
    """A server in the foreground until the end of the block; it listens when this begins, and its children end, too."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=env, cwd="/", start_new_session=True
        )
    try:
        _wait_until_it_listens(process, port, log)
        yield
    finally:
        _end(process)


def _wait_until_it_listens(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    patience = time.monotonic() + STARTING
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None or time.monotonic() > patience:
            raise RuntimeError(f"{process.args} does not listen: {log.read_text('utf-8', 'replace')}")
        time.sleep(0.02)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a server and those it let in: sshd gives each of them a session of their own."""
    everybody = []
    with contextlib.suppress(psutil.NoSuchProcess):
        everybody = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    for each in everybody:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    process.kill()
    process.wait(5)


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A disk with little room, mounted on `folder`. Needs root."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True, timeout=20)
    try:
        yield folder
    finally:
        # Lazily: a process that still looks into it keeps nobody waiting.
        subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=20)


def fill(folder: Path) -> Path:
    """Write until there is no room left; returns the file that took it."""
    file = folder / "filler"
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    return file


@contextlib.contextmanager
def silent() -> Iterator[int]:
    """The port of a server that takes every call and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        yield listener.getsockname()[1]


@contextlib.contextmanager
def slow_line(port: int, bytes_a_second: int) -> Iterator[int]:
    """The port at which the server at `port` is reached over a line that carries so little, either way."""
    ends: list[socket.socket] = []

    def carry(near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := near.recv(bytes_a_second // 10):
                far.sendall(data)
                time.sleep(len(data) / bytes_a_second)
        with contextlib.suppress(OSError):
            far.shutdown(socket.SHUT_WR)

    def take_calls() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                ends.extend((near, far))
                for one, other in ((near, far), (far, near)):
                    Thread(target=carry, args=(one, other), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=take_calls, daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            for end in ends:
                end.close()
