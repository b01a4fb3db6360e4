// What is to be told to others, kept until they have it: a message is written together with what it
// tells of, so neither is ever there without the other, and it leaves when its target took it.
//
//   WriteMessages(session, messages, now);   // in another's transaction: sql_outbox_store.h
//
//   const auto due = outbox.Due("pager", now, 10);
//   for (const StoredMessage& one : *due) {
//     ...                                    // send it
//     outbox.Settle(one, {OutboxStore::Attempt::kDelivered, now});
//   }
//
// Messages of one account to one target stand in a line: only the first that waits is due, so they
// leave in the order in which they were put. One that is given up, a dead letter, steps out of its
// line; it is kept, and goes to the head of it again when somebody replays it.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h. Messages go
// with their account when it is erased.
#ifndef BELLWETHER_SERVER_STORE_OUTBOX_STORE_H_
#define BELLWETHER_SERVER_STORE_OUTBOX_STORE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/evaluation_store.h"

namespace bellwether::store {

struct OutboxMessage {
  AccountName of;
  std::string target;  // as the delivery file names it
  // What a receiver knows a message again by. Put a second time for a target, it is not put.
  std::string key;
  std::string body;  // what is told, as its writer encodes it
};

// As they are kept: never renumbered.
enum class MessageState : uint8_t { kWaiting = 1, kDelivered = 2, kDead = 3 };

struct StoredMessage {
  OutboxMessage message;
  int64_t sequence = 0;  // within the account's line to the target; above 0, without gaps
  MessageState state = MessageState::kWaiting;
  uint32_t attempts = 0;  // that are over, since it was put or replayed
  absl::Time created_at;  // microseconds are kept
  absl::Time changed_at;
  std::string problem;  // of the last attempt; "": it had none
};

// The line in which a message stands.
struct OutboxLine {
  std::string tenant;
  std::string target;
  std::string account;
  friend auto operator<=>(const OutboxLine&, const OutboxLine&) = default;
};
inline OutboxLine LineOf(const OutboxMessage& message) {
  return {message.of.tenant, message.target, message.of.account};
}

struct TargetCount {
  std::string target;
  uint64_t waiting = 0;
  uint64_t dead = 0;
  std::optional<absl::Time> oldest_waiting;  // when it was put
};

class OutboxStore {
 public:
  virtual ~OutboxStore() = default;

  // All of them or, with an error, none; how many were not there before. Durable when it is OK.
  virtual absl::StatusOr<uint64_t> Put(std::span<const OutboxMessage> messages, absl::Time now) = 0;
  // The same of messages that were made of a sequence kept elsewhere, such as what happened to
  // alerts, up to and with number `upto` of it: both are written, or none. Whoever makes them goes
  // on after what Relayed says, and so leaves nothing out; of several who do, one that is late
  // writes nothing. Messages about accounts that were erased since they were made are passed over.
  virtual absl::StatusOr<uint64_t> Relay(std::span<const OutboxMessage> messages, absl::Time now,
                                         const std::string& source, int64_t upto) = 0;
  // The same where that was never begun; of several who begin, the first does. `upto`: 0 or more.
  virtual absl::StatusOr<uint64_t> BeginRelay(std::span<const OutboxMessage> messages,
                                              absl::Time now, const std::string& source,
                                              int64_t upto) = 0;
  // Up to where that was done; nothing: it was never begun.
  virtual absl::StatusOr<std::optional<int64_t>> Relayed(const std::string& source) = 0;

  // At most `most` messages to the target, each the first of its line that waits, whose next
  // attempt is at `by` or before; the soonest first.
  virtual absl::StatusOr<std::vector<StoredMessage>> Due(const std::string& target, absl::Time by,
                                                         uint32_t most) = 0;
  // The first next attempt of the target's lines that is later than `after`; nothing: there is
  // none.
  virtual absl::StatusOr<std::optional<absl::Time>> NextDue(const std::string& target,
                                                            absl::Time after) = 0;

  // How an attempt ended.
  struct Attempt {
    enum Outcome : uint8_t { kDelivered, kAgain, kDead };
    Outcome outcome = kDelivered;
    absl::Time at;
    std::string problem = {};             // why it is not delivered
    absl::Time next = absl::UnixEpoch();  // of kAgain
  };
  // Of a message as Due gave it. Nothing is done where it is not in that state any more: it was
  // erased, or that attempt is written already.
  virtual absl::Status Settle(const StoredMessage& message, const Attempt& attempt) = 0;

  struct Listing {
    std::string tenant = {};
    std::string target = {};  // "": of all
    MessageState state = MessageState::kDead;
    // Target, account and sequence of the last one before; nothing: from the first.
    std::optional<std::tuple<std::string, std::string, int64_t>> after = {};
    uint32_t most = 100;
  };
  // By target, account and sequence.
  virtual absl::StatusOr<std::vector<StoredMessage>> List(const Listing& listing) = 0;
  // A dead letter waits again, with its key and without its attempts. False: there is none.
  virtual absl::StatusOr<bool> Replay(const std::string& tenant, const std::string& target,
                                      const std::string& key, absl::Time now) = 0;

  // Of all tenants, by target; one without messages that wait or are dead is not there.
  virtual absl::StatusOr<std::vector<TargetCount>> Count() = 0;

  // Whether this server is the one that delivers: of several that share a database one is, until
  // it ends or loses its connection. Asked again and again.
  virtual absl::StatusOr<bool> IsInCharge() = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_OUTBOX_STORE_H_
