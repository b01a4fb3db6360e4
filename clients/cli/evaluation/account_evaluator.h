// Account records -> answers, in order: by a pack that is loaded here, or by a server.
//
//   auto evaluator = MakeLocalEvaluator(plan, options, limits, [&](const RecordPlace& place,
//                                                                  EvaluateAnswer answer) { ... });
//   evaluator->Evaluate(std::move(record));   // for each record of a file
//   evaluator->Finish();
//
// Both give the same answers and the same violations in the same order, for the same pack and as
// of the same moment. A record that could be read only in part is refused with what its reader
// found and what the pack makes of the rest. One thread; the sink runs inside Evaluate, Poll and
// Finish.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_EVALUATOR_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_EVALUATOR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "clients/cli/evaluation/answer_renderer.h"
#include "clients/cpp/evaluations.h"
#include "engine/accounts/accounts.h"
#include "engine/bellwether.h"
#include "engine/paths/path.h"

namespace bellwether::cli {

// What is remembered of a record while its answer is awaited.
struct RecordPlace {
  uint32_t line = 0;
  std::string account_id;
  uint32_t index = 0;
};

// A local time that the clocks skip or show twice.
struct TimeNotice {
  std::string path;
  std::string message;
};

// What two packs say of an account (proofs/impact_evaluator.h).
struct ImpactAnswer;

// An answer, and what is shown of it where somebody watched.
struct AccountAnswer : EvaluateAnswer {
  AccountAnswer() = default;
  AccountAnswer(EvaluateAnswer answer) : EvaluateAnswer(std::move(answer)) {}  // NOLINT: the same
  std::optional<RenderedAnswer> rendered;
  std::shared_ptr<const ImpactAnswer> impact;  // of a run that holds two packs side by side
  std::optional<TimeNotice> time_notice;
};

class AccountEvaluator {
 public:
  using Sink = std::function<void(const RecordPlace& place, AccountAnswer answer)>;

  virtual ~AccountEvaluator() = default;
  virtual void Evaluate(AccountRecord record) = 0;
  // The same of one that was not read yet.
  virtual void EvaluateText(UnreadText&& text, const AccountTextReaderPointer& reader) {
    Evaluate(reader->Read(text));
  }
  // For the time in which no record comes: waits up to `patience` for an answer that is underway.
  // Returns whether there is one to wait for.
  virtual bool Poll(absl::Duration patience) = 0;
  virtual void Finish() = 0;
};

// What becomes of the answers about accounts that are evaluated here, where they are made.
struct AccountWatch {
  // For each thread one; then the answer's message is taken away. Null: the message stays.
  std::function<std::unique_ptr<AnswerRenderer>()> make_renderer;
  bool needs_messages = true;      // the renderer's
  Wanted wanted = kNothingWanted;  // by the renderer, beside the messages
};

// `options.as_of` must be set: there is no clock here.
std::unique_ptr<AccountEvaluator> MakeLocalEvaluator(std::shared_ptr<const Plan> plan,
                                                     const v1::EvaluationOptions& options,
                                                     const Limits& limits,
                                                     AccountEvaluator::Sink sink,
                                                     const AccountWatch& watch = {});

// Several evaluators, each in a thread of its own, behind one: the answers are the same, in the
// same order, and come to the sink in the thread of the caller. `make` is called once for each, in
// the caller's thread. Memory is bounded by some hundred accounts for each thread.
using EvaluatorMaker = std::function<std::unique_ptr<AccountEvaluator>(AccountEvaluator::Sink)>;
std::unique_ptr<AccountEvaluator> MakeEvaluatorPool(size_t threads, const EvaluatorMaker& make,
                                                    AccountEvaluator::Sink sink);

// Makes the calls to a server, for the answers to go to `sink`.
using EvaluationsFactory = std::function<std::unique_ptr<Evaluations>(Evaluations::Sink sink)>;

std::unique_ptr<AccountEvaluator> MakeRemoteEvaluator(const EvaluationsFactory& make_evaluations,
                                                      AccountEvaluator::Sink sink);

// Whether enough of a record could be read to ask what the pack makes of it.
bool IsLegible(const AccountRecord& record);
// Refuses the account of an answer for one thing more.
void AddViolation(Violation violation, EvaluateAnswer& answer);
// Adds what the reader of a record found to the answer about it, which is a refusal then.
void AddReaderViolations(std::vector<Violation> found, EvaluateAnswer& answer);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_EVALUATOR_H_
