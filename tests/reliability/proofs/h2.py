"""HTTP/2 as bytes: a client that may say what no library would let it say.

It writes frames (RFC 9113) and headers without compression (RFC 7541, literals never indexed), and reads
frames only to know what became of it. It is no client to use: it checks nothing.
"""

import socket
import struct
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS = 0x1, 0x1, 0x4
CANCEL = 8


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def _length(size):
    """An integer with a prefix of seven bits."""
    if size < 127:
        return bytes([size])
    size -= 127
    out = bytearray([127])
    while size >= 128:
        out.append(size % 128 + 128)
        size //= 128
    out.append(size)
    return bytes(out)


def header(name, value):
    """A literal that is never indexed, with its name."""
    name, value = name.encode(), value if isinstance(value, bytes) else value.encode()
    return b"\x10" + _length(len(name)) + name + _length(len(value)) + value


def grpc_headers(method, more=()):
    fields = [(":method", "POST"), (":scheme", "http"), (":path", "/" + method),
              (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc"),
              *more]
    return b"".join(header(name, value) for name, value in fields)


def message(payload, compressed=False):
    """A message of gRPC: its flag, its length, its bytes."""
    return struct.pack(">BI", int(compressed), len(payload)) + payload


class Connection:
    """A connection of our own. `send` raises OSError once the server has closed it."""

    def __init__(self, address, greet=True, timeout=5):
        host, port = address.rsplit(":", 1)
        # From an address of its own, so that limits by address can tell it from others.
        self.socket = socket.create_connection((host.strip("[]"), int(port)), timeout=timeout,
                                               source_address=("127.0.0.2", 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""
        if greet:
            self.send(PREFACE + frame(SETTINGS, 0, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def frames(self, seconds):
        """(kind, flags, stream, payload) of what comes in that time, or until the server closes."""
        end = time.monotonic() + seconds
        while True:
            while len(self._read) >= 9:
                size = int.from_bytes(self._read[:3], "big")
                if len(self._read) < 9 + size:
                    break
                kind, flags, stream = struct.unpack(">BBI", self._read[3:9])
                payload, self._read = self._read[9:9 + size], self._read[9 + size:]
                yield kind, flags, stream & 0x7FFFFFFF, payload
            left = end - time.monotonic()
            if left <= 0:
                return
            self.socket.settimeout(left)
            try:
                more = self.socket.recv(65536)
            except TimeoutError:
                return
            except OSError:
                more = b""
            if not more:
                return
            self._read += more

    def is_closed_within(self, seconds):
        """Whether the server says GOAWAY or closes the connection in that time."""
        for kind, *_ in self.frames(seconds):
            if kind == GOAWAY:
                return True
        self.socket.settimeout(0.05)
        try:
            return self.socket.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True
