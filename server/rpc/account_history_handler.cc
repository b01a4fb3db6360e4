// An account of the store at one moment after the other: its records are read once, each moment is
// answered as EvaluateAccount would answer about it, and between two of them stands what
// CompareEvaluations would say of the two.
//
// Tested by tests/server/account_history_test.cc and tests/server/known_decisions_test.cc.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/attribution/attribution.h"
#include "engine/evaluate/evaluate.h"
#include "engine/portfolio/steps_back.h"
#include "protos/wire/comparison.h"
#include "protos/wire/wire.h"
#include "server/accounts/account_decisions.h"
#include "server/accounts/account_history.h"
#include "server/accounts/time_changes.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/known_account.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr int32_t kUsualStepDays = 7;
constexpr int32_t kMostStepDays = 3'660;  // ten years
// Records that a change names.
constexpr int kMostRecordsNamed = 20;
// Clients take messages of 4 MiB unless they are told otherwise: a page ends where half of that is
// full.
constexpr size_t kPageBytes = 2u << 20;
constexpr wire::AnswerCall kMany = wire::AnswerCall::kMany;

// What is asked, as it was understood.
struct Asked {
  SnapshotPointer snapshot;
  std::string account;
  std::string tenant;
  std::string method;
  absl::Time received;
  std::optional<Moment> from;
  Moment to;
  bool on_change = false;
  uint32_t step_days = kUsualStepDays;
  BindOptions options;
  wire::AnswerOptions view;
  uint32_t page_size = 0;
  std::optional<Moment> after;  // the last one of the page before
  std::string scope;            // of page tokens

  const Plan& plan() const { return *snapshot->plan; }
};

std::optional<Moment> ReadMoment(const v1::Moment& message, const char* path,
                                 std::vector<Violation>& violations) {
  if (!message.has_local()) return wire::MomentFromProto(message, path, violations);
  violations.push_back({path, "BAD_DATE",
                        "a local time is another moment in each time zone; give `date` or `time`"});
  return std::nullopt;
}

// Of a date and a time it is not known which is the earlier one while no zone is known.
bool IsSurelyLater(const Moment& a, const Moment& b) {
  const absl::Duration doubt = a.date_only == b.date_only ? absl::ZeroDuration() : kMostZoneOffset;
  return KeyMoment(a) > KeyMoment(b) + doubt;
}

void ReadRange(const v1::GetHistoryRequest& request, const CallContext& call, Asked& asked,
               std::vector<Violation>& violations) {
  asked.to = Moment::Instant(call.received);
  std::optional<Moment> to = asked.to;
  if (request.has_to()) to = ReadMoment(request.to(), "to", violations);
  if (request.has_from()) asked.from = ReadMoment(request.from(), "from", violations);
  if (!to) return;
  asked.to = *to;
  if (asked.from && IsSurelyLater(*asked.from, *to)) {
    violations.push_back(
        {"from", "DATES_OUT_OF_ORDER",
         absl::StrCat(FormatMoment(*asked.from), " is after the last moment, ", FormatMoment(*to),
                      "; give an earlier one, or a later `to`")});
  }
}

void ReadSteps(const v1::GetHistoryRequest& request, Asked& asked,
               std::vector<Violation>& violations) {
  const int32_t days = request.step_days();
  if (days < 0 || days > kMostStepDays) {
    violations.push_back({"step_days", "OUT_OF_RANGE",
                          absl::StrCat(days, " is not between 1 and ", kMostStepDays, ", or 0 for ",
                                       kUsualStepDays)});
  }
  if (request.on_change() && days != 0) {
    violations.push_back(
        {"step_days", "NOT_ALLOWED", "`on_change` chooses the moments; leave one of the two out"});
  }
  asked.on_change = request.on_change();
  asked.step_days = static_cast<uint32_t>(days > 0 ? days : kUsualStepDays);
}

void ReadOptions(const v1::GetHistoryRequest& request, const Limits& limits,
                 const CallContext& call, Asked& asked, std::vector<Violation>& violations) {
  v1::EvaluationOptions options = request.options();
  if (options.has_as_of()) {
    violations.push_back({"options.as_of", "NOT_ALLOWED",
                          "`from` and `to` say which moments are meant; leave it out"});
    options.clear_as_of();
  }
  asked.options = wire::OptionsFromProto(options, call.received, violations, kMany);
  asked.options.as_of = asked.to;
  for (Violation& violation : CheckBindOptions(asked.plan(), asked.options, limits)) {
    violation.path = violation.path == "as_of" ? "to" : "options." + violation.path;
    violations.push_back(std::move(violation));
  }
  asked.options.report_unknown_signals = true;  // as EvaluateKnown
  asked.view = wire::AnswerOptionsFromProto(options, kMany);
}

// A token keeps the last moment of the first page, which may be that of its receipt.
void ReadPage(const v1::GetHistoryRequest& request, const Limits& limits, Asked& asked,
              std::vector<Violation>& violations) {
  asked.scope = absl::StrCat(ScopeOf(request), asked.plan().digest, " ", asked.tenant);
  asked.page_size = PageSize(request.page_size(), std::min(kUsualPage, limits.max_history_moments),
                             limits.max_history_moments, violations);
  const auto start = ReadPageToken(request.page_token(), asked.scope, violations);
  if (!start.has_value() || start->after.empty()) return;
  asked.after = ParseMoment(start->after);
  asked.to = ParseMoment(start->as_of).value_or(asked.to);
}

// The moments that are asked about, oldest first.
class Moments {
 public:
  explicit Moments(const portfolio::StepsBack& steps) : which_(steps) {}
  explicit Moments(std::vector<Moment> all) : which_(std::move(all)) {}

  uint64_t size() const {
    return std::visit([](const auto& which) -> uint64_t { return which.size(); }, which_);
  }
  Moment operator[](uint64_t position) const {
    return std::visit([position](const auto& which) { return Moment(which[position]); }, which_);
  }

  // The position of the first that is after `moment`.
  uint64_t After(const Moment& moment, const absl::TimeZone& zone) const {
    uint64_t low = 0, high = size();
    while (low < high) {
      const uint64_t middle = low + (high - low) / 2;
      if ((*this)[middle].At(zone) > moment.At(zone)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

 private:
  std::variant<portfolio::StepsBack, std::vector<Moment>> which_;
};

// Moments at which something began to count, or ended; each once, oldest first.
std::vector<Moment> MomentsOfChange(const AccountHistory& history,
                                    const std::vector<DecisionEvent>& events, book::Instant begin,
                                    book::Instant end) {
  std::map<book::Instant, Moment> moments;
  for (const AccountHistory::Told& told : history.told()) moments.emplace(told.counts, told.moment);
  for (const DecisionEvent& event : events) {
    moments.emplace(absl::ToUnixMicros(event.at), Moment::Instant(event.at));
  }
  std::vector<Moment> all;
  for (const auto& [instant, moment] : moments) {
    if (instant >= begin && instant <= end) all.push_back(moment);
  }
  return all;
}

// All that is known of the account.
struct HistorySources {
  AccountHistory& history;
  const store::AccountDecisions& decisions;
  const std::vector<DecisionEvent>& events;  // of the decisions
};

// Those and, among them, moments at which time alone changed the answer: of one page, and one more.
std::vector<Moment> MomentsOfAPage(const std::vector<Moment>& known, const Asked& asked,
                                   const Limits& limits, const HistorySources& sources,
                                   book::Instant begin, const Stop& stop) {
  const absl::TimeZone& zone = sources.history.zone();
  TimeChanges changes(sources.history, {asked.plan(), asked.options, sources.decisions, limits});
  const absl::Time start =
      asked.after ? asked.after->At(zone) : absl::FromUnixMicros(begin) - absl::Microseconds(1);
  std::vector<Moment> all = changes.AddTo(known, start, asked.to.At(zone), asked.page_size + 1,
                                          [&stop] { return stop.requested(); });
  if (asked.after) all.insert(all.begin(), *asked.after);
  return all;
}

// `begin`: when the account was known first.
Moments MomentsOf(const Asked& asked, const Limits& limits, const HistorySources& sources,
                  book::Instant begin, const Stop& stop) {
  const AccountHistory& history = sources.history;
  const absl::TimeZone& zone = history.zone();
  if (asked.from) begin = std::max(begin, book::StampOf(*asked.from, zone).instant);
  if (!asked.on_change) {
    const Moment first = Moment::Instant(absl::FromUnixMicros(begin));
    return Moments(portfolio::StepsBack(first, asked.to, asked.step_days, zone));
  }
  const std::vector<Moment> known =
      MomentsOfChange(history, sources.events, begin, book::StampOf(asked.to, zone).instant);
  return Moments(MomentsOfAPage(known, asked, limits, sources, begin, stop));
}

// What was made of a moment.
struct Seen {
  Workspace work;         // as it is answered
  BindOptions options;    // with the moment
  Evaluation everything;  // with the arithmetic that an attribution needs
  bool complete = false;  // false: there was an error
};

ComparedAccount SideOf(const Plan& plan, const Seen& seen) {
  return {plan, seen.work.account, seen.options, seen.work.facts, seen.everything};
}

bool SaysSomethingElse(const v1::ModelChange& model) {
  const v1::ScoreEnd &before = model.before(), &after = model.after();
  return model.lines_size() + model.without_points_size() > 0 || before.state() != after.state() ||
         before.primary() != after.primary() || before.has_score() != after.has_score() ||
         before.score() != after.score();
}

// A page of moments, made one after the other.
class HistoryPage {
 public:
  HistoryPage(const AccountsEnvironment& environment, const Asked& asked, const Moments& moments,
              const HistorySources& sources, const Stop& stop)
      : environment_(environment.scoring),
        asked_(asked),
        moments_(moments),
        history_(sources.history),
        sources_(sources),
        stop_(stop) {
    environment_.outcomes = nullptr;  // it is told what was, and not what is
  }

  // False: it was stopped, and the response is not whole.
  bool Fill(v1::GetHistoryResponse& response) {
    const uint64_t first = asked_.after ? moments_.After(*asked_.after, history_.zone()) : 0;
    // The first change is one since the last moment of the page before.
    v1::HistoryMoment unsaid;
    if (first > 0) See(moments_[first - 1], unsaid);
    uint64_t next = first;
    for (size_t bytes = 0; next < moments_.size() && bytes < kPageBytes; ++next) {
      if (static_cast<uint64_t>(response.moments_size()) == asked_.page_size) break;
      if (stop_.requested()) return false;
      v1::HistoryMoment& message = *response.add_moments();
      std::swap(before_, now_);
      See(moments_[next], message);
      if (next > 0) AddChange(moments_[next - 1], moments_[next], *message.mutable_change());
      bytes += message.ByteSizeLong();
    }
    if (next < moments_.size()) {
      response.set_next_page_token(MakePageToken(
          {0, FormatMoment(asked_.to), FormatMoment(moments_[next - 1])}, asked_.scope));
    }
    return !stop_.requested();
  }

 private:
  void See(const Moment& moment, v1::HistoryMoment& message) {
    wire::MomentToProto(moment, *message.mutable_as_of());
    now_->options = asked_.options;
    now_->options.as_of = moment;
    const grpc::Status status = Answer(moment, *message.mutable_evaluation());
    Workspace& work = now_->work;
    now_->complete =
        status.ok() && Evaluate(asked_.plan(), work.facts, work.scratch, now_->everything).ok();
    if (!status.ok()) ErrorToProto(status, *message.mutable_error());
  }

  grpc::Status Answer(const Moment& moment, v1::Evaluation& evaluation) {
    const StoredAccount& known = history_.AsOf(moment);
    if (known.CountKnown(moment) == 0) return UnknownAccount(asked_.account);
    v1::Account account;
    wire::AccountToProto(FactsAt(known, sources_.decisions, asked_.plan(), moment), account);
    now_->work.violations.clear();
    CallContext call{asked_.method, asked_.received, absl::InfiniteFuture(), now_->work, &stop_};
    return EvaluateKnown(environment_, asked_.snapshot, account, now_->options, asked_.view, call,
                         evaluation);
  }

  void AddChange(const Moment& since, const Moment& until, v1::HistoryChange& change) const {
    AddRecords(since, until, change);
    if (!before_->complete || !now_->complete) return;
    const ComparedAccount before = SideOf(asked_.plan(), *before_);
    const ComparedAccount after = SideOf(asked_.plan(), *now_);
    v1::CompareEvaluationsResponse compared;
    wire::ComparisonToProto(before, after,
                            Attribute(before, after, environment_.limits, asked_.view.language), "",
                            compared);
    for (v1::ModelChange& model : *compared.mutable_models()) {
      if (SaysSomethingElse(model)) change.add_models()->Swap(&model);
    }
    change.mutable_outcomes()->Swap(compared.mutable_outcomes());
  }

  void AddRecords(const Moment& since, const Moment& until, v1::HistoryChange& change) const {
    const absl::TimeZone& zone = history_.zone();
    const book::Instant first = book::StampOf(since, zone).instant;
    const book::Instant last = book::StampOf(until, zone).instant;
    const auto told = history_.ToldWithin(first, last);
    const auto decided =
        EventsWithin(sources_.events, absl::FromUnixMicros(first), absl::FromUnixMicros(last));
    change.set_record_count(static_cast<int32_t>(told.size() + decided.size()));
    auto event = decided.begin();
    for (const AccountHistory::Told& one : told) {
      for (; event != decided.end() && absl::ToUnixMicros(event->at) < one.counts; ++event) {
        AddEvent(*event, change);
      }
      if (change.records_size() == kMostRecordsNamed) return;
      v1::HistoryRecord& record = *change.add_records();
      record.set_kind(std::string(records::NameOf(one.record->kind)));
      record.set_id(one.record->id);
      wire::MomentToProto(one.record->at.In(zone), *record.mutable_at());
      if (!one.record->known_at) continue;
      wire::MomentToProto(one.record->known_at->In(zone), *record.mutable_known_at());
    }
    for (; event != decided.end(); ++event) AddEvent(*event, change);
  }

  static void AddEvent(const DecisionEvent& event, v1::HistoryChange& change) {
    if (change.records_size() == kMostRecordsNamed) return;
    v1::HistoryRecord& record = *change.add_records();
    record.set_kind(event.kind);
    record.set_id(absl::StrCat(event.number));
    wire::MomentToProto(Moment::Instant(event.at), *record.mutable_at());
  }

  ScoringEnvironment environment_;
  const Asked& asked_;
  const Moments& moments_;
  AccountHistory& history_;
  const HistorySources& sources_;
  const Stop& stop_;
  // Reused: what is `now` is `before` for the next moment.
  std::unique_ptr<Seen> before_ = std::make_unique<Seen>();
  std::unique_ptr<Seen> now_ = std::make_unique<Seen>();
};

grpc::Status Replay(const AccountsEnvironment& environment, const Asked& asked, const Stop& stop,
                    const AnswerSink<v1::GetHistoryResponse>& answer) {
  Logger& log = environment.scoring.log;
  const auto records =
      environment.store.RecordsOf(asked.tenant, asked.account, KnownUntil(asked.to));
  if (!records.ok()) return StoreFailed(log, records.status());
  const auto decisions =
      environment.store.decisions().DecisionsOf(asked.tenant, asked.account, KnownUntil(asked.to));
  if (!decisions.ok()) return StoreFailed(log, decisions.status());
  auto history = AccountHistory::Of(*records, asked.account, asked.plan().time_zone,
                                    environment.scoring.limits);
  if (!history.ok()) return StoreFailed(log, history.status());
  const std::optional<book::Instant> begin = history->begin();
  if (!begin || *begin > book::StampOf(asked.to, history->zone()).instant) {
    return UnknownAccount(asked.account);
  }
  const std::vector<DecisionEvent> events = EventsOf(*decisions);
  const HistorySources sources{*history, *decisions, events};
  const Moments moments = MomentsOf(asked, environment.scoring.limits, sources, *begin, stop);
  v1::GetHistoryResponse response;
  if (HistoryPage(environment, asked, moments, sources, stop).Fill(response)) answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status GetHistory(const AccountsEnvironment& environment, CallContext& call,
                        const v1::GetHistoryRequest& request,
                        LongWork<v1::GetHistoryResponse>& work) {
  auto asked = std::make_shared<Asked>();
  const grpc::Status pinned =
      PinPackFor(environment.scoring.packs, *call.origin.caller, request.options().pack(),
                 request.account_id(), asked->snapshot);
  if (!pinned.ok()) return pinned;
  const Limits& limits = environment.scoring.limits;
  std::vector<Violation> violations;
  asked->account = request.account_id();
  asked->tenant = call.origin.caller->tenant;
  asked->method = std::string(call.method);
  asked->received = call.received;
  CheckAccountId(request.account_id(), violations);
  ReadRange(request, call, *asked, violations);
  ReadSteps(request, *asked, violations);
  ReadOptions(request, limits, call, *asked, violations);
  ReadPage(request, limits, *asked, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, asked = std::shared_ptr<const Asked>(std::move(asked))](
             const Stop& stop, const AnswerSink<v1::GetHistoryResponse>& answer) {
    return Replay(environment, *asked, stop, answer);
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
