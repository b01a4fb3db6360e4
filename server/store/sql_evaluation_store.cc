// Tested by tests/server/store/evaluation_store_test.cc.
#include "server/store/sql_evaluation_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/store/evaluation_writer.h"
#include "server/store/query.h"
#include "server/store/sql_reading.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

// What a row of evaluations is read into, in the order of kColumns.
struct Row {
  std::string tenant, account, facts_digest, pack_digest, body;
  long long sequence = 0, as_of = 0, next_change_at = 0, records = 0;
  int cause = 0;

  StoredEvaluation Evaluation() const {
    StoredEvaluation one;
    one.of = {tenant, account};
    one.sequence = sequence;
    one.as_of = absl::FromUnixMicros(as_of);
    one.cause = static_cast<EvaluationCause>(cause);
    one.facts_digest = facts_digest;
    one.pack_digest = pack_digest;
    one.body = body;
    one.next_change_at = TimeOf(next_change_at);
    one.records = static_cast<uint64_t>(records);
    return one;
  }
};

const std::string kColumns =
    "select e.tenant, e.account, e.sequence, e.as_of, e.cause, e.facts_digest, e.pack_digest,"
    " e.body, e.next_change_at, e.records from evaluations e ";
// Of the last one of an account: when it has to be looked at again may have changed since.
const std::string kLast =
    "select e.tenant, e.account, e.sequence, e.as_of, e.cause, e.facts_digest, e.pack_digest,"
    " e.body, l.next_change_at, l.records from last_evaluations l join evaluations e"
    " on e.tenant = l.tenant and e.account = l.account and e.sequence = l.sequence"
    " where l.tenant = :tenant and l.account = :account";

// What is asked of each account that is evaluated.
struct LastQuery {
  explicit LastQuery(soci::session& session)
      : rows((session.prepare << kLast, soci::use(tenant), soci::use(account),
              soci::into(row.tenant), soci::into(row.account), soci::into(row.sequence),
              soci::into(row.as_of), soci::into(row.cause), soci::into(row.facts_digest),
              soci::into(row.pack_digest), soci::into(row.body), soci::into(row.next_change_at),
              soci::into(row.records))) {}

  std::string tenant, account;
  Row row;
  soci::statement rows;
};

// Of a list of accounts.
const std::string kLastOfEach = absl::StrCat(
    "select e.tenant, e.account, e.sequence, e.as_of, e.cause, e.facts_digest, e.pack_digest,"
    " e.body, l.next_change_at, l.records, case when l.records <> ",
    kKnownOfAccount,
    " then 1 else 0 end from accounts a join last_evaluations l"
    " on l.tenant = a.tenant and l.account = a.account"
    " join evaluations e"
    " on e.tenant = l.tenant and e.account = l.account and e.sequence = l.sequence where ");
struct StandingRow : Row {
  int behind = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&tenant, &account}) rows.exchange(soci::into(*text));
    for (long long* number : {&sequence, &as_of}) rows.exchange(soci::into(*number));
    rows.exchange(soci::into(cause));
    for (std::string* text : {&facts_digest, &pack_digest, &body}) {
      rows.exchange(soci::into(*text));
    }
    for (long long* number : {&next_change_at, &records}) rows.exchange(soci::into(*number));
    rows.exchange(soci::into(behind));
  }
};

struct CountQuery {
  explicit CountQuery(soci::session& session)
      : rows((session.prepare << CountRecordsText(), soci::use(tenant), soci::use(account),
              soci::into(count))) {}

  std::string tenant, account;
  long long count = 0;
  soci::statement rows;
};

// Runs a query for these columns; `uses` are its variables, in order.
template <typename... Uses>
std::vector<StoredEvaluation> ReadEvaluations(soci::session& session, const std::string& query,
                                              const Uses&... uses) {
  Row row;
  auto prepared = session.prepare << query;
  prepared, soci::into(row.tenant), soci::into(row.account), soci::into(row.sequence),
      soci::into(row.as_of), soci::into(row.cause), soci::into(row.facts_digest),
      soci::into(row.pack_digest), soci::into(row.body), soci::into(row.next_change_at),
      soci::into(row.records);
  static_cast<void>((prepared, ..., soci::use(uses)));
  soci::statement rows = prepared;
  rows.execute();
  std::vector<StoredEvaluation> found;
  while (rows.fetch()) found.push_back(row.Evaluation());
  return found;
}

// The same of a query that names accounts.
template <typename... Uses>
std::vector<AccountName> ReadNames(soci::session& session, const std::string& query,
                                   const Uses&... uses) {
  AccountName name;
  auto prepared = session.prepare << query;
  prepared, soci::into(name.tenant), soci::into(name.account);
  static_cast<void>((prepared, ..., soci::use(uses)));
  soci::statement rows = prepared;
  rows.execute();
  std::vector<AccountName> found;
  while (rows.fetch()) found.push_back(name);
  return found;
}

}  // namespace

absl::StatusOr<std::vector<int64_t>> SqlEvaluationStore::Put(
    std::span<const StoredEvaluation> evaluations) {
  std::vector<int64_t> numbers;
  const auto write = [&](soci::session& session) {
    numbers.clear();
    Transaction transaction(session, connections_.dialect());
    TakeTurn(session);
    EvaluationWriter writer(session);
    for (const StoredEvaluation& one : evaluations) numbers.push_back(writer.Write(one));
    writer.Finish();
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return numbers;
}

absl::StatusOr<std::optional<StoredEvaluation>> SqlEvaluationStore::Last(const AccountName& of) {
  return Found<std::optional<StoredEvaluation>>(connections_, [&](Connections::Loan& loan) {
    auto& query = loan.Kept<LastQuery>();
    query.tenant = of.tenant;
    query.account = of.account;
    std::optional<StoredEvaluation> last;
    query.rows.execute();
    while (query.rows.fetch()) last = query.row.Evaluation();
    return last;
  });
}

absl::StatusOr<std::vector<StandingEvaluation>> SqlEvaluationStore::LastOfEach(
    const std::string& tenant, const std::vector<std::string>& accounts) {
  return Found<std::vector<StandingEvaluation>>(connections_, [&](soci::session& session) {
    Query query;
    StandingRow row;
    std::vector<StandingEvaluation> found;
    const std::string text =
        absl::StrCat(kLastOfEach, "a.tenant = ", query.Text(tenant), " and ",
                     query.AnyText("a.account", accounts), " order by a.account");
    query.Run(session, text, row, [&] { found.push_back({row.Evaluation(), row.behind != 0}); });
    return found;
  });
}

absl::StatusOr<std::vector<StoredEvaluation>> SqlEvaluationStore::Of(const AccountName& of,
                                                                     int64_t before,
                                                                     uint32_t most) {
  const long long until = before == 0 ? kNever : static_cast<long long>(before);
  const long long limit = most;
  return Found<std::vector<StoredEvaluation>>(connections_, [&](soci::session& session) {
    return ReadEvaluations(session,
                           kColumns +
                               "where e.tenant = :tenant and e.account = :account"
                               " and e.sequence < :before"
                               " order by e.sequence desc limit :most",
                           of.tenant, of.account, until, limit);
  });
}

absl::StatusOr<std::vector<StoredEvaluation>> SqlEvaluationStore::After(const std::string& tenant,
                                                                        int64_t sequence,
                                                                        uint32_t most) {
  const long long from = sequence;
  const long long limit = most;
  return Found<std::vector<StoredEvaluation>>(connections_, [&](soci::session& session) {
    return ReadEvaluations(session,
                           kColumns +
                               "where e.tenant = :tenant and e.sequence > :after"
                               " order by e.sequence limit :most",
                           tenant, from, limit);
  });
}

absl::StatusOr<int64_t> SqlEvaluationStore::LastSequence() {
  return Found<int64_t>(connections_, [](soci::session& session) {
    return ReadNumber(session, "select last from evaluation_sequence", 0);
  });
}

absl::StatusOr<std::vector<AccountName>> SqlEvaluationStore::Due(absl::Time by, uint32_t most) {
  const long long until = absl::ToUnixMicros(by);
  const long long limit = most;
  return Found<std::vector<AccountName>>(connections_, [&](soci::session& session) {
    return ReadNames(session,
                     "select tenant, account from last_evaluations where next_change_at <= :by"
                     " order by next_change_at, tenant, account limit :most",
                     until, limit);
  });
}

absl::StatusOr<std::optional<absl::Time>> SqlEvaluationStore::NextDue() {
  return Found<std::optional<absl::Time>>(connections_, [](soci::session& session) {
    const long long first = ReadNumber(
        session, "select next_change_at from last_evaluations order by next_change_at limit 1",
        kNever);
    return TimeOf(first);
  });
}

absl::StatusOr<std::vector<AccountName>> SqlEvaluationStore::Behind(const AccountName& after,
                                                                    uint32_t most) {
  const long long limit = most;
  return Found<std::vector<AccountName>>(connections_, [&](soci::session& session) {
    return ReadNames(session,
                     absl::StrCat("select a.tenant, a.account from accounts a"
                                  " left join last_evaluations l"
                                  " on l.tenant = a.tenant and l.account = a.account"
                                  " where (a.tenant, a.account) > (:tenant, :account)"
                                  " and a.records > 0 and (l.records is null or l.records <> ",
                                  kKnownOfAccount, ") order by a.tenant, a.account limit :most"),
                     after.tenant, after.account, limit);
  });
}

absl::StatusOr<std::vector<AccountName>> SqlEvaluationStore::OfOtherPacks(
    const std::string& pack_digest, const AccountName& after, uint32_t most) {
  const long long limit = most;
  return Found<std::vector<AccountName>>(connections_, [&](soci::session& session) {
    return ReadNames(session,
                     "select tenant, account from last_evaluations"
                     " where (tenant, account) > (:tenant, :account) and pack_digest <> :pack"
                     " order by tenant, account limit :most",
                     after.tenant, after.account, pack_digest, limit);
  });
}

absl::StatusOr<uint64_t> SqlEvaluationStore::CountOfOtherPacks(const std::string& pack_digest) {
  return Found<uint64_t>(connections_, [&](soci::session& session) {
    return static_cast<uint64_t>(
        ReadNumber(session, "select count(*) from last_evaluations where pack_digest <> :pack", 0,
                   pack_digest));
  });
}

absl::StatusOr<std::vector<AccountName>> SqlEvaluationStore::OfOtherPacksIn(
    const std::string& tenant, const std::string& pack_digest, const std::string& after,
    uint32_t most) {
  const long long limit = most;
  return Found<std::vector<AccountName>>(connections_, [&](soci::session& session) {
    return ReadNames(
        session,
        "select tenant, account from last_evaluations where tenant = :tenant"
        " and account > :account and pack_digest <> :pack order by account limit :most",
        tenant, after, pack_digest, limit);
  });
}

absl::StatusOr<uint64_t> SqlEvaluationStore::CountOfOtherPacksIn(const std::string& tenant,
                                                                 const std::string& pack_digest) {
  return Found<uint64_t>(connections_, [&](soci::session& session) {
    return static_cast<uint64_t>(ReadNumber(session,
                                            "select count(*) from last_evaluations"
                                            " where tenant = :tenant and pack_digest <> :pack",
                                            0, tenant, pack_digest));
  });
}

absl::StatusOr<uint64_t> SqlEvaluationStore::CountRecords(const AccountName& of) {
  return Found<uint64_t>(connections_, [&](Connections::Loan& loan) {
    auto& query = loan.Kept<CountQuery>();
    query.tenant = of.tenant;
    query.account = of.account;
    uint64_t records = 0;
    query.rows.execute();
    while (query.rows.fetch()) records = static_cast<uint64_t>(query.count);
    return records;
  });
}

void EraseEvaluations(soci::session& session, const AccountName& of) {
  TakeTurn(session);
  for (const char* const table : {"evaluations", "last_evaluations", "band_changes"}) {
    session << "delete from " << table << " where tenant = :tenant and account = :account",
        soci::use(of.tenant), soci::use(of.account);
  }
}

}  // namespace bellwether::store
