"""A real sshd on a loopback port, with throw-away keys; and the ssh settings of people who use it."""

import contextlib
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.place import free_port, open_folder, running

CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host-key
AuthorizedKeysFile {folder}/authorized
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication yes
PermitUserEnvironment yes
MaxStartups 100
AcceptEnv none
# Whatever the shell of the user who runs the tests would do at its start is not theirs.
SetEnv HOME={folder}
KexAlgorithms curve25519-sha256
UseDNS no
"""

CLIENT = """
Host *
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {key}
    IdentitiesOnly yes
    IdentityAgent {agent}
    UserKnownHostsFile {folder}/known_hosts
    GlobalKnownHostsFile none
"""


@dataclass(frozen=True)
class Sshd:
    """`folder` may be entered by all, and is the place for repositories."""

    folder: Path
    port: int

    def url(self, repository: Path) -> str:
        return f"ssh://127.0.0.1:{self.port}{repository}"

    @property
    def host_key(self) -> str:
        """The line that a computer which trusts this server has among its known hosts."""
        kind, key, *_ = (self.folder / "host-key.pub").read_text().split()
        return f"[127.0.0.1]:{self.port} {kind} {key}"

    def fingerprint(self) -> str:
        said = subprocess.run(
            ["ssh-keygen", "-lf", str(self.folder / "host-key.pub")], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[1]

    def let_in(self, key: Path, **environment: str) -> None:
        """Let the owner of a key in; what they do there sees `environment`."""
        given = "".join(f'environment="{name}={value}" ' for name, value in environment.items())
        with (self.folder / "authorized").open("a") as file:
            file.write(f"{given}{key.with_suffix('.pub').read_text()}")


@contextlib.contextmanager
def sshd() -> Iterator[Sshd]:
    """A server that lets nobody in yet."""
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert program is not None
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with open_folder() as folder:
        port = free_port()
        new_key(folder / "host-key")
        (folder / "authorized").touch()
        (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
        with running([program, "-D", "-e", "-f", str(folder / "config")], port, folder / "log"):
            yield Sshd(folder, port)


def new_key(file: Path, passphrase: str = "") -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-a", "1", "-C", "test", "-f", str(file)],
        check=True, capture_output=True, timeout=20,
    )  # fmt: skip
    return file


def use(home: Path, server: Sshd, key: Path, *, trusted: bool = True, agent: str = "none", quick: bool = False) -> None:
    """Give the person at `home` an ssh with this key; `trusted`: they have been at this server before.

    `quick`: as many have it, their ssh keeps a connection for a while, which saves a tenth of a second each time. ssh
    itself reads the settings of the user who runs the tests, so it is told by git's `core.sshCommand`.
    """
    folder = home / ".ssh"
    folder.mkdir(exist_ok=True)
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    config = CLIENT.format(port=server.port, user=user, key=key, folder=folder, agent=agent)
    if quick:
        socket = server.folder / secrets.token_hex(4)
        config += f"    ControlMaster auto\n    ControlPersist 30\n    ControlPath {socket}\n"
    (folder / "config").write_text(config)
    (folder / "known_hosts").write_text(f"{server.host_key}\n" if trusted else "")
    (home / ".gitconfig").write_text(f'[core]\n\tsshCommand = "ssh -F {folder}/config"\n')


@contextlib.contextmanager
def agent(folder: Path) -> Iterator[str]:
    """A running ssh-agent; its socket."""
    socket = folder / "agent"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            process.poll()
            assert process.returncode is None
        yield str(socket)
    finally:
        process.kill()
        process.wait(5)
