"""The client for programs that wait for their answers."""

from __future__ import annotations

import collections
import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import grpc
from typing_extensions import Unpack

from bellwether_client import _answers, _channel
from bellwether_client._accounts import AccountLike, account_from
from bellwether_client._answers import Answer, Asked
from bellwether_client._decisions import (
    Entry,
    decisions_request,
    escalation_request,
    extension_request,
    graduation_request,
    overrides_request,
    remove_override_request,
    set_override_request,
)
from bellwether_client._history import history_request
from bellwether_client._moments import MomentLike
from bellwether_client._moving import Moving
from bellwether_client._options import Options, options_from
from bellwether_client._packs import Change, PackLike, activate_request, approve_request, rollback_request
from bellwether_client._records import PutSummary, Putting, RecordLike, batches, evaluate_request, get_request
from bellwether_client.errors import BellwetherError, from_call
from bellwether_client.v1 import (
    accounts_pb2,
    activations_pb2,
    decisions_pb2,
    evaluation_pb2,
    rules_pb2,
    scoring_pb2,
)


class Client(Moving):
    """A channel to one server or to several replicas. Threads may share it; it connects by itself, and again.

    Every call has a deadline, `timeout` seconds unless the call says otherwise, connecting and all
    attempts included. A call that ends UNAVAILABLE is made again, `attempts` times in all, if it only
    reads. Whatever fails is a `BellwetherError`.
    """

    def evaluate(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> evaluation_pb2.Evaluation:
        """Everything that the pack says about one account."""
        request = scoring_pb2.EvaluateRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.EvaluateResponse = self._call(self._stub.Evaluate, request, timeout)
        return response.evaluation

    def score_health(
        self, account: AccountLike, model: str = "", *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.ScoreHealthResponse:
        """One health score: of the named model, or of the primary one."""
        request = scoring_pb2.ScoreHealthRequest(
            account=account_from(account), options=options_from(options), model=model
        )
        response: scoring_pb2.ScoreHealthResponse = self._call(self._stub.ScoreHealth, request, timeout)
        return response

    def assess_graduation(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.AssessGraduationResponse:
        """Whether an account is ready to leave onboarding, and what is missing."""
        request = scoring_pb2.AssessGraduationRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.AssessGraduationResponse = self._call(self._stub.AssessGraduation, request, timeout)
        return response

    def decide_extension(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.DecideExtensionResponse:
        """Graduate, escalate, continue or extend: one decision, with its reasons and what to say."""
        request = scoring_pb2.DecideExtensionRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.DecideExtensionResponse = self._call(self._stub.DecideExtension, request, timeout)
        return response

    def evaluate_many(
        self,
        accounts: Iterable[AccountLike],
        *,
        batch: int = 200,
        in_flight: int = 4,
        timeout: float | None = None,
        **options: Unpack[Options],
    ) -> Iterator[Answer]:
        """One answer for each account, in their order, by batches.

        Reads the accounts as answers are taken: `batch` times `in_flight` of them are in memory. One
        bad account fails no other. A batch that is too large for the server is halved until it fits.
        Unless `view` or `explain` say otherwise, answers hold the basic view (docs/server.md).
        """
        chosen = options_from(options)
        underway: collections.deque[tuple[list[Asked], Any]] = collections.deque()
        try:
            for group in _answers.groups(accounts, batch):
                underway.append((group, self._start_batch(group, chosen, timeout)))
                if len(underway) >= in_flight:
                    yield from self._end_batch(*underway.popleft(), chosen, timeout)
            while underway:
                yield from self._end_batch(*underway.popleft(), chosen, timeout)
        finally:
            for _, call in underway:
                if call is not None:
                    call.cancel()

    def evaluate_stream(
        self, accounts: Iterable[AccountLike], *, timeout: float | None = None, **options: Unpack[Options]
    ) -> Iterator[Answer]:
        """One answer for each account, as soon as it is there: for accounts that come one after the other.

        Has no deadline unless `timeout` names one for the whole stream. When the stream breaks, what
        broke it is raised: the answers until then are whole, and what follows can be asked again.
        """
        stream = _StreamOfAccounts(accounts, options_from(options))
        call = self._stub.StreamEvaluate(
            iter(stream),
            timeout=timeout,
            metadata=_channel.metadata_for(self._token),
            wait_for_ready=self._wait_for_ready,
        )
        try:
            for response in call:
                yield from stream.unsent_before()
                yield _answers.stream_answer(stream.next_sent(), response)
            yield from stream.unsent_before()
        except grpc.RpcError as error:
            raise stream.failure or from_call(error) from None
        finally:
            call.cancel()

    def get_history(
        self,
        account_id: str,
        *,
        since: MomentLike | None = None,
        until: MomentLike | None = None,
        step_days: int = 0,
        on_change: bool = False,
        timeout: float | None = None,
        **options: Unpack[Options],
    ) -> Iterator[accounts_pb2.HistoryMoment]:
        """An account that the server knows, moment by moment: `moment.evaluation` or `moment.error`, and `change`.

        From `since` (its first record) until `until` (now), every `step_days` (7), or with `on_change` whenever
        a record began to count or time alone changed the answer. Pages are asked for as moments are taken. Options
        are those of every call but `as_of`; unless `view` or `explain` say otherwise, evaluations hold the basic view.
        """
        request = history_request(account_id, since, until, step_days, on_change, options)
        return self._pages(self._accounts.GetHistory, request, "moments", timeout)

    def put_records(
        self, records: Iterable[RecordLike], *, batch: int = 1_000, timeout: float | None = None
    ) -> PutSummary:
        """Puts records into the store of the server; those of a batch are durable when it was answered.

        Records are lines of a file, dictionaries or messages, and are read as they are sent. What is wrong
        with one harms no other: the summary has it. Where a call fails, that is raised; what was put before
        is kept, and putting all of it again changes nothing. `timeout` is that of one batch.
        """
        putting = Putting(batch)
        for request in batches(records, putting):
            putting.answered(self._call(self._accounts.PutRecords, request, timeout))
        return putting.summary

    def list_accounts(
        self,
        *,
        filter: str = "",
        order_by: str = "",
        with_health: bool = False,
        timeout: float | None = None,
    ) -> Iterator[accounts_pb2.StoredAccount]:
        """The accounts that the server knows; pages are asked for as accounts are taken.

        `filter`: a condition on account_id, segment, csm, stage, changed_at, records, band, score, refused and
        insufficient, as `csm = "Dana" AND score < 50`. `order_by`: account_id, changed_at, records, score, each
        with ` desc` if wanted.
        `with_health`: each with the score and the band that it had when it was evaluated last.
        """
        request = accounts_pb2.ListAccountsRequest(
            page_size=1_000, filter=filter, order_by=order_by, with_health=with_health
        )
        return self._pages(self._accounts.ListAccounts, request, "accounts", timeout)

    def set_override(
        self,
        account_id: str,
        model: str,
        *,
        reason: str,
        score: float | None = None,
        cap: float | None = None,
        floor: float | None = None,
        expires_at: MomentLike | None = None,
        timeout: float | None = None,
        **entry: Unpack[Entry],
    ) -> decisions_pb2.SetOverrideResponse:
        """Sets, caps or floors the score of a health model, in place of the override that stands on it.

        Never made again by itself: with the same `request_id` it may be by you, and is done once.
        AbortedError: the account has another etag than `etag`.
        """
        scores = {"set": score, "cap": cap, "floor": floor}
        request = set_override_request(account_id, model, scores, expires_at, reason, entry)
        response: decisions_pb2.SetOverrideResponse
        response = self._call(self._decisions.SetOverride, request, timeout)
        return response

    def remove_override(
        self, account_id: str, model: str, *, reason: str, timeout: float | None = None, **entry: Unpack[Entry]
    ) -> decisions_pb2.RemoveOverrideResponse:
        """Ends the override of a health model."""
        request = remove_override_request(account_id, model, reason, entry)
        response: decisions_pb2.RemoveOverrideResponse
        response = self._call(self._decisions.RemoveOverride, request, timeout)
        return response

    def list_overrides(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> Iterator[decisions_pb2.OverrideEntry]:
        """The overrides of an account, oldest first, with those that do not stand any more."""
        request = overrides_request(account_id, as_of)
        return self._pages(self._decisions.ListOverrides, request, "entries", timeout)

    def get_account(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> accounts_pb2.GetAccountResponse:
        """What the server knows of an account, or knew `as_of` a moment; `origins`: where each fact comes from."""
        response: accounts_pb2.GetAccountResponse
        response = self._call(self._accounts.GetAccount, get_request(account_id, as_of), timeout)
        return response

    def evaluate_account(
        self,
        account_id: str,
        *,
        what_if: Mapping[str, Any] | None = None,
        what_if_facts: AccountLike | None = None,
        timeout: float | None = None,
        **options: Unpack[Options],
    ) -> evaluation_pb2.Evaluation:
        """Everything that the pack says about an account that the server knows.

        `what_if`: signals in place of what is known of them; `what_if_facts`: an account, of which the same
        is true of each fact that it has. Nothing of it is kept.
        """
        request = evaluate_request(account_id, what_if, what_if_facts, options)
        response: accounts_pb2.EvaluateAccountResponse = self._call(self._accounts.EvaluateAccount, request, timeout)
        return response.evaluation

    def delete_account(self, account_id: str, *, request_id: str = "", timeout: float | None = None) -> int:
        """Erases all that the server keeps of an account, and says how many records that were.

        Never made again by itself: with a `request_id` it may be by you, and is answered as the first time.
        """
        request = accounts_pb2.DeleteAccountRequest(account_id=account_id, request_id=request_id)
        response: accounts_pb2.DeleteAccountResponse = self._call(self._accounts.DeleteAccount, request, timeout)
        return response.records

    def export(self, *, timeout: float | None = None) -> Iterator[str]:
        """Every record that the server keeps, each as a line of JSON that `put_records` takes.

        All as they were when it began. Has no deadline unless `timeout` names one for the whole of it. When it
        breaks, what broke it is raised: what was taken until then is not whole.
        """
        request = accounts_pb2.ExportRecordsRequest()
        with contextlib.closing(self._messages(self._accounts.ExportRecords, request, timeout)) as messages:
            for message in messages:
                yield from message.lines

    def record_graduation(
        self, account_id: str, *, reason: str, timeout: float | None = None, **entry: Unpack[Entry]
    ) -> decisions_pb2.RecordDecisionResponse:
        """Signs a graduation off."""
        request = graduation_request(account_id, reason, entry)
        response: decisions_pb2.RecordDecisionResponse
        response = self._call(self._decisions.RecordDecision, request, timeout)
        return response

    def record_extension(
        self,
        account_id: str,
        granted_days: int | None,
        *,
        reason: str,
        timeout: float | None = None,
        **entry: Unpack[Entry],
    ) -> decisions_pb2.RecordDecisionResponse:
        """Grants so many days more for the onboarding; None: refuses them."""
        request = extension_request(account_id, granted_days, reason, entry)
        response: decisions_pb2.RecordDecisionResponse
        response = self._call(self._decisions.RecordDecision, request, timeout)
        return response

    def record_escalation(
        self,
        account_id: str,
        escalation: str = "",
        *,
        reason: str,
        timeout: float | None = None,
        **entry: Unpack[Entry],
    ) -> decisions_pb2.RecordDecisionResponse:
        """Answers an escalation, by the reason."""
        request = escalation_request(account_id, escalation, reason, entry)
        response: decisions_pb2.RecordDecisionResponse
        response = self._call(self._decisions.RecordDecision, request, timeout)
        return response

    def list_decisions(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> Iterator[decisions_pb2.AccountDecision]:
        """What people decided of an account, oldest first."""
        request = decisions_request(account_id, as_of)
        return self._pages(self._decisions.ListDecisions, request, "decisions", timeout)

    def get_pack(
        self,
        pack: str = "",
        *,
        declarations: bool = False,
        segment: str = "",
        language: str = "",
        timeout: float | None = None,
    ) -> rules_pb2.GetPackResponse:
        """A pack of the server, by label or digest, and how it stands with its sources.

        `declarations`: with its signals, and the bands of its health models, as they are for `segment` today,
        in `language`.
        """
        request = rules_pb2.GetPackRequest(pack=pack)
        if declarations:
            request.declarations.segment = segment
            request.declarations.language = language
            request.declarations.SetInParent()
        response: rules_pb2.GetPackResponse = self._call(self._rules.GetPack, request, timeout)
        return response

    def get_pack_files(self, pack: str = "", *, timeout: float | None = None) -> rules_pb2.GetPackFilesResponse:
        """The files of a pack that the server has, by label or digest, as they were written, and those of its tests."""
        request = rules_pb2.GetPackFilesRequest(pack=pack)
        response: rules_pb2.GetPackFilesResponse = self._call(self._rules.GetPackFiles, request, timeout)
        return response

    def list_packs(self, *, timeout: float | None = None) -> Iterator[rules_pb2.Pack]:
        """Every pack of the server, those under labels first."""
        request = rules_pb2.ListPacksRequest()
        return self._pages(self._rules.ListPacks, request, "packs", timeout)

    def activate_pack(
        self,
        pack: PackLike | None = None,
        *,
        reason: str,
        digest: str = "",
        timeout: float | None = None,
        **change: Unpack[Change],
    ) -> rules_pb2.ActivatePackResponse:
        """Has the server answer by a pack, once its own tests hold there.

        `pack`: bytes or path of a bundle, the pack's folder, or files by their names in it. Never made
        again by itself: with the same `request_id` it may be by you, and is done once.
        """
        request = activate_request(pack, digest, reason, change)
        response: rules_pb2.ActivatePackResponse = self._call(self._rules.ActivatePack, request, timeout)
        return response

    def roll_back_pack(
        self, *, reason: str, digest: str = "", timeout: float | None = None, **change: Unpack[Change]
    ) -> rules_pb2.RollbackPackResponse:
        """Has the server answer by the pack that it had before, or by that of `digest`."""
        request = rollback_request(digest, reason, change)
        response: rules_pb2.RollbackPackResponse = self._call(self._rules.RollbackPack, request, timeout)
        return response

    def approve_activation(
        self, pending_id: str, *, reason: str = "", request_id: str = "", timeout: float | None = None
    ) -> rules_pb2.ApproveActivationResponse:
        """Agrees to an activation that another caller asked for."""
        request = approve_request(pending_id, reason, request_id)
        response: rules_pb2.ApproveActivationResponse = self._call(self._rules.ApproveActivation, request, timeout)
        return response

    def list_activations(
        self, *, label: str = "", pending_only: bool = False, timeout: float | None = None
    ) -> Iterator[activations_pb2.Activation]:
        """Who changed which pack answers, when and why; the newest first."""
        request = rules_pb2.ListActivationsRequest(label=label, pending_only=pending_only)
        return self._pages(self._rules.ListActivations, request, "activations", timeout)

    def watch_packs(self, resume_token: str = "") -> Iterator[rules_pb2.WatchPacksResponse]:
        """The packs that answer, and again whenever that changes; ends with UnavailableError when the server does."""
        return self._messages(self._rules.WatchPacks, rules_pb2.WatchPacksRequest(resume_token=resume_token))

    def _start_batch(
        self, group: list[Asked], options: evaluation_pb2.EvaluationOptions, timeout: float | None
    ) -> Any:
        request = _answers.batch_request(group, options)
        if request is None:
            return None
        return self._stub.EvaluateBatch.future(request, **self._call_options(timeout))

    def _end_batch(
        self, group: list[Asked], call: Any, options: evaluation_pb2.EvaluationOptions, timeout: float | None
    ) -> list[Answer]:
        try:
            return _answers.batch_answers(group, None if call is None else call.result())
        except grpc.RpcError as failure:
            error: BellwetherError = from_call(failure)
        smaller = _answers.halves(group, error)
        if smaller is None:
            return _answers.failed(group, error)
        answers = []
        for half in smaller:
            answers += self._end_batch(half, self._start_batch(half, options, timeout), options, timeout)
        return answers


class _StreamOfAccounts:
    """The accounts of a stream, in the thread of gRPC that sends them, and what is not answered yet."""

    def __init__(self, accounts: Iterable[AccountLike], options: evaluation_pb2.EvaluationOptions) -> None:
        self._accounts = accounts
        self._options = options
        self._lock = threading.Lock()
        self._open: collections.deque[Asked] = collections.deque()
        self.failure: BaseException | None = None  # of the caller's accounts

    def __iter__(self) -> Iterator[scoring_pb2.StreamEvaluateRequest]:
        try:
            for index, account in enumerate(self._accounts):
                one = _answers.asked(index, account)
                with self._lock:
                    self._open.append(one)
                if one.error is None:
                    yield scoring_pb2.StreamEvaluateRequest(account=one.account, options=self._options)
        except GeneratorExit:
            raise
        except BaseException as error:
            self.failure = error
            raise

    def unsent_before(self) -> Iterator[Answer]:
        """Answers for those before the next one that was sent, which could not be."""
        while True:
            with self._lock:
                if not self._open or self._open[0].error is None:
                    return
                one = self._open.popleft()
            assert one.error is not None
            yield one.refused(one.error)

    def next_sent(self) -> Asked:
        with self._lock:
            return self._open.popleft()
