"""nginx before servers, with the very file of server/deploy: only addresses, TLS and what it writes to
are replaced."""

import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

from waiting import wait_until


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def configuration(source, addresses, listen, folder):
    text = (source / "server/deploy/nginx/nginx.conf").read_text()
    servers = "\n        ".join(f"server {address} max_fails=1 fail_timeout=2s;" for address in addresses)
    for pattern, by in ((r"server 127\.0\.0\.1:50051 [^;]*;", servers),
                        (r"listen 443 ssl http2;", f"listen {listen} http2;"),
                        (r"\n *ssl_[a-z_]+ [^;]*;", ""),
                        (r"pid /run/nginx.pid;", f"pid {folder}/nginx.pid; daemon off;"),
                        (r"\n    access_log off;", "\n    access_log off;" + "".join(
                            f"\n    {kind}_temp_path {folder}/{kind};" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")))):
        text, count = re.subn(pattern, by, text)
        if not count:
            raise RuntimeError(f"nginx.conf has no {pattern}")
    return text


def server_flags(source):
    """What servers behind it are started with, as the file says."""
    text = (source / "server/deploy/nginx/nginx.conf").read_text()
    return re.search(r"`bellwetherd ([^`]+)`", text).group(1).split()


def find():
    """The program; None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")


class Nginx:
    """Ended by its process id when the proof is over."""

    def __init__(self, source, addresses):
        program = find()
        if not program:
            raise RuntimeError("nginx is missing; it is in Debian's package of that name")
        self.folder = pathlib.Path(tempfile.mkdtemp())
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        file = self.folder / "nginx.conf"
        file.write_text(configuration(source, addresses, self.address, self.folder))
        self.process = subprocess.Popen([program, "-p", self.folder, "-c", file],
                                        stderr=subprocess.DEVNULL)
        wait_until(self._listens)

    def _listens(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"nginx ended with {self.process.returncode}")
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", int(self.address.rsplit(":", 1)[1]))) == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)
