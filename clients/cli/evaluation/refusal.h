// What is wrong with an account, in lines: one for each violation.
//
//   book.jsonl:12: acme: signals.nps: 170 is not within -100 to 100 [OUT_OF_RANGE]
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_REFUSAL_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_REFUSAL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

std::string ViolationLines(const std::string& file, uint32_t line, std::string_view id,
                           const std::vector<Violation>& violations, const Style& style);
// Of an answer that may also have failed for another reason.
std::string RefusalLines(const std::string& file, const RecordPlace& place,
                         const EvaluateAnswer& answer, const Style& style);

// What the code of an answer means for the rest of a file.
enum class Outcome {
  kAnswered,
  kRefused,  // something is wrong with this account
  kFailed,   // this one call failed; the next may not
  kLost,     // no other call would do better
};
Outcome OutcomeOf(const EvaluateAnswer& answer);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_REFUSAL_H_
