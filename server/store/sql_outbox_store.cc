// A row of outbox_lines is written first by whoever changes a line, so these take turns, and the
// head of a line is what its messages say when they are looked at. A line without messages that
// wait stays, with 0 as its head: its numbers go on.
//
// Tested by tests/server/store/outbox_store_test.cc.
#include "server/store/sql_outbox_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/store/evaluation_writer.h"
#include "server/store/sql_reading.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

constexpr int kWaiting = static_cast<int>(MessageState::kWaiting);
constexpr int kDelivered = static_cast<int>(MessageState::kDelivered);
constexpr int kDead = static_cast<int>(MessageState::kDead);
constexpr size_t kMostProblemBytes = 500;

// What a row of outbox is read into, in the order of kColumns.
struct Row {
  std::string tenant, target, account, key, body, problem;
  long long sequence = 0, attempts = 0, created_at = 0, changed_at = 0;
  int state = 0;

  StoredMessage Message() const {
    StoredMessage one;
    one.message = {{tenant, account}, target, key, body};
    one.sequence = sequence;
    one.state = static_cast<MessageState>(state);
    one.attempts = static_cast<uint32_t>(attempts);
    one.created_at = absl::FromUnixMicros(created_at);
    one.changed_at = absl::FromUnixMicros(changed_at);
    one.problem = problem;
    return one;
  }
};

const std::string kColumns =
    "select o.tenant, o.target, o.account, o.sequence, o.message_key, o.body, o.state, o.attempts,"
    " o.created_at, o.changed_at, o.problem from outbox o ";

// Runs a query for these columns; `uses` are its variables, in order.
template <typename... Uses>
std::vector<StoredMessage> ReadMessages(soci::session& session, const std::string& query,
                                        const Uses&... uses) {
  Row row;
  auto prepared = session.prepare << query;
  prepared, soci::into(row.tenant), soci::into(row.target), soci::into(row.account),
      soci::into(row.sequence), soci::into(row.key), soci::into(row.body), soci::into(row.state),
      soci::into(row.attempts), soci::into(row.created_at), soci::into(row.changed_at),
      soci::into(row.problem);
  static_cast<void>((prepared, ..., soci::use(uses)));
  soci::statement rows = prepared;
  rows.execute();
  std::vector<StoredMessage> found;
  while (rows.fetch()) found.push_back(row.Message());
  return found;
}

// Runs a statement; how many rows it changed.
template <typename... Uses>
long long Change(soci::session& session, const std::string& change, const Uses&... uses) {
  auto prepared = session.prepare << change;
  static_cast<void>((prepared, ..., soci::use(uses)));
  soci::statement statement = prepared;
  statement.execute(true);
  return statement.get_affected_rows();
}

const std::string kOfLine = " where tenant = :tenant and target = :target and account = :account";

// Whoever has it writes the line alone, until its transaction ends.
bool LockLine(soci::session& session, const OutboxLine& line) {
  return Change(session, "update outbox_lines set last = last" + kOfLine, line.tenant, line.target,
                line.account) > 0;
}

void LockOrMakeLine(soci::session& session, const OutboxLine& line) {
  Change(session,
         "insert into outbox_lines (tenant, target, account, last, head, next_attempt_at)"
         " values (:tenant, :target, :account, 0, 0, :never)"
         " on conflict (tenant, target, account) do update set last = outbox_lines.last",
         line.tenant, line.target, line.account, kNever);
}

void SetHead(soci::session& session, const OutboxLine& line, long long head, long long next) {
  Change(session, "update outbox_lines set head = :head, next_attempt_at = :next" + kOfLine, head,
         next, line.tenant, line.target, line.account);
}

// The first that waits is tried at `next`.
void FindHead(soci::session& session, const OutboxLine& line, long long next) {
  const long long head = ReadNumber(
      session, "select coalesce(min(sequence), 0) from outbox" + kOfLine + " and state = :waiting",
      0, line.tenant, line.target, line.account, kWaiting);
  SetHead(session, line, head, head == 0 ? kNever : next);
}

// -1: it was never begun.
long long UptoOf(soci::session& session, const std::string& source) {
  return ReadNumber(session, "select upto from outbox_sources where source = :source", -1, source);
}

// Without those about accounts that were erased since they were made. Whoever erases takes the same
// turn, so that what is written here is erased by whoever comes next.
std::vector<OutboxMessage> OfKnown(soci::session& session,
                                   std::span<const OutboxMessage> messages) {
  std::vector<OutboxMessage> known;
  for (const OutboxMessage& one : messages) {
    const long long there = ReadNumber(session,
                                       "select count(*) from accounts where tenant = :tenant"
                                       " and account = :account and records > 0",
                                       0, one.of.tenant, one.of.account);
    if (there > 0) known.push_back(one);
  }
  return known;
}

// The line is locked. False: one with its key is there.
bool WriteMessage(soci::session& session, const OutboxMessage& one, const OutboxLine& line,
                  long long now) {
  const long long there = ReadNumber(session,
                                     "select count(*) from outbox where tenant = :tenant"
                                     " and target = :target and message_key = :key",
                                     0, line.tenant, line.target, one.key);
  if (there > 0) return false;
  const long long sequence = 1 + ReadNumber(session, "select last from outbox_lines" + kOfLine, 0,
                                            line.tenant, line.target, line.account);
  Change(session,
         "insert into outbox (tenant, target, account, sequence, message_key, body, state,"
         " attempts, created_at, changed_at, problem) values (:tenant, :target, :account,"
         " :sequence, :key, :body, :state, 0, :created, :changed, '')",
         line.tenant, line.target, line.account, sequence, one.key, one.body, kWaiting, now, now);
  Change(session, "update outbox_lines set last = :last" + kOfLine, sequence, line.tenant,
         line.target, line.account);
  // A line that was empty has a head again; one that waits for its head's next attempt goes on to.
  const long long head = ReadNumber(session, "select head from outbox_lines" + kOfLine, 0,
                                    line.tenant, line.target, line.account);
  if (head == 0) SetHead(session, line, sequence, now);
  return true;
}

// What a transaction has written.
template <typename T, typename Write>
absl::StatusOr<T> InTransaction(Connections& connections, const Write& write) {
  T written{};
  const auto step = [&](soci::session& session) {
    Transaction transaction(session, connections.dialect());
    written = write(session);
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections, Connections::For::kWriting, step);
  if (!status.ok()) return status;
  return written;
}

// At most so many bytes of it, and no character in pieces: not every database takes these.
std::string Beginning(const std::string& text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

// False: it is in another state by now.
bool WriteAttempt(soci::session& session, const StoredMessage& of,
                  const OutboxStore::Attempt& attempt, const OutboxLine& line) {
  const int state = attempt.outcome == OutboxStore::Attempt::kDelivered ? kDelivered
                    : attempt.outcome == OutboxStore::Attempt::kDead    ? kDead
                                                                        : kWaiting;
  const long long attempts = of.attempts, more = attempts + 1, sequence = of.sequence;
  const long long at = absl::ToUnixMicros(attempt.at);
  const std::string problem = Beginning(attempt.problem, kMostProblemBytes);
  return Change(session,
                "update outbox set state = :state, attempts = :more, changed_at = :at,"
                " problem = :problem" +
                    kOfLine + " and sequence = :sequence and state = :waiting and attempts = :seen",
                state, more, at, problem, line.tenant, line.target, line.account, sequence,
                kWaiting, attempts) > 0;
}

}  // namespace

uint64_t WriteMessages(soci::session& session, std::span<const OutboxMessage> messages,
                       absl::Time now) {
  // By line, so that no two transactions wait for each other in a circle.
  std::map<OutboxLine, std::vector<const OutboxMessage*>> lines;
  for (const OutboxMessage& one : messages) lines[LineOf(one)].push_back(&one);
  uint64_t written = 0;
  for (const auto& [line, its] : lines) {
    LockOrMakeLine(session, line);
    for (const OutboxMessage* one : its) {
      if (WriteMessage(session, *one, line, absl::ToUnixMicros(now))) ++written;
    }
  }
  return written;
}

// Lines come first, as for all who write them.
void EraseMessages(soci::session& session, const AccountName& of) {
  for (const char* const table : {"outbox_lines", "outbox"}) {
    session << "delete from " << table << " where tenant = :tenant and account = :account",
        soci::use(of.tenant), soci::use(of.account);
  }
}

namespace {

// Messages of a source up to that number. Whose turn it is.
uint64_t WriteRelayed(soci::session& session, std::span<const OutboxMessage> messages,
                      absl::Time now, const std::string& source, int64_t upto) {
  const uint64_t written = WriteMessages(session, OfKnown(session, messages), now);
  const long long number = upto;
  Change(session,
         "insert into outbox_sources (source, upto) values (:source, :upto)"
         " on conflict (source) do update set upto = excluded.upto",
         source, number);
  return written;
}

}  // namespace

absl::StatusOr<uint64_t> SqlOutboxStore::Put(std::span<const OutboxMessage> messages,
                                             absl::Time now) {
  return InTransaction<uint64_t>(
      connections_, [&](soci::session& session) { return WriteMessages(session, messages, now); });
}

absl::StatusOr<uint64_t> SqlOutboxStore::Relay(std::span<const OutboxMessage> messages,
                                               absl::Time now, const std::string& source,
                                               int64_t upto) {
  return InTransaction<uint64_t>(connections_, [&](soci::session& session) {
    TakeTurn(session);
    if (UptoOf(session, source) >= upto) return uint64_t{0};
    return WriteRelayed(session, messages, now, source, upto);
  });
}

absl::StatusOr<uint64_t> SqlOutboxStore::BeginRelay(std::span<const OutboxMessage> messages,
                                                    absl::Time now, const std::string& source,
                                                    int64_t upto) {
  return InTransaction<uint64_t>(connections_, [&](soci::session& session) {
    TakeTurn(session);
    if (UptoOf(session, source) >= 0) return uint64_t{0};
    return WriteRelayed(session, messages, now, source, upto);
  });
}

absl::StatusOr<std::optional<int64_t>> SqlOutboxStore::Relayed(const std::string& source) {
  return Found<std::optional<int64_t>>(connections_, [&](soci::session& session) {
    const int64_t upto = UptoOf(session, source);
    return upto < 0 ? std::nullopt : std::optional(upto);
  });
}

absl::StatusOr<std::vector<StoredMessage>> SqlOutboxStore::Due(const std::string& target,
                                                               absl::Time by, uint32_t most) {
  const long long until = absl::ToUnixMicros(by), limit = most;
  return Found<std::vector<StoredMessage>>(connections_, [&](soci::session& session) {
    return ReadMessages(session,
                        kColumns +
                            "join outbox_lines l on l.tenant = o.tenant and l.target = o.target"
                            " and l.account = o.account and l.head = o.sequence"
                            " where l.target = :target and l.next_attempt_at <= :by"
                            " order by l.next_attempt_at, l.tenant, l.account limit :most",
                        target, until, limit);
  });
}

absl::StatusOr<std::optional<absl::Time>> SqlOutboxStore::NextDue(const std::string& target,
                                                                  absl::Time after) {
  const long long from = absl::ToUnixMicros(after);
  return Found<std::optional<absl::Time>>(connections_, [&](soci::session& session) {
    const long long next = ReadNumber(session,
                                      "select next_attempt_at from outbox_lines"
                                      " where target = :target and next_attempt_at > :after"
                                      " order by next_attempt_at limit 1",
                                      kNever, target, from);
    return TimeOf(next);
  });
}

absl::Status SqlOutboxStore::Settle(const StoredMessage& message, const Attempt& attempt) {
  const OutboxLine line = LineOf(message.message);
  const auto write = [&](soci::session& session) {
    if (!LockLine(session, line)) return true;
    if (!WriteAttempt(session, message, attempt, line)) return true;
    const bool again = attempt.outcome == Attempt::kAgain;
    FindHead(session, line, absl::ToUnixMicros(again ? attempt.next : attempt.at));
    return true;
  };
  return InTransaction<bool>(connections_, write).status();
}

absl::StatusOr<std::vector<StoredMessage>> SqlOutboxStore::List(const Listing& listing) {
  const auto [target, account, sequence] =
      listing.after.value_or(std::make_tuple(std::string(), std::string(), int64_t{0}));
  const long long from = sequence, limit = listing.most;
  const int state = static_cast<int>(listing.state);
  const std::string of_state = "where o.tenant = :tenant and o.state = :state";
  const std::string in_order =
      " and (o.target, o.account, o.sequence) > (:after_target, :after_account, :after_sequence)"
      " order by o.target, o.account, o.sequence limit :most";
  // Structured bindings cannot be captured by reference everywhere.
  const std::string after_target = target, after_account = account;
  return Found<std::vector<StoredMessage>>(connections_, [&](soci::session& session) {
    if (listing.target.empty()) {
      return ReadMessages(session, kColumns + of_state + in_order, listing.tenant, state,
                          after_target, after_account, from, limit);
    }
    return ReadMessages(session, kColumns + of_state + " and o.target = :target" + in_order,
                        listing.tenant, state, listing.target, after_target, after_account, from,
                        limit);
  });
}

absl::StatusOr<bool> SqlOutboxStore::Replay(const std::string& tenant, const std::string& target,
                                            const std::string& key, absl::Time now) {
  const long long at = absl::ToUnixMicros(now);
  return InTransaction<bool>(connections_, [&](soci::session& session) {
    const auto found = ReadMessages(session,
                                    kColumns +
                                        "where o.tenant = :tenant and o.target = :target"
                                        " and o.message_key = :key",
                                    tenant, target, key);
    if (found.empty()) return false;
    const OutboxLine line = LineOf(found.front().message);
    if (!LockLine(session, line)) return false;
    const long long sequence = found.front().sequence;
    const bool revived =
        Change(session,
               "update outbox set state = :waiting, attempts = 0, changed_at = :at" + kOfLine +
                   " and sequence = :sequence and state = :dead",
               kWaiting, at, line.tenant, line.target, line.account, sequence, kDead) > 0;
    if (revived) FindHead(session, line, at);
    return revived;
  });
}

absl::StatusOr<std::vector<TargetCount>> SqlOutboxStore::Count() {
  return Found<std::vector<TargetCount>>(connections_, [&](soci::session& session) {
    std::map<std::string, TargetCount> counts;
    for (const int state : {kWaiting, kDead}) {
      std::string target;
      long long count = 0, oldest = 0;
      soci::statement rows =
          (session.prepare << "select target, count(*), min(created_at) from outbox"
                              " where state = :state group by target",
           soci::use(state), soci::into(target), soci::into(count), soci::into(oldest));
      rows.execute();
      while (rows.fetch()) {
        TargetCount& of = counts[target];
        of.target = target;
        (state == kWaiting ? of.waiting : of.dead) = static_cast<uint64_t>(count);
        if (state == kWaiting) of.oldest_waiting = absl::FromUnixMicros(oldest);
      }
    }
    std::vector<TargetCount> all;
    for (auto& [_, count] : counts) all.push_back(std::move(count));
    return all;
  });
}

}  // namespace bellwether::store
