"""Requests about what a server tells of accounts by itself, from plain values."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client._moments import parts_of
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import alerts_pb2, delivery_pb2

AlertState = Literal["open", "acknowledged", "snoozed", "resolved"]
TaskState = Literal["open", "done", "dropped"]
MessageState = Literal["waiting", "delivered", "dead"]
Instant = str | datetime.datetime  # with an offset

PAGE = 1_000  # the most that a page may hold

_ALERT_STATES: dict[str, alerts_pb2.AlertState] = {
    "open": alerts_pb2.ALERT_STATE_OPEN,
    "acknowledged": alerts_pb2.ALERT_STATE_ACKNOWLEDGED,
    "snoozed": alerts_pb2.ALERT_STATE_SNOOZED,
    "resolved": alerts_pb2.ALERT_STATE_RESOLVED,
}
_TASK_STATES: dict[str, alerts_pb2.TaskState] = {
    "open": alerts_pb2.TASK_STATE_OPEN,
    "done": alerts_pb2.TASK_STATE_DONE,
    "dropped": alerts_pb2.TASK_STATE_DROPPED,
}
_MESSAGE_STATES: dict[str, delivery_pb2.MessageState] = {
    "waiting": delivery_pb2.MESSAGE_STATE_WAITING,
    "delivered": delivery_pb2.MESSAGE_STATE_DELIVERED,
    "dead": delivery_pb2.MESSAGE_STATE_DEAD,
}


class Acting(TypedDict, total=False):
    """What calls have in common by which people act on an alert or a task."""

    author: str  # who acts, where the server does not know who asks
    etag: str  # that the alert or the task must have
    request_id: str  # of a call that may be made again; a new one where none is given


def alerts_request(
    states: Sequence[AlertState], account_id: str, csm: str, severities: Sequence[str]
) -> alerts_pb2.ListAlertsRequest:
    """The request; InvalidArgumentError, with all problems, when there is no such state."""
    _check_states(states, "states", _ALERT_STATES)
    return alerts_pb2.ListAlertsRequest(
        states=[_ALERT_STATES[state] for state in states],
        account_id=account_id,
        csm=csm,
        severities=severities,
        page_size=PAGE,
    )


def tasks_request(
    states: Sequence[TaskState], account_id: str, alert: int, owner: str, csm: str, overdue: bool
) -> alerts_pb2.ListTasksRequest:
    """Likewise."""
    _check_states(states, "states", _TASK_STATES)
    return alerts_pb2.ListTasksRequest(
        states=[_TASK_STATES[state] for state in states],
        account_id=account_id,
        alert=alert,
        owner=owner,
        csm=csm,
        overdue=overdue,
        page_size=PAGE,
    )


def messages_request(state: MessageState, target: str) -> delivery_pb2.ListMessagesRequest:
    """Likewise."""
    _check_states([state], "state", _MESSAGE_STATES)
    return delivery_pb2.ListMessagesRequest(state=_MESSAGE_STATES[state], target=target, page_size=PAGE)


def snooze_request(
    number: int, until: Instant, reason: str, acting: Acting
) -> alerts_pb2.SnoozeAlertRequest:
    """The request; InvalidArgumentError when `until` is no moment."""
    moment = parts_of(until)
    if not isinstance(moment, Timestamp):
        raise _refusal([Violation("until", "BAD_DATE", f"{until!r} is no time with an offset")])
    return alerts_pb2.SnoozeAlertRequest(number=number, until=moment, context=context_of(reason, acting))


def context_of(reason: str, acting: Acting) -> alerts_pb2.AlertContext:
    """Who acts, and why."""
    return alerts_pb2.AlertContext(
        reason=reason,
        author=acting.get("author", ""),
        etag=acting.get("etag", ""),
        request_id=acting.get("request_id") or str(uuid.uuid4()),
    )


def _check_states(given: Sequence[str], field: str, known: Mapping[str, int]) -> None:
    wrong = [
        Violation(field, "UNKNOWN_NAME", f"there is no state {state!r}; there are {', '.join(known)}")
        for state in given
        if state not in known
    ]
    if wrong:
        raise _refusal(wrong)


def _refusal(problems: list[Violation]) -> InvalidArgumentError:
    return InvalidArgumentError("the request cannot be sent", problems)
