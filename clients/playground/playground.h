// The engine as one object: a pack in, accounts in, answers out, all of it as bytes of the messages
// that calls of a server have. What the playground runs in a browser, and the same natively.
//
//   Playground playground;
//   v1::CheckPackResponse found = parsed(playground.Check(files));     // of v1::PackFiles
//   std::string answer = playground.Evaluate(account, options);       // by that pack
//
// Bytes that are no message of the kind that is asked for are taken as the empty one. One thread at
// a time; nothing throws. There is no clock: options without `as_of` mean 1970-01-01.
#ifndef BELLWETHER_CLIENTS_PLAYGROUND_PLAYGROUND_H_
#define BELLWETHER_CLIENTS_PLAYGROUND_PLAYGROUND_H_

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/bellwether.h"
#include "engine/evaluate/evaluate_account.h"

namespace bellwether {

// What an answer of Evaluate begins with; the rest is the message.
enum class PlaygroundAnswer : char {
  kEvaluation = 'E',  // v1::Evaluation
  kRefused = 'R',     // google.rpc.BadRequest: everything for which the account is refused
  kNoPack = 'N',      // nothing: there is no pack, or the last one has errors
};

class Playground {
 public:
  // v1::PackFiles -> v1::CheckPackResponse, as RulesService.CheckPack answers. A pack without
  // errors is what accounts are evaluated by from then on; one with errors leaves none.
  std::string Check(std::string_view files);

  // v1::DeclarationsOptions -> v1::PackDeclarations of that pack, of no segment; "" without one.
  std::string Declare(std::string_view options) const;

  // The JSON text of one account, as account files have it, and v1::EvaluationOptions -> a letter
  // of PlaygroundAnswer and its message, as `bellwether evaluate` and ScoringService.Evaluate
  // answer. read_mask is passed over in a browser.
  std::string Evaluate(std::string_view account, std::string_view options);

 private:
  std::string Answer(std::string_view account, std::string_view options);

  const Limits limits_ = {};
  std::shared_ptr<const Plan> plan_;
  AccountMemory memory_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_PLAYGROUND_PLAYGROUND_H_
