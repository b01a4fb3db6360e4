"""Requests about what was done in a period, from plain values."""

from __future__ import annotations

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client._alerts import PAGE, Instant
from bellwether_client._moments import parts_of
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import audit_pb2, interventions_pb2


def interventions_request(
    since: Instant | None, until: Instant | None, playbook: str, within_days: int
) -> interventions_pb2.ListInterventionsRequest:
    """The request; InvalidArgumentError, with all problems, when `since` or `until` is no moment."""
    request = interventions_pb2.ListInterventionsRequest(
        playbook=playbook, within_days=within_days, page_size=PAGE
    )
    _set_period(request, since, until)
    return request


def effects_request(
    since: Instant | None, until: Instant | None, playbook: str, within_days: int
) -> interventions_pb2.GetInterventionEffectsRequest:
    """Likewise."""
    request = interventions_pb2.GetInterventionEffectsRequest(playbook=playbook, within_days=within_days)
    _set_period(request, since, until)
    return request


def audit_request(
    since: Instant | None, until: Instant | None, what: str, by: str
) -> audit_pb2.ListAuditRequest:
    """Likewise."""
    request = audit_pb2.ListAuditRequest(what=what, by=by, page_size=PAGE)
    _set_period(request, since, until)
    return request


def _set_period(
    request: interventions_pb2.ListInterventionsRequest
    | interventions_pb2.GetInterventionEffectsRequest
    | audit_pb2.ListAuditRequest,
    since: Instant | None,
    until: Instant | None,
) -> None:
    problems = []
    for name, field, given in (("since", "from", since), ("until", "to", until)):
        if given is None:
            continue
        moment = parts_of(given)
        if isinstance(moment, Timestamp):
            getattr(request, field).CopyFrom(moment)
        else:
            problems.append(Violation(name, "BAD_DATE", f"{given!r} is no time with an offset"))
    if problems:
        raise InvalidArgumentError("the request cannot be sent", problems)
