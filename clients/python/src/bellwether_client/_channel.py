"""How a server is reached: addresses, retries, credentials."""

from __future__ import annotations

import ipaddress
import json
import pathlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import grpc

Token = str | Callable[[], str]
Metadata = tuple[tuple[str, str], ...]

# An answer holds a whole explanation; the default of 4 MiB is no protection of a client that asked for it.
_MAX_ANSWER_BYTES = 64 << 20
_MOST_ATTEMPTS = 5  # gRPC takes no more
# Each of them only reads, so it may be asked again. A stream is asked again by whoever reads it.
_RETRIED = {
    "ScoringService": (
        "Evaluate",
        "ScoreHealth",
        "AssessGraduation",
        "DecideExtension",
        "EvaluateBatch",
        "EvaluateColumns",
    ),
    "RulesService": ("GetPack", "GetPackFiles", "ListPacks", "ListActivations"),
    # A record that is there is not written again.
    "AccountsService": ("PutRecords", "GetAccount", "ListAccounts", "EvaluateAccount", "GetHistory"),
    "DecisionsService": ("ListOverrides", "ListDecisions"),
    "EvaluationsService": ("GetLatestEvaluation", "ListEvaluations"),
    "AlertsService": ("ListAlerts", "ListAlertEvents", "ListTasks"),
    "DeliveryService": ("ListMessages",),
    "AuditService": ("ListAudit",),
    "CallerService": ("GetCaller",),
}


class Tls(NamedTuple):
    """How a server proves who it is, and the client, where the server asks for that. Paths of PEM files."""

    roots: str | pathlib.Path | None = None  # default: those of the system
    certificate: str | pathlib.Path | None = None  # of the client, with its key
    key: str | pathlib.Path | None = None
    server_name: str | None = None  # in its certificate, where it is not the address


class Target(NamedTuple):
    """What a channel needs to know."""

    name: str
    options: list[tuple[str, Any]]
    credentials: grpc.ChannelCredentials | None  # None: plain text


def target_for(servers: str | Sequence[str], tls: Tls | bool, token: Token | None, attempts: int) -> Target:
    """The target of one server, or of several that answer in turn."""
    name = servers if isinstance(servers, str) else _joined(servers)
    if token is not None and not tls and not _is_local(name):
        raise ValueError(f"a token would go to {name} in plain text; give tls=True, or Tls(...)")
    options: list[tuple[str, Any]] = [
        ("grpc.service_config", service_config(attempts)),
        ("grpc.enable_retries", int(attempts > 1)),
        ("grpc.max_receive_message_length", _MAX_ANSWER_BYTES),
        # Nobody sends these calls through a proxy meant for web pages, least of all to this machine.
        ("grpc.enable_http_proxy", 0),
        ("grpc.initial_reconnect_backoff_ms", 100),
        # How long a server may take to greet: one that has just begun, on a busy machine, takes its time.
        ("grpc.min_reconnect_backoff_ms", 1_000),
        ("grpc.max_reconnect_backoff_ms", 2_000),
    ]
    if isinstance(tls, Tls) and tls.server_name is not None:
        options.append(("grpc.ssl_target_name_override", tls.server_name))
    return Target(name, options, _credentials(tls))


def service_config(attempts: int) -> str:
    """Replicas in turn; calls again that end UNAVAILABLE, or CANCELLED by a server that shuts down, with pauses from
    0.1 s to 2 s."""
    config: dict[str, Any] = {"loadBalancingConfig": [{"round_robin": {}}]}
    if attempts > 1:
        config["methodConfig"] = [
            {
                "name": [
                    {"service": f"bellwether.v1.{service}", "method": method}
                    for service, methods in _RETRIED.items()
                    for method in methods
                ],
                "retryPolicy": {
                    "maxAttempts": min(attempts, _MOST_ATTEMPTS),
                    "initialBackoff": "0.1s",
                    "maxBackoff": "2s",
                    "backoffMultiplier": 4,
                    "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"],
                },
            }
        ]
    return json.dumps(config)


def metadata_for(token: Token | None) -> Metadata | None:
    """What goes with a call; a function gives the token of the day."""
    if token is None:
        return None
    return (("authorization", f"Bearer {token if isinstance(token, str) else token()}"),)


def _joined(servers: Sequence[str]) -> str:
    """One target of several addresses, which gRPC wants as numbers."""
    if not servers:
        raise ValueError("no server is named")
    if len(servers) == 1:
        return servers[0]
    versions = set()
    for server in servers:
        host = server.rpartition(":")[0].strip("[]")
        try:
            versions.add(ipaddress.ip_address(host).version)
        except ValueError:
            raise ValueError(
                f"{server} is no IP address with a port; several servers by name are one name "
                "that has several addresses: Client('dns:///NAME:PORT')"
            ) from None
    if len(versions) > 1:
        raise ValueError("give addresses of IPv4 or of IPv6, not of both")
    return f"ipv{versions.pop()}:{','.join(servers)}"


def _is_local(name: str) -> bool:
    if name.startswith(("unix:", "unix-abstract:")):
        return True
    addresses = name.partition(":")[2] if name.startswith(("ipv4:", "ipv6:")) else name
    return all(_is_loopback(address.rpartition(":")[0].strip("[]")) for address in addresses.split(","))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _credentials(tls: Tls | bool) -> grpc.ChannelCredentials | None:
    if tls is False:
        return None
    if tls is True:
        return grpc.ssl_channel_credentials()
    return grpc.ssl_channel_credentials(_bytes(tls.roots), _bytes(tls.key), _bytes(tls.certificate))


def _bytes(path: str | pathlib.Path | None) -> bytes | None:
    return None if path is None else pathlib.Path(path).read_bytes()
