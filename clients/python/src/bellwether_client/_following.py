"""What a server with a store does by itself, asked for by programs that wait for their answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typing_extensions import Unpack

from bellwether_client._alerts import (
    PAGE,
    Acting,
    AlertFilters,
    AlertOrder,
    AlertShown,
    AlertState,
    Instant,
    MessageState,
    TaskState,
    alerts_request,
    context_of,
    messages_request,
    snooze_request,
    tasks_request,
)
from bellwether_client._calls import Calls
from bellwether_client._interventions import audit_request, effects_request, interventions_request
from bellwether_client.v1 import (
    alerts_pb2,
    audit_pb2,
    caller_pb2,
    delivery_pb2,
    evaluations_pb2,
    interventions_pb2,
)

PATIENCE = 60.0  # seconds


class Following(Calls):
    """Evaluations that the server made by itself, alerts with their tasks, and messages that carry them out."""

    def get_latest_evaluation(
        self, account_id: str, *, timeout: float | None = None
    ) -> evaluations_pb2.StoredEvaluation:
        """What the server answered last about an account that it knows, by itself; NotFoundError before that."""
        request = evaluations_pb2.GetLatestEvaluationRequest(account_id=account_id)
        response: evaluations_pb2.GetLatestEvaluationResponse
        response = self._call(self._evaluations.GetLatestEvaluation, request, timeout)
        return response.evaluation

    def list_evaluations(
        self, account_id: str, *, timeout: float | None = None
    ) -> Iterator[evaluations_pb2.StoredEvaluation]:
        """Everything that it answered about the account, the last one first; pages are asked for as they are taken."""
        request = evaluations_pb2.ListEvaluationsRequest(account_id=account_id, page_size=PAGE)
        return self._pages(self._evaluations.ListEvaluations, request, "evaluations", timeout)

    def watch_evaluations(
        self, cursor: str = "", *, from_beginning: bool = False, patience: float = PATIENCE
    ) -> Iterator[evaluations_pb2.WatchEvaluationsResponse]:
        """What it answers about all accounts, in order: messages with `evaluations` and a `cursor`.

        Goes on at `cursor`, which is that of a message before; without it from now on, and then the first
        message has none. When the server is away, the watch goes on by itself where it was, once one is there
        again: nothing is missed. UnavailableError: none was there for `patience` seconds.
        """
        request = evaluations_pb2.WatchEvaluationsRequest(cursor=cursor, from_beginning=from_beginning)
        return self._resumed(self._evaluations.WatchEvaluations, request, patience)

    def list_alerts(
        self,
        *,
        states: Sequence[AlertState] = (),
        account_id: str = "",
        csm: str = "",
        severities: Sequence[str] = (),
        segments: Sequence[str] = (),
        rules: Sequence[str] = (),
        without_csm: bool = False,
        shown: AlertShown | None = None,
        order: AlertOrder = "newest",
        language: str = "",
        timeout: float | None = None,
    ) -> Iterator[alerts_pb2.Alert]:
        """Alerts, the newest first: those that are not resolved, or in any of `states`.

        What is left out is any. `rules` are those that lead; `without_csm` has those that nobody looks after.
        Pages are asked for as alerts are taken.
        """
        filters = AlertFilters(states, severities, segments, rules, shown, order)
        request = alerts_request(filters, account_id, csm, without_csm, language)
        return self._pages(self._alerts.ListAlerts, request, "alerts", timeout)

    def list_alert_events(
        self, number: int, *, newest_first: bool = False, timeout: float | None = None
    ) -> Iterator[alerts_pb2.AlertEvent]:
        """What happened to an alert, with what people are yet to be told of; pages are asked for as they are taken.

        NotFoundError: there is no such alert.
        """
        request = alerts_pb2.ListAlertEventsRequest(number=number, newest_first=newest_first, page_size=PAGE)
        return self._pages(self._alerts.ListAlertEvents, request, "events", timeout)

    def acknowledge_alert(
        self, number: int, *, reason: str = "", timeout: float | None = None, **acting: Unpack[Acting]
    ) -> alerts_pb2.Alert:
        """Somebody takes care of it: nobody is reminded, and it is not escalated.

        Never made again by itself, as all that change something: with the same `request_id` it may be by you,
        and is done once. AbortedError: it has another etag than `etag`, which `facts["etag"]` is.
        FailedPreconditionError: it is over.
        """
        request = alerts_pb2.AcknowledgeAlertRequest(number=number, context=context_of(reason, acting))
        response: alerts_pb2.AcknowledgeAlertResponse
        response = self._call(self._alerts.AcknowledgeAlert, request, timeout)
        return response.alert

    def snooze_alert(
        self,
        number: int,
        until: Instant,
        *,
        reason: str = "",
        timeout: float | None = None,
        **acting: Unpack[Acting],
    ) -> alerts_pb2.Alert:
        """Reminders and escalation are put off until a moment, a time with its offset, at most a year away."""
        request = snooze_request(number, until, reason, acting)
        response: alerts_pb2.SnoozeAlertResponse = self._call(self._alerts.SnoozeAlert, request, timeout)
        return response.alert

    def resolve_alert(
        self, number: int, *, reason: str, timeout: float | None = None, **acting: Unpack[Acting]
    ) -> alerts_pb2.Alert:
        """It is over; tasks of it that are open are dropped."""
        request = alerts_pb2.ResolveAlertRequest(number=number, context=context_of(reason, acting))
        response: alerts_pb2.ResolveAlertResponse = self._call(self._alerts.ResolveAlert, request, timeout)
        return response.alert

    def list_tasks(
        self,
        *,
        states: Sequence[TaskState] = (),
        account_id: str = "",
        alert: int = 0,
        owner: str = "",
        csm: str = "",
        overdue: bool = False,
        language: str = "",
        timeout: float | None = None,
    ) -> Iterator[alerts_pb2.Task]:
        """Steps of playbooks, what is due first comes first: those that are open, or in any of `states`.

        What is left out is any. `overdue`: those alone that are open and whose time is over. `language`: of what is
        to be done, where the pack that answers still has the step in it.
        """
        request = tasks_request(states, account_id, alert, owner, csm, overdue, language)
        return self._pages(self._alerts.ListTasks, request, "tasks", timeout)

    def complete_task(
        self, number: int, *, note: str = "", timeout: float | None = None, **acting: Unpack[Acting]
    ) -> alerts_pb2.Task:
        """It is done; the note is kept with it."""
        request = alerts_pb2.CompleteTaskRequest(number=number, context=context_of(note, acting))
        response: alerts_pb2.CompleteTaskResponse = self._call(self._alerts.CompleteTask, request, timeout)
        return response.task

    def watch_alerts(
        self, cursor: str = "", *, from_beginning: bool = False, patience: float = PATIENCE
    ) -> Iterator[alerts_pb2.WatchAlertsResponse]:
        """What happens to alerts, as people are to be told of it: messages with `events` and a `cursor`.

        Goes on as `watch_evaluations` does. Whoever goes on at an older cursor is told again, with the same
        `sequence` of an event.
        """
        request = alerts_pb2.WatchAlertsRequest(cursor=cursor, from_beginning=from_beginning)
        return self._resumed(self._alerts.WatchAlerts, request, patience)

    def list_interventions(
        self,
        *,
        since: Instant | None = None,
        until: Instant | None = None,
        playbook: str = "",
        within_days: int = 0,
        timeout: float | None = None,
    ) -> Iterator[interventions_pb2.Intervention]:
        """Playbooks that began in a period, by when they began, and what became of their accounts.

        What is left out is any, and up to now; 0 days: those that the pack gives a band to recover.
        """
        request = interventions_request(since, until, playbook, within_days)
        return self._pages(self._interventions.ListInterventions, request, "interventions", timeout)

    def get_intervention_effects(
        self,
        *,
        since: Instant | None = None,
        until: Instant | None = None,
        playbook: str = "",
        within_days: int = 0,
        timeout: float | None = None,
    ) -> interventions_pb2.GetInterventionEffectsResponse:
        """By playbook, how many accounts recovered, and whether it is why, where lots left some alone."""
        request = effects_request(since, until, playbook, within_days)
        response: interventions_pb2.GetInterventionEffectsResponse
        response = self._call(self._interventions.GetInterventionEffects, request, timeout)
        return response

    def list_messages(
        self, state: MessageState = "dead", *, target: str = "", timeout: float | None = None
    ) -> Iterator[delivery_pb2.OutboxMessage]:
        """Messages to those who are told, by target and account: dead letters, unless another state is given."""
        request = messages_request(state, target)
        return self._pages(self._delivery.ListMessages, request, "messages", timeout)

    def replay_message(self, target: str, key: str, *, timeout: float | None = None) -> None:
        """A dead letter goes again, and first; NotFoundError: there is none (any more).

        Never made again by itself.
        """
        request = delivery_pb2.ReplayMessageRequest(target=target, key=key)
        self._call(self._delivery.ReplayMessage, request, timeout)

    def list_audit(
        self,
        *,
        since: Instant | None = None,
        until: Instant | None = None,
        what: str = "",
        by: str = "",
        timeout: float | None = None,
    ) -> Iterator[audit_pb2.AuditLine]:
        """That accounts were erased or something imported, when and by whom: the newest first.

        What is left out is any, and up to now. Needs the role admin.
        """
        request = audit_request(since, until, what, by)
        return self._pages(self._audit.ListAudit, request, "lines", timeout)

    def get_caller(self, *, timeout: float | None = None) -> caller_pb2.GetCallerResponse:
        """Who this client is to the server, with its roles and its tenant."""
        response: caller_pb2.GetCallerResponse
        response = self._call(self._caller.GetCaller, caller_pb2.GetCallerRequest(), timeout)
        return response
