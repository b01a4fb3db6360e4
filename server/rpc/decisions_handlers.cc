// Tested by tests/server/decisions_handlers_test.cc.
#include "server/rpc/decisions_handlers.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "server/accounts/account_decisions.h"
#include "server/accounts/stored_account.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/decisions_request.h"
#include "server/rpc/entry_messages.h"
#include "server/rpc/entry_transfer.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// An account of the store, as a worker looks for it.
struct Subject {
  SnapshotPointer snapshot;  // whose zone is that of accounts without one
  std::string tenant;
  std::string account;
  absl::Time received;
};

// Its records may name the zone in which dates are meant. NOT_FOUND: there are none.
grpc::Status FindZone(const AccountsEnvironment& environment, const Subject& subject,
                      absl::TimeZone& zone) {
  Logger& log = environment.scoring.log;
  const Moment now = Moment::Instant(subject.received);
  const auto records =
      environment.store.RecordsOf(subject.tenant, subject.account, KnownUntil(now));
  if (!records.ok()) return StoreFailed(log, records.status());
  if (records->records.empty()) return UnknownAccount(subject.account);
  const auto stored = StoredAccount::Of(
      *records, subject.account, subject.snapshot->plan->time_zone, environment.scoring.limits);
  if (!stored.ok()) return StoreFailed(log, stored.status());
  zone = stored->zone();
  return grpc::Status::OK;
}

// As an instant of the account.
grpc::Status FindInstant(const AccountsEnvironment& environment, const Subject& subject,
                         const Moment& moment, absl::Time& time) {
  absl::TimeZone zone = absl::UTCTimeZone();
  if (moment.date_only) {
    const grpc::Status status = FindZone(environment, subject, zone);
    if (!status.ok()) return status;
  }
  time = moment.At(zone);
  return grpc::Status::OK;
}

std::string TimeText(absl::Time time) { return FormatMoment(Moment::Instant(time)); }

// Why nothing was written, or that it was.
grpc::Status StatusOf(const store::Written& written, const std::string& account,
                      const std::string& model) {
  switch (written.outcome) {
    case store::WriteOutcome::kWritten:
      break;
    case store::WriteOutcome::kUnknownAccount:
      return UnknownAccount(account);
    case store::WriteOutcome::kOtherEtag:
      return ErrorWithInfo(
          grpc::StatusCode::ABORTED, "OTHER_ETAG",
          absl::StrCat("something was decided about the account meanwhile: its etag is ",
                       Quoted(written.etag), "; look at it, and ask again with that one"),
          "etag", written.etag);
    case store::WriteOutcome::kTooEarly:
      return InvalidFields({{"context.known_at", "DATES_OUT_OF_ORDER",
                             absl::StrCat("the account's last entry is known since ",
                                          TimeText(written.head.known_at),
                                          "; give no earlier moment, or leave it out")}});
    case store::WriteOutcome::kEndsBefore:
      return InvalidFields({{"expires_at", "DATES_OUT_OF_ORDER",
                             absl::StrCat("the override would expire before it counts, which is "
                                          "from ",
                                          TimeText(written.head.known_at), " on")}});
    case store::WriteOutcome::kNoOverride:
      return ErrorWithInfo(grpc::StatusCode::NOT_FOUND, "NO_OVERRIDE",
                           absl::StrCat("no override stands on the model ", Quoted(model),
                                        "; list those of the account"));
  }
  return grpc::Status::OK;
}

v1::OverrideState StateToProto(OverrideStanding standing) {
  switch (standing) {
    case OverrideStanding::kStanding:
      return v1::OVERRIDE_STATE_STANDING;
    case OverrideStanding::kExpired:
      return v1::OVERRIDE_STATE_EXPIRED;
    case OverrideStanding::kReplaced:
      return v1::OVERRIDE_STATE_REPLACED;
    case OverrideStanding::kRemoved:
      return v1::OVERRIDE_STATE_REMOVED;
    case OverrideStanding::kRemoval:
      return v1::OVERRIDE_STATE_REMOVAL;
  }
  return v1::OVERRIDE_STATE_UNSPECIFIED;
}

// As it stood at some moment.
void StandingToProto(const store::EntryHead& head, const store::NewOverride& what,
                     OverrideStanding standing, v1::OverrideEntry& message) {
  OverrideToProto(head, what, message);
  message.set_state(StateToProto(standing));
}

// What a changing call about one account has in common with the others.
struct Change {
  Subject subject;
  store::Request request;
  store::EntryContext context;
};

template <typename Request>
Change ReadChange(const Request& request, const CallContext& call, SnapshotPointer snapshot,
                  std::vector<Violation>& violations) {
  CheckAccountId(request.account_id(), violations);
  return {{std::move(snapshot), call.origin.caller->tenant, request.account_id(), call.received},
          DecisionRequestOf(request.context(), call),
          ReadDecisionContext(request.context(), call, violations)};
}

grpc::Status PinOwnPack(const AccountsEnvironment& environment, const CallContext& call,
                        SnapshotPointer& snapshot) {
  return PinPack(environment.scoring.packs, *call.origin.caller, "", snapshot);
}

// Of an override that is there, and how it stands once it is.
template <typename Response>
grpc::Status AddOverride(const AccountsEnvironment& environment, const Change& change,
                         const store::NewOverride& what, const AnswerSink<Response>& answer) {
  const auto written = environment.store.decisions().AddOverride(
      change.request, change.subject.account, change.context, what);
  if (!written.ok()) return StoreFailed(environment.scoring.log, written.status());
  const grpc::Status status = StatusOf(*written, change.subject.account, what.model);
  if (!status.ok()) return status;
  environment.TellChanged(change.subject.tenant, std::span(&change.subject.account, 1));
  Response response;
  const std::vector<store::StoredOverride> alone = {{written->head, what}};
  StandingToProto(written->head, what, StandingsAt(alone, change.subject.received).front(),
                  *response.mutable_entry());
  response.set_etag(written->etag);
  answer(response);
  return grpc::Status::OK;
}

// A page of what is listed, as it is asked for.
struct Listing {
  Subject subject;
  Moment as_of;
  std::string scope;
  uint32_t size = 0;
  PageStart start;
};

template <typename Request>
Listing ReadListing(const Request& request, const CallContext& call, SnapshotPointer snapshot,
                    std::vector<Violation>& violations) {
  Listing listing;
  CheckAccountId(request.account_id(), violations);
  listing.subject = {std::move(snapshot), call.origin.caller->tenant, request.account_id(),
                     call.received};
  listing.as_of = Moment::Instant(call.received);
  if (request.has_as_of()) {
    listing.as_of =
        ReadDecisionMoment(request.as_of(), "as_of", violations).value_or(listing.as_of);
  }
  listing.scope = absl::StrCat(ScopeOf(request), listing.subject.tenant);
  listing.size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  listing.start =
      ReadPageToken(request.page_token(), listing.scope, violations).value_or(PageStart());
  return listing;
}

// What was known at the moment that is asked about, which becomes `as_of`. NOT_FOUND: nothing is
// kept of the account at all.
grpc::Status ReadEntries(const AccountsEnvironment& environment, const Listing& listing,
                         absl::Time& as_of, store::AccountDecisions& known) {
  const Subject& subject = listing.subject;
  const grpc::Status found = FindInstant(environment, subject, listing.as_of, as_of);
  if (!found.ok()) return found;
  auto entries = environment.store.decisions().DecisionsOf(subject.tenant, subject.account, as_of);
  if (!entries.ok()) return StoreFailed(environment.scoring.log, entries.status());
  known = *std::move(entries);
  if (known.etag != store::kFirstEtag) return grpc::Status::OK;
  absl::TimeZone zone;
  return FindZone(environment, subject, zone);
}

// Adds a page of what was known at `as_of`; the token of the next one.
template <typename Response>
using AddEntries = std::string (*)(const store::AccountDecisions& known, absl::Time as_of,
                                   const Listing& listing, Response& response);

std::string AddOverrides(const store::AccountDecisions& known, absl::Time as_of,
                         const Listing& listing, v1::ListOverridesResponse& response) {
  const std::vector<OverrideStanding> standings = StandingsAt(known.overrides, as_of);
  size_t next = listing.start.offset;
  return AddPage(known.overrides, listing.start, listing.size, listing.scope,
                 [&](const store::StoredOverride& entry) {
                   StandingToProto(entry.head, entry.what, standings[next++],
                                   *response.add_entries());
                 });
}

std::string AddDecisions(const store::AccountDecisions& known, absl::Time, const Listing& listing,
                         v1::ListDecisionsResponse& response) {
  return AddPage(known.decisions, listing.start, listing.size, listing.scope,
                 [&](const store::StoredDecision& entry) {
                   DecisionToProto(entry.head, entry.what, *response.add_decisions());
                 });
}

template <typename Request, typename Response>
grpc::Status ListEntries(const AccountsEnvironment& environment, const CallContext& call,
                         const Request& request, AddEntries<Response> add,
                         LongWork<Response>& work) {
  SnapshotPointer snapshot;
  const grpc::Status pinned = PinOwnPack(environment, call, snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  const Listing listing = ReadListing(request, call, std::move(snapshot), violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, listing, add](const Stop&, const AnswerSink<Response>& answer) {
    absl::Time as_of;
    store::AccountDecisions known;
    const grpc::Status status = ReadEntries(environment, listing, as_of, known);
    if (!status.ok()) return status;
    Response response;
    response.set_next_page_token(add(known, as_of, listing, response));
    response.set_etag(known.etag);
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

}  // namespace

grpc::Status SetOverride(const AccountsEnvironment& environment, CallContext& call,
                         const v1::SetOverrideRequest& request,
                         LongWork<v1::SetOverrideResponse>& work) {
  SnapshotPointer snapshot;
  const grpc::Status pinned = PinOwnPack(environment, call, snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  const store::NewOverride what = ReadOverride(request, *snapshot->plan, violations);
  const Change change = ReadChange(request, call, snapshot, violations);
  std::optional<Moment> expires;
  if (request.has_expires_at()) {
    expires = ReadDecisionMoment(request.expires_at(), "expires_at", violations);
  }
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, change, what, expires](const Stop&,
                                              const AnswerSink<v1::SetOverrideResponse>& answer) {
    store::NewOverride full = what;
    if (expires) {
      absl::Time end;
      const grpc::Status status = FindInstant(environment, change.subject, *expires, end);
      if (!status.ok()) return status;
      full.expires_at = end;
    }
    return AddOverride(environment, change, full, answer);
  };
  return grpc::Status::OK;
}

grpc::Status RemoveOverride(const AccountsEnvironment& environment, CallContext& call,
                            const v1::RemoveOverrideRequest& request,
                            LongWork<v1::RemoveOverrideResponse>& work) {
  std::vector<Violation> violations;
  const Change change = ReadChange(request, call, nullptr, violations);
  const store::NewOverride removal = ReadRemoval(request, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, change, removal](const Stop&,
                                        const AnswerSink<v1::RemoveOverrideResponse>& answer) {
    return AddOverride(environment, change, removal, answer);
  };
  return grpc::Status::OK;
}

grpc::Status ListOverrides(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ListOverridesRequest& request,
                           LongWork<v1::ListOverridesResponse>& work) {
  return ListEntries(environment, call, request, &AddOverrides, work);
}

grpc::Status RecordDecision(const AccountsEnvironment& environment, CallContext& call,
                            const v1::RecordDecisionRequest& request,
                            LongWork<v1::RecordDecisionResponse>& work) {
  std::vector<Violation> violations;
  const Change change = ReadChange(request, call, nullptr, violations);
  const store::NewDecision what = ReadDecision(request, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, change, what](const Stop&,
                                     const AnswerSink<v1::RecordDecisionResponse>& answer) {
    const auto written = environment.store.decisions().AddDecision(
        change.request, change.subject.account, change.context, what);
    if (!written.ok()) return StoreFailed(environment.scoring.log, written.status());
    const grpc::Status status = StatusOf(*written, change.subject.account, "");
    if (!status.ok()) return status;
    environment.TellChanged(change.subject.tenant, std::span(&change.subject.account, 1));
    v1::RecordDecisionResponse response;
    DecisionToProto(written->head, what, *response.mutable_decision());
    response.set_etag(written->etag);
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

grpc::Status ListDecisions(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ListDecisionsRequest& request,
                           LongWork<v1::ListDecisionsResponse>& work) {
  return ListEntries(environment, call, request, &AddDecisions, work);
}

DecisionsHandlers MakeDecisionsHandlers(const AccountsEnvironment& environment) {
  return {ServeLong(environment, &SetOverride),
          ServeLong(environment, &RemoveOverride),
          ServeLong(environment, &ListOverrides),
          ServeLong(environment, &RecordDecision),
          ServeLong(environment, &ListDecisions),
          [environment](CallContext& call, const v1::ExportEntriesRequest& request,
                        std::unique_ptr<Pages<v1::ExportEntriesResponse>>& pages) {
            return ExportEntries(environment, call, request, pages);
          },
          ServeLong(environment, &ImportEntries)};
}

}  // namespace bellwether
