// Many accounts through one client, by any of the service's four calls: accounts in, answers out.
//
//   bellwether::v1::EvaluationOptions options;             // as_of, explanation, ...
//   auto evaluations = bellwether::MakeBatchEvaluations(
//       client, options, {}, [&](uint64_t index, bellwether::EvaluateAnswer answer) {
//         if (answer.ok()) std::cout << answer.evaluation.health(0).score().band() << "\n";
//       });
//   bellwether::v1::Account account;
//   while (Next(account)) evaluations->Send(account);      // waits when enough is underway
//   evaluations->Finish();                                 // waits for the rest
//
// Answers come in the order of the accounts, whatever overtakes; `index` counts the accounts from
// 0. Every account gets exactly one answer, also when the server is lost. A bad account is an
// answer of its own and never fails another. A server that answers fewer accounts than it was
// asked, more, or others, is found out: DATA_LOSS, never a shorter result.
//
// | call | one message holds | good for |
// | --- | --- | --- |
// | unary | an account | few accounts; a fault concerns one of them |
// | batch | some hundreds | files, with explanations |
// | stream | an account | accounts that arrive one by one: each answer comes at once |
// | columns | some thousands | millions: no explanations, parts of an Evaluation (columns_answer.h)
// |
//
// What an Evaluation holds is said by `options.view` and `options.read_mask`. Unless they say, that
// is EVALUATION_VIEW_FULL for unary calls and EVALUATION_VIEW_BASIC for batches and streams; a
// batch has pack and as_of in every one, whatever the mask.
//
// Memory is bounded by EvaluationsLimits, not by the number of accounts: Send waits while the limit
// is reached. A message that is too large for the server is halved until it fits.
//
// UNAVAILABLE is tried again (client.h): every call only reads. A stream that breaks is opened
// anew, and only what is unanswered is asked again. DEADLINE_EXCEEDED concerns the accounts of one
// message.
//
// One thread: the sink runs on the caller's, inside Send, Poll and Finish. The sink must not call
// these. The client must outlive the evaluations; destroying them cancels what is in flight.
#ifndef BELLWETHER_CLIENTS_CPP_EVALUATIONS_H_
#define BELLWETHER_CLIENTS_CPP_EVALUATIONS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/columns.pb.h"
#include "clients/cpp/client.h"

namespace bellwether {

// What may be underway at once. 0 is taken as 1.
struct EvaluationsLimits {
  size_t calls = 4;         // in flight; on a stream: accounts without an answer
  size_t accounts = 200;    // in one message, where it holds several
  size_t bytes = 1u << 20;  // of one message, unless a single account is larger
};

class Evaluations {
 public:
  using Sink = std::function<void(uint64_t index, EvaluateAnswer answer)>;

  virtual ~Evaluations() = default;

  virtual void Send(const v1::Account& account) = 0;
  // Hands out what has come. Sends what is held back for a fuller message, and waits up to
  // `patience` for an answer, when there was none. For a caller whose accounts arrive slowly.
  // Returns whether answers are still awaited.
  virtual bool Poll(absl::Duration patience) = 0;
  virtual void Finish() = 0;
};

std::unique_ptr<Evaluations> MakeUnaryEvaluations(Client& client,
                                                  const v1::EvaluationOptions& options,
                                                  const EvaluationsLimits& limits,
                                                  Evaluations::Sink sink);
std::unique_ptr<Evaluations> MakeBatchEvaluations(Client& client,
                                                  const v1::EvaluationOptions& options,
                                                  const EvaluationsLimits& limits,
                                                  Evaluations::Sink sink);
std::unique_ptr<Evaluations> MakeStreamEvaluations(Client& client,
                                                   const v1::EvaluationOptions& options,
                                                   const EvaluationsLimits& limits,
                                                   Evaluations::Sink sink);

// `outcomes`: what to ask for; none: everything. Evaluations hold what ColumnsAnswer gives back for
// a row. Batches ask for the accounts that do not fit into columns, for those that are refused
// there, and for all when the server does not know columns: so each account has the same answer,
// and each refusal the same words, as from any other call. `options.explanation` is for these
// alone; they answer in EVALUATION_VIEW_FULL, whatever `options.view` and `options.read_mask` say.
std::unique_ptr<Evaluations> MakeColumnEvaluations(Client& client,
                                                   const v1::EvaluationOptions& options,
                                                   const EvaluationsLimits& limits,
                                                   const std::vector<v1::OutcomeColumns>& outcomes,
                                                   Evaluations::Sink sink);

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_EVALUATIONS_H_
