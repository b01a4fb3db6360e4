"""Requests about what people decided about accounts, from plain values."""

from __future__ import annotations

import datetime
import uuid
from typing import TypedDict

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client._moments import MomentLike, moment_from, parts_of
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import account_pb2, decisions_pb2


class Entry(TypedDict, total=False):
    """What changing calls have in common, beside the reason."""

    author: str  # who decided, where the server does not know who asks
    etag: str  # that the account must have
    request_id: str  # of a call that may be made again; a new one where none is given
    known_at: str | datetime.datetime  # since when it is known, with an offset; by default since now


def set_override_request(
    account_id: str,
    model: str,
    scores: dict[str, float | None],
    expires_at: MomentLike | None,
    reason: str,
    entry: Entry,
) -> decisions_pb2.SetOverrideRequest:
    """`scores`: of "set", "cap" and "floor", one of which is given."""
    given = {kind: score for kind, score in scores.items() if score is not None}
    if len(given) != 1:
        raise ValueError("give one of score, cap and floor")
    ((kind, score),) = given.items()
    request = decisions_pb2.SetOverrideRequest(
        account_id=account_id,
        model=model,
        kind=f"OVERRIDE_KIND_{kind.upper()}",
        value=score,
        context=_context(reason, entry),
    )
    if expires_at is not None:
        request.expires_at.CopyFrom(_moment("expires_at", expires_at))
    return request


def remove_override_request(
    account_id: str, model: str, reason: str, entry: Entry
) -> decisions_pb2.RemoveOverrideRequest:
    """The override that stands on the model."""
    return decisions_pb2.RemoveOverrideRequest(account_id=account_id, model=model, context=_context(reason, entry))


def graduation_request(account_id: str, reason: str, entry: Entry) -> decisions_pb2.RecordDecisionRequest:
    """A graduation is signed off."""
    return decisions_pb2.RecordDecisionRequest(
        account_id=account_id, graduation=decisions_pb2.GraduationSignOff(), context=_context(reason, entry)
    )


def extension_request(
    account_id: str, granted_days: int | None, reason: str, entry: Entry
) -> decisions_pb2.RecordDecisionRequest:
    """So many days are granted; None: the extension is refused."""
    answer = decisions_pb2.ExtensionAnswer(outcome=decisions_pb2.EXTENSION_OUTCOME_REFUSED)
    if granted_days is not None:
        answer = decisions_pb2.ExtensionAnswer(
            outcome=decisions_pb2.EXTENSION_OUTCOME_GRANTED, days=granted_days
        )
    return decisions_pb2.RecordDecisionRequest(
        account_id=account_id, extension=answer, context=_context(reason, entry)
    )


def escalation_request(
    account_id: str, escalation: str, reason: str, entry: Entry
) -> decisions_pb2.RecordDecisionRequest:
    """An escalation is answered, by the reason."""
    return decisions_pb2.RecordDecisionRequest(
        account_id=account_id,
        escalation=decisions_pb2.EscalationAnswer(escalation=escalation),
        context=_context(reason, entry),
    )


def overrides_request(account_id: str, as_of: MomentLike | None) -> decisions_pb2.ListOverridesRequest:
    """What was known at a moment; None: now."""
    request = decisions_pb2.ListOverridesRequest(account_id=account_id)
    if as_of is not None:
        request.as_of.CopyFrom(_moment("as_of", as_of))
    return request


def decisions_request(account_id: str, as_of: MomentLike | None) -> decisions_pb2.ListDecisionsRequest:
    """Likewise."""
    request = decisions_pb2.ListDecisionsRequest(account_id=account_id)
    if as_of is not None:
        request.as_of.CopyFrom(_moment("as_of", as_of))
    return request


def _context(reason: str, entry: Entry) -> decisions_pb2.DecisionContext:
    context = decisions_pb2.DecisionContext(
        reason=reason,
        author=entry.get("author", ""),
        etag=entry.get("etag", ""),
        request_id=entry.get("request_id") or str(uuid.uuid4()),
    )
    known_at = entry.get("known_at")
    if known_at is not None:
        time = parts_of(known_at)
        if not isinstance(time, Timestamp):
            _refuse("context.known_at", f"{known_at!r} is no time with an offset")
        else:
            context.known_at.CopyFrom(time)
    return context


def _moment(field: str, given: MomentLike) -> account_pb2.Moment:
    moment = moment_from(given)
    if moment is None or moment.HasField("local"):
        _refuse(field, f"{given!r} is no date, and no time with an offset")
    return moment or account_pb2.Moment()


def _refuse(field: str, problem: str) -> None:
    raise InvalidArgumentError("the request cannot be sent", [Violation(field, "BAD_DATE", problem)])
