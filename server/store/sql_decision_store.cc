// The row of an account in `accounts` is held while an entry is added, so that two servers do not
// give one number twice, and nothing is added to an account that is being erased.
//
// Tested by tests/server/store/decision_store_test.cc.
#include "server/store/sql_decision_store.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "engine/base/digest.h"
#include "server/store/answered_requests.h"
#include "server/store/decision_writer.h"
#include "server/store/sql_reading.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

// Each part with its length, so that no two requests read alike.
std::string DigestOf(std::string_view what, const std::string& account, const EntryContext& context,
                     const std::vector<std::string>& parts) {
  std::string text(what);
  const auto add = [&text](const std::string& part) {
    absl::StrAppend(&text, " ", part.size(), ":", part);
  };
  for (const std::string* part : {&account, &context.author, &context.reason, &context.etag}) {
    add(*part);
  }
  add(context.known_at ? absl::StrCat(absl::ToUnixMicros(*context.known_at)) : "");
  for (const std::string& part : parts) add(part);
  return Sha256Hex(text);
}

// What a request is answered again from: the rest it says itself.
std::string TextOf(const Written& written) {
  return absl::StrCat(written.head.number, " ", absl::ToUnixMicros(written.head.known_at), " ",
                      absl::ToUnixMicros(written.head.recorded_at), " ", written.etag);
}

Written WrittenOf(const std::string& text, const EntryContext& context) {
  const std::vector<std::string> parts = absl::StrSplit(text, ' ');
  int64_t numbers[3] = {};
  for (size_t i = 0; i < std::size(numbers) && i < parts.size(); ++i) {
    (void)absl::SimpleAtoi(parts[i], &numbers[i]);
  }
  Written written;
  written.head = {numbers[0], absl::FromUnixMicros(numbers[1]), absl::FromUnixMicros(numbers[2]),
                  context.author, context.reason};
  written.etag = parts.back();
  return written;
}

// Whether the last entry on the model is an override.
bool HasOverride(soci::session& session, const std::string& tenant, const std::string& account,
                 const std::string& model) {
  long long action = 0;
  session << "select action from overrides where tenant = :tenant and account = :account"
             " and model = :model order by number desc limit 1",
      soci::use(tenant), soci::use(account), soci::use(model), soci::into(action);
  return session.got_data() && action != static_cast<long long>(OverrideAction::kRemove);
}

// What is asked of each account that is evaluated.
struct EntriesQuery {
  explicit EntriesQuery(soci::session& session)
      : rows((session.prepare << "select entries, etag from decision_states"
                                 " where tenant = :tenant and account = :account",
              soci::use(tenant), soci::use(account), soci::into(entries), soci::into(etag))) {}

  std::string tenant, account, etag;
  long long entries = 0;
  soci::statement rows;
};

// An entry in its place, in one transaction.
class Addition {
 public:
  Addition(const Request& request, const std::string& account, const EntryContext& context,
           std::string digest)
      : request_(request), account_(account), context_(context), digest_(std::move(digest)) {}

  // `change`: the override that is added; null: a decision is. `insert(session, head)` writes the
  // entry.
  template <typename Insert>
  absl::StatusOr<Written> Add(Connections& connections, const NewOverride* change,
                              const Insert& insert) {
    const auto write = [&](soci::session& session) {
      Transaction transaction(session, connections.dialect());
      // First, so that the same request at the same time waits, and then finds the answer.
      const bool is_kept = HoldAccount(session, request_.tenant, account_);
      const auto answered = FindAnswer(session, request_, digest_);
      if (!answered.ok()) return answered.status();
      if (answered->has_value()) {
        written_ = WrittenOf(**answered, context_);
        return absl::OkStatus();
      }
      if (!Prepare(session, is_kept, change)) return absl::OkStatus();
      insert(session, written_.head);
      SetDecisionState(session, request_.tenant, account_,
                       {written_.head.number, absl::ToUnixMicros(written_.head.known_at),
                        absl::ToUnixMicros(written_.head.recorded_at), etag_});
      Remember(session, request_, digest_, TextOf(written_));
      transaction.Commit();
      return absl::OkStatus();
    };
    const absl::Status status = WithSession(connections, Connections::For::kWriting, write);
    if (!status.ok()) return status;
    return written_;
  }

 private:
  // False: nothing is to be written; `written_` says why, or what was written.
  bool Prepare(soci::session& session, bool is_kept, const NewOverride* change) {
    written_ = {};
    if (!is_kept) return Refuse(WriteOutcome::kUnknownAccount);
    const DecisionState state = DecisionStateOf(session, request_.tenant, account_);
    written_.etag = state.etag;
    written_.head = {state.entries, absl::FromUnixMicros(state.known_at),
                     absl::FromUnixMicros(state.recorded_at), context_.author, context_.reason};
    // The connection broke after it was committed, and this is the second time.
    if (state.etag == etag_) return false;
    if (!context_.etag.empty() && context_.etag != state.etag) {
      return Refuse(WriteOutcome::kOtherEtag);
    }
    const absl::Time last = written_.head.known_at;
    const absl::Time known_at = context_.known_at.value_or(std::max(request_.now, last));
    if (known_at < last) return Refuse(WriteOutcome::kTooEarly);
    if (change != nullptr && !Check(session, *change, known_at)) return false;
    written_.etag = etag_;
    written_.head.number = state.entries + 1;
    written_.head.known_at = Kept(known_at);
    written_.head.recorded_at = Kept(request_.now);
    return true;
  }

  bool Check(soci::session& session, const NewOverride& change, absl::Time known_at) {
    if (change.expires_at && *change.expires_at <= known_at) {
      written_.head.known_at = known_at;
      return Refuse(WriteOutcome::kEndsBefore);
    }
    const bool removes = change.action == OverrideAction::kRemove;
    return !removes || HasOverride(session, request_.tenant, account_, change.model) ||
           Refuse(WriteOutcome::kNoOverride);
  }

  bool Refuse(WriteOutcome outcome) {
    written_.outcome = outcome;
    return false;
  }

  static absl::Time Kept(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

  const Request& request_;
  const std::string& account_;
  const EntryContext& context_;
  const std::string digest_;
  const std::string etag_ = NewEtag();
  Written written_;
};

// What the rows of both tables have in common.
struct HeadColumns {
  long long number = 0, known_at = 0, recorded_at = 0;
  std::string author, reason;

  EntryHead Head() const {
    return {number, absl::FromUnixMicros(known_at), absl::FromUnixMicros(recorded_at), author,
            reason};
  }
};

void ReadOverrides(soci::session& session, const std::string& tenant, const std::string& account,
                   long long until, std::vector<StoredOverride>& overrides) {
  HeadColumns head;
  NewOverride what;
  long long action = 0, expires_at = 0;
  soci::statement rows =
      (session.prepare << "select number, known_at, recorded_at, author, reason, model, action,"
                          " value, expires_at from overrides where tenant = :tenant"
                          " and account = :account and known_at <= :until order by number",
       soci::use(tenant), soci::use(account), soci::use(until), soci::into(head.number),
       soci::into(head.known_at), soci::into(head.recorded_at), soci::into(head.author),
       soci::into(head.reason), soci::into(what.model), soci::into(action), soci::into(what.value),
       soci::into(expires_at));
  rows.execute();
  while (rows.fetch()) {
    what.action = static_cast<OverrideAction>(action);
    what.expires_at = TimeOf(expires_at);
    overrides.push_back({head.Head(), what});
  }
}

void ReadDecisions(soci::session& session, const std::string& tenant, const std::string& account,
                   long long until, std::vector<StoredDecision>& decisions) {
  HeadColumns head;
  NewDecision what;
  long long kind = 0, days = 0;
  soci::statement rows =
      (session.prepare << "select number, known_at, recorded_at, author, reason, kind, days,"
                          " subject from decisions where tenant = :tenant"
                          " and account = :account and known_at <= :until order by number",
       soci::use(tenant), soci::use(account), soci::use(until), soci::into(head.number),
       soci::into(head.known_at), soci::into(head.recorded_at), soci::into(head.author),
       soci::into(head.reason), soci::into(kind), soci::into(days), soci::into(what.subject));
  rows.execute();
  while (rows.fetch()) {
    what.kind = static_cast<DecisionKind>(kind);
    what.days = static_cast<int32_t>(days);
    decisions.push_back({head.Head(), what});
  }
}

}  // namespace

absl::StatusOr<Written> SqlDecisionStore::AddOverride(const Request& request,
                                                      const std::string& account,
                                                      const EntryContext& context,
                                                      const NewOverride& what) {
  Addition addition(
      request, account, context,
      DigestOf("override", account, context,
               {what.model, absl::StrCat(static_cast<int>(what.action)),
                absl::StrFormat("%.17g", what.value), absl::StrCat(MicrosOf(what.expires_at))}));
  return addition.Add(connections_, &what, [&](soci::session& session, const EntryHead& head) {
    InsertOverride(session, request.tenant, account, head, what);
  });
}

absl::StatusOr<Written> SqlDecisionStore::AddDecision(const Request& request,
                                                      const std::string& account,
                                                      const EntryContext& context,
                                                      const NewDecision& what) {
  Addition addition(
      request, account, context,
      DigestOf("decision", account, context,
               {absl::StrCat(static_cast<int>(what.kind)), absl::StrCat(what.days), what.subject}));
  return addition.Add(connections_, nullptr, [&](soci::session& session, const EntryHead& head) {
    InsertDecision(session, request.tenant, account, head, what);
  });
}

absl::StatusOr<AccountDecisions> SqlDecisionStore::DecisionsOf(const std::string& tenant,
                                                               const std::string& account,
                                                               absl::Time known_until) {
  const long long until = MicrosOf(known_until);
  AccountDecisions known;
  const auto read = [&](Connections::Loan& loan) {
    known = {};
    known.etag = kFirstEtag;
    // First: who writes by an etag has then seen at least what it stands for.
    auto& state = loan.Kept<EntriesQuery>();
    state.tenant = tenant;
    state.account = account;
    bool has_entries = false;
    state.rows.execute();
    while (state.rows.fetch()) {
      known.etag = state.etag;
      has_entries = state.entries > 0;
    }
    if (!has_entries) return absl::OkStatus();
    soci::session& session = loan.session();
    ReadOverrides(session, tenant, account, until, known.overrides);
    ReadDecisions(session, tenant, account, until, known.decisions);
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kReading, read);
  if (!status.ok()) return status;
  return known;
}

void EraseDecisions(soci::session& session, const Request& request, const std::string& account) {
  for (const char* table : {"overrides", "decisions", "decision_states"}) {
    session << absl::StrCat("delete from ", table,
                            " where tenant = :tenant and account = :account"),
        soci::use(request.tenant), soci::use(account);
  }
}

}  // namespace bellwether::store
