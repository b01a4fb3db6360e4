// Is told of every evaluation that a caller gets: decision log and drift watch what is answered
// through this, and the handlers know nothing of them.
//
// Called on the thread that answers, before the answer has left: whoever implements it copies what
// it needs, and waits for nothing. Thread-safe.
#ifndef BELLWETHER_SERVER_RPC_EVALUATION_OBSERVER_H_
#define BELLWETHER_SERVER_RPC_EVALUATION_OBSERVER_H_

#include <string>

#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/columns.h"
#include "engine/facts/facts.h"
#include "engine/plan/stages.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/call_origin.h"

namespace bellwether {

// All of it belongs to the call.
struct AnsweredEvaluation {
  std::string_view method;  // "bellwether.v1.ScoringService/Evaluate"
  const CallOrigin& origin;
  absl::Time received;
  const SnapshotPointer& snapshot;
  const std::string& asked;  // the label or digest that the caller named; "": none
  const BindOptions& options;
  Stages stages;         // what of the evaluation has a meaning
  bool of_many = false;  // the call is about many accounts
  const Facts& facts;
  const Evaluation& evaluation;
  // Where the account is: one of the two.
  const Account* account = nullptr;
  const ColumnBinder* row = nullptr;  // the row that was bound last

  Account CopyAccount() const { return account != nullptr ? *account : row->BoundAccount(); }
};

class EvaluationObserver {
 public:
  virtual ~EvaluationObserver() = default;
  virtual void Answered(const AnsweredEvaluation& answered) = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EVALUATION_OBSERVER_H_
