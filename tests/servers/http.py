"""A real apache2 with git's own `http-backend`: passwords, faults half-way through a push, a redirect, TLS.

The first part of an address says how it behaves: `/open/` lets all in, `/member/` asks for a password, `/reader/` lets
all read and asks before a push, `/some/` lets Sam push and members read (403 for others), `/strict/` does the same but
answers others with 401, as apache does when nobody tells it otherwise, `/moved/` is elsewhere, `/hosted/` points on to
the address with `.git`, as some hosts do.
"""

import base64
import contextlib
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.place import free_port, open_folder, running
from tests.servers.repositories import bare, copy, give

MODULES = (
    "mpm_prefork", "unixd", "authn_core", "authz_core", "authz_user", "authn_file", "auth_basic", "alias", "env", "cgi",
    "socache_shmcb", "ssl",
)  # fmt: skip

CONFIG = """
ServerName 127.0.0.1
ServerRoot {folder}
{modules}
{user}
Listen 127.0.0.1:{port}
Listen 127.0.0.1:{tls_port}
PidFile {folder}/pid
Mutex file:{folder} default
ErrorLog {folder}/error.log
StartServers 1
MinSpareServers 1
MaxSpareServers 4
Timeout 60
DocumentRoot {folder}/www

SetEnv GIT_PROJECT_ROOT {folder}/git
SetEnv GIT_HTTP_EXPORT_ALL 1
SetEnv FAULTS {folder}/faults
SetEnv BACKEND {backend}
ScriptAlias /open/ {folder}/door/
ScriptAlias /member/ {folder}/door/
ScriptAlias /reader/ {folder}/door/
ScriptAlias /some/ {folder}/door/
ScriptAlias /strict/ {folder}/door/
Redirect permanent /moved/ http://127.0.0.1:{port}/open/
RedirectMatch permanent ^/hosted/door.cgi/([^/.]+)/(.*)$ http://127.0.0.1:{port}/hosted/door.cgi/$1.git/$2
ScriptAlias /hosted/ {folder}/door/

<Directory {folder}/door>
    Require all granted
</Directory>
<LocationMatch "^/(member|reader|some|strict)/">
    AuthType Basic
    AuthName "Care team"
    AuthUserFile {folder}/passwords
</LocationMatch>
<Location /member/>
    Require valid-user
</Location>
<Location /reader/>
    <RequireAny>
        Require expr "! (%{{QUERY_STRING}} =~ /git-receive-pack/ || %{{REQUEST_URI}} =~ /git-receive-pack/)"
        Require valid-user
    </RequireAny>
</Location>
<LocationMatch "^/(some|strict)/">
    <RequireAny>
        Require user sam
        <RequireAll>
            Require valid-user
            Require expr "! (%{{QUERY_STRING}} =~ /git-receive-pack/ || %{{REQUEST_URI}} =~ /git-receive-pack/)"
        </RequireAll>
    </RequireAny>
</LocationMatch>
<Location /some/>
    AuthzSendForbiddenOnFailure On
</Location>

<VirtualHost 127.0.0.1:{tls_port}>
    SSLEngine on
    SSLCertificateFile {folder}/server.crt
    SSLCertificateKeyFile {folder}/server.key
</VirtualHost>
"""

DOOR = """#!/bin/sh
# Strikes once in the way the file FAULTS says, then takes it away; otherwise git's own backend answers.
fault=$(cat "$FAULTS" 2>/dev/null)
case "$REQUEST_METHOD $PATH_INFO" in
"POST "*git-receive-pack) ;;
*) case $fault in all-*|slow) ;; *) fault=;; esac ;;
esac
say() { printf 'Status: %s\\r\\nContent-Type: text/plain\\r\\n\\r\\n%s\\n' "$1" "${2:-Something went wrong.}"; exit 0; }
case $fault in
before) rm -f "$FAULTS"; say '503 Service Unavailable' ;;
half) rm -f "$FAULTS"; head -c $((${CONTENT_LENGTH:-200} / 2)) >/dev/null; say '502 Bad Gateway' ;;
dies) rm -f "$FAULTS"; head -c 100 >/dev/null; kill -9 $$ ;;
after) rm -f "$FAULTS"; "$BACKEND" >/dev/null; say '500 Internal Server Error' ;;
all-*) say "${fault#all-} Fault" "$(cat "$FAULTS.words" 2>/dev/null)" ;;
slow) sleep 0.1 ;;
esac
exec "$BACKEND"
"""


@dataclass(frozen=True)
class Apache:
    """`folder` may be entered by all; repositories lie in `folder`/git and belong to the server."""

    folder: Path
    port: int
    tls_port: int

    def url(self, name: str, way: str = "open", user: str = "") -> str:
        return f"http://{user and f'{user}@'}127.0.0.1:{self.port}/{way}/door.cgi/{name}"

    def tls_url(self, name: str) -> str:
        return f"https://127.0.0.1:{self.tls_port}/open/door.cgi/{name}"

    @property
    def authority(self) -> Path:
        """The certificate of who vouches for this server."""
        return self.folder / "authority.crt"

    def repository(self, name: str, source: Path | None = None) -> Path:
        """A shared repository of the server's: empty, or with what `source` has."""
        folder = self.folder / "git" / name
        copy(source, folder) if source else bare(folder)
        self.own(folder)
        return folder

    def own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            give(folder, "www-data:www-data")

    def strike(self, fault: str, words: str = "") -> None:
        """Let the next push fail: `before`, `half`, `dies`, `after`. Or until `heal`: `all-NNN`, `slow` for all."""
        (self.folder / "faults.words").write_text(words)
        (self.folder / "faults").write_text(fault)
        (self.folder / "faults").chmod(0o666)

    def struck(self) -> bool:
        return not (self.folder / "faults").exists()

    def heal(self) -> None:
        (self.folder / "faults").unlink(missing_ok=True)

    def password(self, user: str, password: str) -> None:
        """Give a user a password, instead of the one they had."""
        file = self.folder / "passwords"
        known = dict(line.split(":", 1) for line in file.read_text().splitlines())
        known[user] = "{SHA}" + base64.b64encode(hashlib.sha1(password.encode()).digest()).decode()
        file.write_text("".join(f"{name}:{word}\n" for name, word in known.items()))


@contextlib.contextmanager
def apache() -> Iterator[Apache]:
    """A server that knows nobody yet."""
    program = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program is not None
    with open_folder() as folder:
        port, tls_port = free_port(), free_port()
        _lay_out(folder, port, tls_port)
        arguments = [program, "-f", str(folder / "config"), "-DFOREGROUND"]
        with running(arguments, port, folder / "log"):
            yield Apache(folder, port, tls_port)


def _lay_out(folder: Path, port: int, tls_port: int) -> None:
    for name in ("git", "door", "www"):
        (folder / name).mkdir()
    (folder / "passwords").touch()
    door = folder / "door" / "door.cgi"
    door.write_text(DOOR)
    door.chmod(0o755)
    # It has to take its own fault away when it has struck.
    folder.chmod(0o777)
    modules = Path("/usr/lib/apache2/modules")
    exec_path = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip()
    _certificates(folder)
    (folder / "config").write_text(
        CONFIG.format(
            folder=folder,
            port=port,
            tls_port=tls_port,
            user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
            backend=f"{exec_path}/git-http-backend",
            modules="\n".join(
                f"<IfModule !{name}_module>\nLoadModule {name}_module {modules}/mod_{name}.so\n</IfModule>"
                for name in MODULES
            ),
        )
    )


def _certificates(folder: Path) -> None:
    """A certificate for 127.0.0.1, and the authority that vouches for it."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=30)

    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    openssl("req", "-x509", *kind, "-subj", "/CN=Test authority", "-keyout", "authority.key", "-out", "authority.crt")
    openssl(
        "req", "-x509", *kind, "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
        "-addext", "basicConstraints=CA:FALSE", "-CA", "authority.crt", "-CAkey", "authority.key",
        "-keyout", "server.key", "-out", "server.crt",
    )  # fmt: skip
