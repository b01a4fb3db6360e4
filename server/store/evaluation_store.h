// What was answered about accounts: every evaluation, and the last one of each account with the
// moment at which it has to be looked at again.
//
//   store::EvaluationStore& kept = store->evaluations();
//   kept.Put(evaluations);                      // durable when it is OK
//   kept.Due(now, 100);                         // whose answer time may have changed by then
//   kept.After("", cursor, 100);                // whoever watches
//
// Evaluations are append-only and go with their account when it is erased. Their sequence rises in
// the order in which they become visible, over all tenants, so that whoever has read up to one of
// them has missed none before it.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_EVALUATION_STORE_H_
#define BELLWETHER_SERVER_STORE_EVALUATION_STORE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::store {

// Of all tenants' accounts.
struct AccountName {
  std::string tenant;
  std::string account;
  friend auto operator<=>(const AccountName&, const AccountName&) = default;
};

// As they are kept: never renumbered.
enum class EvaluationCause : uint8_t {
  kData = 1,
  kTime = 2,
  kPack = 3,
  kOverride = 4,  // set, replaced or removed
  kOverrideExpired = 5,
  kDecision = 6,  // that acts on facts
};
inline constexpr size_t kEvaluationCauses = 7;  // their numbers are below it

// How an evaluation ended, as it is kept: never renumbered.
enum class HealthStanding : uint8_t {
  kNoModel = 0,  // the pack has no primary model
  kScored = 1,
  kInsufficient = 2,  // too little is known for a score
  kRefused = 3,       // by the pack
};

struct StoredEvaluation {
  AccountName of;
  int64_t sequence = 0;  // given by the store; above 0
  absl::Time as_of;      // microseconds are kept
  EvaluationCause cause = EvaluationCause::kData;
  std::string facts_digest;
  std::string pack_digest;
  std::string body;                          // what was answered, as its writer encodes it
  std::optional<absl::Time> next_change_at;  // nothing: time alone changes nothing
  // What CountRecords said when its facts were read, or before: its records, what people decided,
  // and kinds of records that its tenant tells of.
  uint64_t records = 0;
  // It says what the last one, whose number it has, said of the same facts by the same pack: that
  // one is kept, with another next change, unless there is a later one by now.
  bool says_nothing_new = false;
  // Of the primary score, to be written: changes of it are kept by themselves
  // (intervention_store.h). "": it has none.
  std::string band = {};
  // What lists are filtered and ordered by, to be written: the primary score, if there is one, and
  // how it ended. Nothing: what is kept stays.
  std::optional<double> score = {};
  std::optional<HealthStanding> standing = {};
};

// The last one of an account, beside what is known of the account by now.
struct StandingEvaluation {
  StoredEvaluation evaluation;
  bool is_behind = false;  // something else is known than it knew
};

class EvaluationStore {
 public:
  virtual ~EvaluationStore() = default;

  // All of them or, with an error, none; each becomes the last one of its account. Those of
  // accounts that were erased meanwhile are passed over. Their numbers; 0 for what was passed over,
  // or says nothing new.
  virtual absl::StatusOr<std::vector<int64_t>> Put(
      std::span<const StoredEvaluation> evaluations) = 0;

  // Nothing: it was never evaluated.
  virtual absl::StatusOr<std::optional<StoredEvaluation>> Last(const AccountName& of) = 0;
  // The same of many accounts at once, of those that have one, by account. At most 1,000 accounts.
  virtual absl::StatusOr<std::vector<StandingEvaluation>> LastOfEach(
      const std::string& tenant, const std::vector<std::string>& accounts) = 0;
  // At most `most`, the last one first, of those before `before` (0: of all).
  virtual absl::StatusOr<std::vector<StoredEvaluation>> Of(const AccountName& of, int64_t before,
                                                           uint32_t most) = 0;
  // At most `most` of the tenant, in order, after that number.
  virtual absl::StatusOr<std::vector<StoredEvaluation>> After(const std::string& tenant,
                                                              int64_t sequence, uint32_t most) = 0;
  // The last number that was given; 0: none was.
  virtual absl::StatusOr<int64_t> LastSequence() = 0;

  // At most `most` accounts whose next change is at `by` or before, the soonest first.
  virtual absl::StatusOr<std::vector<AccountName>> Due(absl::Time by, uint32_t most) = 0;
  // When the first one is due; nothing: none ever is.
  virtual absl::StatusOr<std::optional<absl::Time>> NextDue() = 0;
  // At most `most` accounts after `after`, by name, of which something else is known than their
  // last evaluation knew, or that have none.
  virtual absl::StatusOr<std::vector<AccountName>> Behind(const AccountName& after,
                                                          uint32_t most) = 0;
  // The same of those that another pack answered last.
  virtual absl::StatusOr<std::vector<AccountName>> OfOtherPacks(const std::string& pack_digest,
                                                                const AccountName& after,
                                                                uint32_t most) = 0;
  // How many these are.
  virtual absl::StatusOr<uint64_t> CountOfOtherPacks(const std::string& pack_digest) = 0;
  // Both of one tenant alone.
  virtual absl::StatusOr<std::vector<AccountName>> OfOtherPacksIn(const std::string& tenant,
                                                                  const std::string& pack_digest,
                                                                  const std::string& after,
                                                                  uint32_t most) = 0;
  virtual absl::StatusOr<uint64_t> CountOfOtherPacksIn(const std::string& tenant,
                                                       const std::string& pack_digest) = 0;
  // How much is known of an account, as `records` of its evaluations has it; 0: there is none.
  virtual absl::StatusOr<uint64_t> CountRecords(const AccountName& of) = 0;

  // Whether this server is the one that evaluates what no call asks for: of several that share a
  // database one is, until it ends or loses its connection. Asked again and again.
  virtual absl::StatusOr<bool> IsInCharge() = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_EVALUATION_STORE_H_
