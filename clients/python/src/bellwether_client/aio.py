"""The client for asyncio: the calls of `Client`, awaited."""

from __future__ import annotations

import asyncio
import collections
import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
from typing import Any

import grpc
import grpc.aio
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
from bellwether_client._moving_aio import AsyncMoving
from bellwether_client._options import Options, options_from
from bellwether_client._packs import Change, PackLike, activate_request, approve_request, rollback_request
from bellwether_client._records import PutSummary, Putting, RecordLike, evaluate_request, get_request
from bellwether_client.errors import BellwetherError, from_call
from bellwether_client.v1 import (
    accounts_pb2,
    activations_pb2,
    decisions_pb2,
    evaluation_pb2,
    rules_pb2,
    scoring_pb2,
)

Accounts = Iterable[AccountLike] | AsyncIterable[AccountLike]


class AsyncClient(AsyncMoving):
    """As `Client`, for one event loop, in which it must be made."""

    async def evaluate(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> evaluation_pb2.Evaluation:
        """Everything that the pack says about one account."""
        request = scoring_pb2.EvaluateRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.EvaluateResponse = await self._call(self._stub.Evaluate, request, timeout)
        return response.evaluation

    async def score_health(
        self, account: AccountLike, model: str = "", *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.ScoreHealthResponse:
        """One health score: of the named model, or of the primary one."""
        request = scoring_pb2.ScoreHealthRequest(
            account=account_from(account), options=options_from(options), model=model
        )
        response: scoring_pb2.ScoreHealthResponse = await self._call(self._stub.ScoreHealth, request, timeout)
        return response

    async def assess_graduation(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.AssessGraduationResponse:
        """Whether an account is ready to leave onboarding, and what is missing."""
        request = scoring_pb2.AssessGraduationRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.AssessGraduationResponse
        response = await self._call(self._stub.AssessGraduation, request, timeout)
        return response

    async def decide_extension(
        self, account: AccountLike, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> scoring_pb2.DecideExtensionResponse:
        """Graduate, escalate, continue or extend: one decision, with its reasons and what to say."""
        request = scoring_pb2.DecideExtensionRequest(account=account_from(account), options=options_from(options))
        response: scoring_pb2.DecideExtensionResponse
        response = await self._call(self._stub.DecideExtension, request, timeout)
        return response

    async def evaluate_many(
        self,
        accounts: Accounts,
        *,
        batch: int = 200,
        in_flight: int = 4,
        timeout: float | None = None,
        **options: Unpack[Options],
    ) -> AsyncIterator[Answer]:
        """One answer for each account, in their order, by batches; see `Client.evaluate_many`."""
        chosen = options_from(options)
        underway: collections.deque[asyncio.Task[list[Answer]]] = collections.deque()
        try:
            async for group in _groups(accounts, batch):
                underway.append(asyncio.create_task(self._batch(group, chosen, timeout)))
                if len(underway) >= in_flight:
                    for answer in await underway.popleft():
                        yield answer
            while underway:
                for answer in await underway.popleft():
                    yield answer
        finally:
            for task in underway:
                task.cancel()

    async def evaluate_stream(
        self, accounts: Accounts, *, timeout: float | None = None, **options: Unpack[Options]
    ) -> AsyncIterator[Answer]:
        """One answer for each account, as soon as it is there; see `Client.evaluate_stream`."""
        chosen = options_from(options)
        open_: collections.deque[Asked] = collections.deque()

        async def requests() -> AsyncIterator[scoring_pb2.StreamEvaluateRequest]:
            index = 0
            async for account in _each(accounts):
                open_.append(_answers.asked(index, account))
                index += 1
                if open_[-1].error is None:
                    yield scoring_pb2.StreamEvaluateRequest(account=open_[-1].account, options=chosen)

        call = self._stub.StreamEvaluate(
            requests(),
            timeout=timeout,
            metadata=_channel.metadata_for(self._token),
            wait_for_ready=self._wait_for_ready,
        )
        try:
            async for response in call:
                for answer in _unsent(open_):
                    yield answer
                yield _answers.stream_answer(open_.popleft(), response)
            for answer in _unsent(open_):
                yield answer
        except grpc.RpcError as error:
            raise from_call(error) from None
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
    ) -> AsyncIterator[accounts_pb2.HistoryMoment]:
        """An account that the server knows, moment by moment: `moment.evaluation` or `moment.error`, and `change`.

        From `since` (its first record) until `until` (now), every `step_days` (7), or with `on_change` whenever
        a record began to count or time alone changed the answer. Pages are asked for as moments are taken. Options
        are those of every call but `as_of`; unless `view` or `explain` say otherwise, evaluations hold the basic view.
        """
        request = history_request(account_id, since, until, step_days, on_change, options)
        return self._pages(self._accounts.GetHistory, request, "moments", timeout)

    async def put_records(
        self,
        records: Iterable[RecordLike] | AsyncIterable[RecordLike],
        *,
        batch: int = 1_000,
        timeout: float | None = None,
    ) -> PutSummary:
        """Puts records into the store of the server; those of a batch are durable when it was answered.

        Records are lines of a file, dictionaries or messages, and are read as they are sent. What is wrong
        with one harms no other: the summary has it. Where a call fails, that is raised; what was put before
        is kept, and putting all of it again changes nothing. `timeout` is that of one batch.
        """
        putting = Putting(batch)
        async for request in _batches(records, putting):
            putting.answered(await self._call(self._accounts.PutRecords, request, timeout))
        return putting.summary

    def list_accounts(
        self,
        *,
        filter: str = "",
        order_by: str = "",
        with_health: bool = False,
        timeout: float | None = None,
    ) -> AsyncIterator[accounts_pb2.StoredAccount]:
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

    async def set_override(
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
        response = await self._call(self._decisions.SetOverride, request, timeout)
        return response

    async def remove_override(
        self, account_id: str, model: str, *, reason: str, timeout: float | None = None, **entry: Unpack[Entry]
    ) -> decisions_pb2.RemoveOverrideResponse:
        """Ends the override of a health model."""
        request = remove_override_request(account_id, model, reason, entry)
        response: decisions_pb2.RemoveOverrideResponse
        response = await self._call(self._decisions.RemoveOverride, request, timeout)
        return response

    def list_overrides(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> AsyncIterator[decisions_pb2.OverrideEntry]:
        """The overrides of an account, oldest first, with those that do not stand any more."""
        request = overrides_request(account_id, as_of)
        return self._pages(self._decisions.ListOverrides, request, "entries", timeout)

    async def get_account(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> accounts_pb2.GetAccountResponse:
        """What the server knows of an account, or knew `as_of` a moment; `origins`: where each fact comes from."""
        response: accounts_pb2.GetAccountResponse
        response = await self._call(self._accounts.GetAccount, get_request(account_id, as_of), timeout)
        return response

    async def evaluate_account(
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
        response: accounts_pb2.EvaluateAccountResponse
        response = await self._call(self._accounts.EvaluateAccount, request, timeout)
        return response.evaluation

    async def delete_account(self, account_id: str, *, request_id: str = "", timeout: float | None = None) -> int:
        """Erases all that the server keeps of an account, and says how many records that were.

        Never made again by itself: with a `request_id` it may be by you, and is answered as the first time.
        """
        request = accounts_pb2.DeleteAccountRequest(account_id=account_id, request_id=request_id)
        response: accounts_pb2.DeleteAccountResponse = await self._call(self._accounts.DeleteAccount, request, timeout)
        return response.records

    async def export(self, *, timeout: float | None = None) -> AsyncIterator[str]:
        """Every record that the server keeps, each as a line of JSON that `put_records` takes.

        All as they were when it began. Has no deadline unless `timeout` names one for the whole of it. When it
        breaks, what broke it is raised: what was taken until then is not whole.
        """
        request = accounts_pb2.ExportRecordsRequest()
        async with contextlib.aclosing(self._messages(self._accounts.ExportRecords, request, timeout)) as messages:
            async for message in messages:
                for line in message.lines:
                    yield line

    async def record_graduation(
        self, account_id: str, *, reason: str, timeout: float | None = None, **entry: Unpack[Entry]
    ) -> decisions_pb2.RecordDecisionResponse:
        """Signs a graduation off."""
        request = graduation_request(account_id, reason, entry)
        response: decisions_pb2.RecordDecisionResponse
        response = await self._call(self._decisions.RecordDecision, request, timeout)
        return response

    async def record_extension(
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
        response = await self._call(self._decisions.RecordDecision, request, timeout)
        return response

    async def record_escalation(
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
        response = await self._call(self._decisions.RecordDecision, request, timeout)
        return response

    def list_decisions(
        self, account_id: str, *, as_of: MomentLike | None = None, timeout: float | None = None
    ) -> AsyncIterator[decisions_pb2.AccountDecision]:
        """What people decided of an account, oldest first."""
        request = decisions_request(account_id, as_of)
        return self._pages(self._decisions.ListDecisions, request, "decisions", timeout)

    async def get_pack(
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
        response: rules_pb2.GetPackResponse = await self._call(self._rules.GetPack, request, timeout)
        return response

    async def get_pack_files(self, pack: str = "", *, timeout: float | None = None) -> rules_pb2.GetPackFilesResponse:
        """The files of a pack that the server has, by label or digest, as they were written, and those of its tests."""
        request = rules_pb2.GetPackFilesRequest(pack=pack)
        response: rules_pb2.GetPackFilesResponse = await self._call(self._rules.GetPackFiles, request, timeout)
        return response

    def list_packs(self, *, timeout: float | None = None) -> AsyncIterator[rules_pb2.Pack]:
        """Every pack of the server, those under labels first."""
        request = rules_pb2.ListPacksRequest()
        return self._pages(self._rules.ListPacks, request, "packs", timeout)

    async def activate_pack(
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
        response: rules_pb2.ActivatePackResponse = await self._call(self._rules.ActivatePack, request, timeout)
        return response

    async def roll_back_pack(
        self, *, reason: str, digest: str = "", timeout: float | None = None, **change: Unpack[Change]
    ) -> rules_pb2.RollbackPackResponse:
        """Has the server answer by the pack that it had before, or by that of `digest`."""
        request = rollback_request(digest, reason, change)
        response: rules_pb2.RollbackPackResponse = await self._call(self._rules.RollbackPack, request, timeout)
        return response

    async def approve_activation(
        self, pending_id: str, *, reason: str = "", request_id: str = "", timeout: float | None = None
    ) -> rules_pb2.ApproveActivationResponse:
        """Agrees to an activation that another caller asked for."""
        request = approve_request(pending_id, reason, request_id)
        response: rules_pb2.ApproveActivationResponse
        response = await self._call(self._rules.ApproveActivation, request, timeout)
        return response

    def list_activations(
        self, *, label: str = "", pending_only: bool = False, timeout: float | None = None
    ) -> AsyncIterator[activations_pb2.Activation]:
        """Who changed which pack answers, when and why; the newest first."""
        request = rules_pb2.ListActivationsRequest(label=label, pending_only=pending_only)
        return self._pages(self._rules.ListActivations, request, "activations", timeout)

    def watch_packs(self, resume_token: str = "") -> AsyncIterator[rules_pb2.WatchPacksResponse]:
        """The packs that answer, and again whenever that changes; ends with UnavailableError when the server does."""
        return self._messages(self._rules.WatchPacks, rules_pb2.WatchPacksRequest(resume_token=resume_token))

    async def _batch(
        self, group: list[Asked], options: evaluation_pb2.EvaluationOptions, timeout: float | None
    ) -> list[Answer]:
        request = _answers.batch_request(group, options)
        try:
            response = None if request is None else await self._call(self._stub.EvaluateBatch, request, timeout)
            return _answers.batch_answers(group, response)
        except BellwetherError as error:
            smaller = _answers.halves(group, error)
            if smaller is None:
                return _answers.failed(group, error)
        return [answer for half in smaller for answer in await self._batch(half, options, timeout)]


def _unsent(open_: collections.deque[Asked]) -> Iterable[Answer]:
    while open_ and open_[0].error is not None:
        one = open_.popleft()
        assert one.error is not None
        yield one.refused(one.error)


async def _each(accounts: Accounts) -> AsyncIterator[AccountLike]:
    if isinstance(accounts, AsyncIterable):
        async for account in accounts:
            yield account
    else:
        for account in accounts:
            yield account


async def _groups(accounts: Accounts, most: int) -> AsyncIterator[list[Asked]]:
    group = _answers.Group()
    index = 0
    async for account in _each(accounts):
        one = _answers.asked(index, account)
        index += 1
        if not group.takes(one, most):
            yield group.asked
            group = _answers.Group()
            group.takes(one, most)
    if group.asked:
        yield group.asked


async def _batches(
    records: Iterable[RecordLike] | AsyncIterable[RecordLike], putting: Putting
) -> AsyncIterator[accounts_pb2.PutRecordsRequest]:
    if isinstance(records, AsyncIterable):
        async for record in records:
            batch = putting.take(record)
            if batch is not None:
                yield batch
    else:
        for record in records:
            batch = putting.take(record)
            if batch is not None:
                yield batch
    rest = putting.rest()
    if rest is not None:
        yield rest
