"""What goes wrong with that by which a server and its callers know each other: its certificate, and the keys of
an issuer of tokens.

CASES goes on from faults.py. Calls are made by gRPC, each certificate over connections of its own.
"""

import hashlib
import json
import pathlib
import shutil
import tempfile
import time
import uuid

import grpc
from certificates import Authority, Signer, mount_pair
from home import PACK
from key_server import KeyServer
from messages import api
from row import Row
from steady import Steady
from waiting import becomes_true, wait_until

TOKEN = "bwt_" + "0123456789" * 4
TAKEN_WITHIN = 10   # seconds: a certificate that is good
KNOWN_WITHIN = 30   # a key of an issuer that can be reached again; it is asked every ten seconds
TOKENS = 100


class Door:
    """A server whose callers show something, with a log that is read."""

    def __init__(self, field, *arguments):
        self.field, self.arguments = field, arguments
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-prove-"))
        (self.top / "pack").mkdir()
        (self.top / "pack/pack.yaml").write_text(PACK)
        self.log = self.top / "log"

    def __enter__(self):
        with self.log.open("wb") as log:
            self.server = self.field.server(*self.arguments, pack=self.top / "pack", stderr=log)
        return self

    def __exit__(self, *_):
        self.server.stop()
        shutil.rmtree(self.top, ignore_errors=True)

    def said(self, words):
        return words in self.log.read_text(errors="replace")


def evaluate(channel, metadata=None):
    """What is wrong with the answer, "" if nothing is."""
    request = api.scoring.EvaluateRequest()
    request.account.id = "asked"
    request.account.signals.add(name="usage", number=0.9)
    answer = api.stub(channel, "ScoringService").Evaluate(request, timeout=20, metadata=metadata)
    return "" if answer.evaluation.health[0].score.value == 90 else "another answer"


# Certificates.

def over_a_new_connection(address, roots):
    options = [("grpc.use_local_subchannel_pool", 1)]
    with grpc.secure_channel(address, grpc.ssl_channel_credentials(roots), options) as channel:
        return evaluate(channel)


def is_answered(address, roots):
    try:
        return over_a_new_connection(address, roots) == ""
    except grpc.RpcError:
        return False


def bad_certificates(field):
    """One that has expired, half of a pair, and a good one of another authority, in the place of each other."""
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        first, second = Authority(top / "first"), Authority(top / "second")
        names = "DNS:localhost,IP:127.0.0.1"
        expired = first.issue("expired", names, days=0)
        good, next_one = first.issue("good", names), second.issue("next", names)
        time.sleep(1.1)  # until it has
        mount_pair(top / "tls", *good)
        both = first.certificate.read_bytes() + second.certificate.read_bytes()
        with Door(field, "--tls-certificate", top / "tls/tls.crt", "--tls-key", top / "tls/tls.key") as door, \
                Steady(lambda: over_a_new_connection(door.server.address, both)) as steady:
            time.sleep(field.seconds(1))
            mount_pair(top / "tls", *expired)
            wait_until(lambda: door.said("certificate refused"), TAKEN_WITHIN)
            time.sleep(field.seconds(2))
            (top / "tls/tls.crt").write_bytes(next_one[0].read_bytes())  # and the key of another
            time.sleep(field.seconds(2))
            begin = time.monotonic()
            mount_pair(top / "tls", *next_one)
            taken = becomes_true(lambda: is_answered(door.server.address, second.certificate.read_bytes()), TAKEN_WITHIN)
            seconds = time.monotonic() - begin
            time.sleep(field.seconds(1))
    row = Row("faults", "the certificate is replaced by one that has expired, by half of a pair, and by a good one: calls "
              "that failed, each over a connection of its own; seconds until the good one was shown",
              f"0; ≤ {TAKEN_WITHIN}", f"{steady.text()}; {f'{seconds:.1f}' if taken else 'never'}")
    row.met = steady.is_good() and taken
    return [row]


# Keys of an issuer.

class Issuer:
    """Signs tokens, and has an address of keys that may be away."""

    def __init__(self, top):
        self.top = top
        self.old, self.new = Signer(top, "old"), Signer(top, "new")
        self.keys = KeyServer(self.old.jwks())
        self.port, self.address = self.keys.port, self.keys.address

    def go_away(self):
        self.keys.stop()

    def come_back(self, text):
        self.keys = KeyServer(text, self.port)

    def all_keys(self):
        return json.dumps({"keys": [key for signer in (self.old, self.new)
                                    for key in json.loads(signer.jwks())["keys"]]})

    @staticmethod
    def token(signer):
        return signer.token({"iss": "login", "aud": "bellwether", "sub": "nightly", "roles": ["score"],
                             "exp": int(time.time()) + 600, "jti": uuid.uuid4().hex})


def bearer(token):
    return (("authorization", f"Bearer {token}"),)


def code_of(channel, token):
    try:
        return evaluate(channel, bearer(token)) or "OK"
    except grpc.RpcError as error:
        return error.code().name


def issuer_away(field):
    """Nobody listens at the address of the keys; then what is there is nonsense; then there is another key."""
    with tempfile.TemporaryDirectory() as folder:
        issuer = Issuer(pathlib.Path(folder))
        try:
            return [issuer_goes_away(field, issuer)]
        finally:
            issuer.go_away()


def issuer_goes_away(field, issuer):
    access = issuer.top / "access.yaml"
    access.write_text(
        f"tokens: [{{name: gateway, roles: [score], sha256: {hashlib.sha256(TOKEN.encode()).hexdigest()}}}]\n"
        f"issuers: [{{issuer: login, audience: bellwether, keys: \"{issuer.address}\"}}]\n")
    tokens = [issuer.token(issuer.old) for _ in range(TOKENS)]  # each is verified anew
    turn = iter(range(10**9))
    newest = issuer.token(issuer.new)
    with Door(field, "--access-file", access) as door, \
            grpc.insecure_channel(door.server.address) as channel, \
            Steady(lambda: evaluate(channel, bearer(tokens[next(turn) % TOKENS]))) as by_issuer, \
            Steady(lambda: evaluate(channel, bearer(TOKEN))) as by_file:
        time.sleep(field.seconds(1))
        issuer.go_away()
        # Whoever names a key that is not known has the keys fetched.
        wait_until(lambda: code_of(channel, newest) and door.said("the last good ones are kept"), KNOWN_WITHIN, 0.2)
        with Door(field, "--access-file", access) as other, grpc.insecure_channel(other.server.address) as there:
            meanwhile = code_of(there, TOKEN)
        refused = code_of(channel, newest)
        issuer.come_back("nonsense")
        wait_until(lambda: code_of(channel, newest) and issuer.keys.asked > 0, KNOWN_WITHIN, 0.2)
        time.sleep(field.seconds(1))
        issuer.keys.text = issuer.all_keys()
        begin = time.monotonic()
        known = becomes_true(lambda: code_of(channel, newest) == "OK", KNOWN_WITHIN, 0.2)
        seconds = time.monotonic() - begin
        time.sleep(field.seconds(1))
    row = Row("faults", "the keys of an issuer cannot be had: nobody is there, then nonsense: calls that failed, by its "
              "tokens and by others; what a server that starts meanwhile answers others; seconds until its next key is "
              "known", f"0; 0; OK; ≤ {KNOWN_WITHIN}",
              f"{by_issuer.text()}; {by_file.text()}; {meanwhile}; {f'{seconds:.1f}' if known else 'never'}")
    row.met = (by_issuer.is_good() and by_file.is_good() and meanwhile == "OK" and known
               and refused in ("UNAUTHENTICATED", "UNAVAILABLE"))
    return row


CASES = {
    "certificate": bad_certificates,
    "issuer": issuer_away,
}
