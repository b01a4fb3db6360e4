// What people decided about accounts: overrides of scores and decisions, in the order in which they
// were entered. Nothing is changed, it is added to.
//
//   NewOverride entry{"primary", OverrideAction::kCap, 60, expires_at};
//   auto written = store.decisions().AddOverride({"", "req-1", now, "ann"}, "acme", who, entry);
//   if (written.ok() && written->outcome == WriteOutcome::kWritten) ...   // durable from here on
//   auto known = store.decisions().DecisionsOf("", "acme", until);
//
// The entries of an account, of both sorts, are numbered from 1, and their moments never fall. Its
// etag is another one after each entry, also where the account was erased meanwhile.
//
// Threads and errors are those of a Store (store.h), through which it is reached.
#ifndef BELLWETHER_SERVER_STORE_DECISION_STORE_H_
#define BELLWETHER_SERVER_STORE_DECISION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::store {

struct Request;

// What is said with each entry.
struct EntryContext {
  std::string author;
  std::string reason;
  std::string etag;                    // that the account must have; "": any
  std::optional<absl::Time> known_at;  // nothing: now, and never before the last entry
};

// The numbers are those of the database.
enum class OverrideAction : uint8_t { kSet = 1, kCap = 2, kFloor = 3, kRemove = 4 };

struct NewOverride {
  std::string model;
  OverrideAction action = OverrideAction::kSet;
  double value = 0;                      // 0 to 100; of a removal 0
  std::optional<absl::Time> expires_at;  // nothing: never
};

// Likewise.
enum class DecisionKind : uint8_t {
  kGraduation = 1,        // signed off
  kExtensionGranted = 2,  // `days`
  kExtensionRefused = 3,
  kEscalation = 4,  // answered; `subject` says which
};

struct NewDecision {
  DecisionKind kind = DecisionKind::kGraduation;
  int32_t days = 0;     // granted: at least 1; otherwise 0
  std::string subject;  // may be ""
};

// Where an entry stands, with who and why.
struct EntryHead {
  int64_t number = 0;
  absl::Time known_at;     // from then on it counts; microseconds are kept, as everywhere
  absl::Time recorded_at;  // when it was entered
  std::string author;
  std::string reason;
};

struct StoredOverride {
  EntryHead head;
  NewOverride what;
};

struct StoredDecision {
  EntryHead head;
  NewDecision what;
};

// Of an account without entries.
inline constexpr char kFirstEtag[] = "0";

struct AccountDecisions {
  std::vector<StoredOverride> overrides;  // by number
  std::vector<StoredDecision> decisions;  // likewise
  std::string etag = kFirstEtag;          // of the account as it is now
};

enum class WriteOutcome : uint8_t {
  kWritten,
  kUnknownAccount,  // no record of it is kept
  kOtherEtag,       // `etag` is the account's
  kTooEarly,        // `head.known_at` is that of the account's last entry, which is later
  kEndsBefore,      // it would expire before `head.known_at`, from which on it would count
  kNoOverride,      // of a removal: none stands on the model
};

struct Written {
  WriteOutcome outcome = WriteOutcome::kWritten;
  EntryHead head;    // of what was written
  std::string etag;  // of the account from now on
};

class DecisionStore {
 public:
  virtual ~DecisionStore() = default;

  // Adds one entry. A request that is sent again within a day is given the same answer.
  virtual absl::StatusOr<Written> AddOverride(const Request& request, const std::string& account,
                                              const EntryContext& context,
                                              const NewOverride& what) = 0;
  virtual absl::StatusOr<Written> AddDecision(const Request& request, const std::string& account,
                                              const EntryContext& context,
                                              const NewDecision& what) = 0;

  // Those that were known at `known_until` or before. Empty: there are none.
  virtual absl::StatusOr<AccountDecisions> DecisionsOf(const std::string& tenant,
                                                       const std::string& account,
                                                       absl::Time known_until) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_DECISION_STORE_H_
