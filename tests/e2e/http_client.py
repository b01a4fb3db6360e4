"""HTTP as a stranger speaks it to bellwetherd: http.client for whole requests, sockets for broken ones."""

import base64
import gzip
import http.client
import json
import re
import socket
import ssl
import struct
import time

from server_process import Server

SECONDS = 30
SERVING = re.compile(r'serving HTTP.*address"?[=:]\s*"?(\d[\d.]*|\[[0-9a-f:]+\]):(\d+)')


class HttpServer(Server):
    """A server that takes calls over HTTP as well, on a port that the system chose."""

    def __init__(self, pack, *arguments, host="127.0.0.1", tls=None):
        super().__init__(pack, "--http-address", f"{host}:0", *arguments)
        self.tls = tls
        self.host, self.port = self._find_address()

    def _find_address(self):
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            for line in list(self.log):
                if match := SERVING.search(line):
                    return match.group(1), int(match.group(2))
            time.sleep(0.01)
        self.kill()
        raise AssertionError(f"no line says where HTTP is: {self.log}")

    def connect(self):
        if self.tls is not None:
            return http.client.HTTPSConnection(self.host, self.port, timeout=SECONDS, context=self.tls)
        return http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)

    def request(self, method, path, body=None, **headers):
        """(status, headers, body) of one request on a connection of its own; `_` in names is a hyphen."""
        connection = self.connect()
        try:
            connection.request(method, path, body,
                               {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def post(self, method, message, **headers):
        """(status, answer) of a unary call in JSON."""
        headers.setdefault("content_type", "application/json")
        status, _, body = self.request("POST", f"/{method}", json.dumps(message).encode(), **headers)
        return status, json.loads(body)

    def socket(self):
        plain = socket.create_connection((self.host, self.port), timeout=SECONDS)
        return self.tls.wrap_socket(plain, server_hostname="localhost") if self.tls else plain

    def raw(self, *parts, pause=0):
        """All that is answered to bytes as they are, with a pause between them."""
        with self.socket() as stream:
            for index, part in enumerate(parts):
                if index:
                    time.sleep(pause)
                try:
                    stream.sendall(part)
                except OSError:
                    break
            return read_to_end(stream)


def read_to_end(stream):
    answer = b""
    try:
        while part := stream.recv(65536):
            answer += part
    except (ConnectionError, ssl.SSLError):
        pass
    return answer


def frame(message, flags=0):
    """A message in its envelope; what is no bytes is written as JSON."""
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    return struct.pack(">BI", flags, len(data)) + data


def frames(body):
    """[(flags, bytes)] of a body in envelopes."""
    found, at = [], 0
    while at < len(body):
        flags, size = struct.unpack_from(">BI", body, at)
        found.append((flags, body[at + 5:at + 5 + size]))
        at += 5 + size
    assert at == len(body), "the body ends within a message"
    return found


def read_frame(answer):
    """The next message of an answer that goes on: (flags, bytes), unpacked."""
    head = answer.read(5)
    flags, size = struct.unpack(">BI", head)
    data = answer.read(size)
    return flags, gzip.decompress(data) if flags & 1 else data


def unary_web_frames(text):
    """Messages and trailers of a gRPC-Web answer in base64, whose pieces end in padding."""
    pieces = re.findall(rb"[A-Za-z0-9+/]+=*", text)
    return frames(b"".join(base64.b64decode(piece) for piece in pieces))


def trailers(data):
    lines = data.decode().split("\r\n")
    return dict(line.split(": ", 1) for line in lines if line)
