"""TLS, certificates and tokens against the real server, with what openssl makes while the test runs."""

import hashlib

import pytest
from bellwether_client import Client, PermissionDeniedError, Tls, UnauthenticatedError, UnavailableError
from certificates import Authority  # of tests/clients, which conftest.py finds
from conftest import DAY, start

SCORER = "bwt_scorer-56789abcdefghijklmnopqrstuvwxyzABCDEF"
READER = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def secure(authority, tmp_path_factory):
    certificate, key = authority.issue("server", "IP:127.0.0.1")
    access = tmp_path_factory.mktemp("access") / "access.yaml"
    entries = "".join(
        f"  - {{name: {role}r, roles: [{role}], sha256: {hashlib.sha256(token.encode()).hexdigest()}}}\n"
        for role, token in (("score", SCORER), ("read", READER))
    )
    access.write_text(f"tokens:\n{entries}certificates:\n  - {{name: own, dns: own.internal, roles: [score]}}\n")
    with start("--tls-certificate", str(certificate), "--tls-key", str(key), "--tls-client-ca",
               str(authority.certificate), "--client-certificates", "accept", "--access-file", str(access)) as server:
        yield server


def test_a_token_opens_what_its_role_allows(secure, authority, acme):
    tls = Tls(roots=authority.certificate)
    with Client(secure.address, tls=tls, token=SCORER) as client:
        assert client.evaluate(acme, as_of=DAY).account_id == "acme"
    with Client(secure.address, tls=tls, token=READER) as client, pytest.raises(PermissionDeniedError, match="score"):
        client.evaluate(acme, as_of=DAY)
    with Client(secure.address, tls=tls) as client, pytest.raises(UnauthenticatedError):
        client.evaluate(acme, as_of=DAY)


def test_a_certificate_names_its_client(secure, authority, acme):
    certificate, key = authority.issue("own", "DNS:own.internal")
    with Client(secure.address, tls=Tls(authority.certificate, certificate, key)) as client:
        assert client.evaluate(acme, as_of=DAY).account_id == "acme"


def test_a_server_of_another_authority_is_not_asked(secure, tmp_path, acme):
    stranger = Authority(tmp_path)
    tls = Tls(roots=stranger.certificate)
    with Client(secure.address, tls=tls, token=SCORER, attempts=1) as client, pytest.raises(UnavailableError):
        client.evaluate(acme, as_of=DAY)
