// An account of the store as it stands at a moment: evaluated from what is known of it, and encoded
// as it is kept.
//
//   AccountEvaluator evaluator(store, limits);
//   auto evaluated = evaluator.Evaluate({tenant, account}, snapshot, now, EvaluationCause::kData);
//   if (evaluated.ok() && evaluated->has_value()) ...   // store.alerts().PutEvaluated
//
// It is what EvaluateAccount would answer at that moment, but that hysteresis looks at the band of
// the last evaluation that is kept, unless the account tells of one (S18). With it comes what
// became of the account's alerts, whose moments are among those at which it has to be looked at
// again.
//
// One thread. It blocks while the store is asked; errors are those of the store. An account that
// the pack refuses, or of which a record cannot be read, has an evaluation that says so.
#ifndef BELLWETHER_SERVER_BOOK_ACCOUNT_EVALUATOR_H_
#define BELLWETHER_SERVER_BOOK_ACCOUNT_EVALUATOR_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bellwether/v1/evaluations.pb.h"
#include "engine/alerts/alert_conditions.h"
#include "engine/base/limits.h"
#include "engine/decisions/outcome.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "server/packs/per_pack.h"
#include "server/packs/snapshot_store.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"

namespace bellwether {

class AccountEvaluator {
 public:
  // `store` outlives it.
  AccountEvaluator(store::Store& store, const Limits& limits) : store_(store), limits_(limits) {}

  // Nothing: the account is not there, or the cause is another pack and this one has answered
  // already.
  // `now`: in whole microseconds.
  absl::StatusOr<std::optional<store::EvaluatedAlerts>> Evaluate(const store::AccountName& of,
                                                                 const SnapshotPointer& snapshot,
                                                                 absl::Time now,
                                                                 store::EvaluationCause cause);

  // Packs that answer no more go. On a thread that nobody waits for.
  void Release() {
    paths_.Release();
    conditions_.Release();
  }

 private:
  // The conditions of a pack's alerts, which are asked in memory of their own: by one thread.
  struct PackConditions {
    explicit PackConditions(const Plan& plan);
    mutable std::optional<alerts::AlertConditions> conditions;
  };

  struct Kept;
  struct Draft;

  absl::StatusOr<Kept> Read(const store::AccountName& of, absl::Time now);
  void AnswerKept(const SnapshotPointer& snapshot, Kept kept, Draft& draft);
  // False: the pack refuses the account; `answer` says why.
  bool Answer(const SnapshotPointer& snapshot, const Account& account, absl::Time now,
              v1::StoredEvaluation& answer, std::optional<absl::Time>& next);
  // Of what was answered last; `account` null: it was refused, or nothing is known of it.
  absl::Status LookAtAlerts(const SnapshotPointer& snapshot, const Account* account,
                            store::EvaluatedAlerts& evaluated);

  store::Store& store_;
  const Limits limits_;
  PerPack<decisions::LoggedPaths> paths_;
  PerPack<PackConditions> conditions_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
};

// What is kept of an answer, and back; DATA_LOSS: it is none.
std::string EncodeAnswer(const v1::StoredEvaluation& answer);
// Band, score and standing of the primary model, which lists of accounts tell.
void WriteHealth(const v1::StoredEvaluation& answer, store::StoredEvaluation& evaluation);
absl::Status DecodeAnswer(const std::string& body, v1::StoredEvaluation& answer);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ACCOUNT_EVALUATOR_H_
