"""Requests about what a server tells of accounts by itself, from plain values."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypedDict

from google.protobuf.timestamp_pb2 import Timestamp

from bellwether_client._moments import parts_of
from bellwether_client.errors import InvalidArgumentError, Violation
from bellwether_client.v1 import alerts_pb2, delivery_pb2

AlertState = Literal["open", "acknowledged", "snoozed", "resolved"]
AlertShown = Literal["shown", "held_back"]
AlertOrder = Literal["newest", "stake"]
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
_ALERT_SHOWN: dict[str, alerts_pb2.AlertShown] = {
    "shown": alerts_pb2.ALERT_SHOWN_SHOWN,
    "held_back": alerts_pb2.ALERT_SHOWN_HELD_BACK,
}
_ALERT_ORDERS: dict[str, alerts_pb2.AlertOrder] = {
    "newest": alerts_pb2.ALERT_ORDER_UNSPECIFIED,
    "stake": alerts_pb2.ALERT_ORDER_STAKE,
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


class AlertFilters(NamedTuple):
    """Which alerts a list has: what is empty is any."""

    states: Sequence[AlertState]
    severities: Sequence[str]
    segments: Sequence[str]
    rules: Sequence[str]
    shown: AlertShown | None
    order: AlertOrder


def alerts_request(
    filters: AlertFilters, account_id: str, csm: str, without_csm: bool, language: str
) -> alerts_pb2.ListAlertsRequest:
    """The request; InvalidArgumentError, with all problems, when there is no such state, or no such word."""
    _check_states(filters.states, "states", _ALERT_STATES)
    _check_states([filters.shown] if filters.shown else [], "shown", _ALERT_SHOWN)
    _check_states([filters.order], "order", _ALERT_ORDERS)
    return alerts_pb2.ListAlertsRequest(
        states=[_ALERT_STATES[state] for state in filters.states],
        account_id=account_id,
        csm=csm,
        severities=filters.severities,
        page_size=PAGE,
        segments=filters.segments,
        rules=filters.rules,
        without_csm=without_csm,
        shown=_ALERT_SHOWN[filters.shown] if filters.shown else alerts_pb2.ALERT_SHOWN_UNSPECIFIED,
        order=_ALERT_ORDERS[filters.order],
        language=language,
    )


def tasks_request(
    states: Sequence[TaskState], account_id: str, alert: int, owner: str, csm: str, overdue: bool, language: str
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
        language=language,
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
        Violation(field, "UNKNOWN_NAME", f"there is no {state!r}; there are {', '.join(known)}")
        for state in given
        if state not in known
    ]
    if wrong:
        raise _refusal(wrong)


def _refusal(problems: list[Violation]) -> InvalidArgumentError:
    return InvalidArgumentError("the request cannot be sent", problems)
