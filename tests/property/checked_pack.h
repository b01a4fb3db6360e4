// A pack in both shapes: the checked rules, which the oracle reads, and the plan, which the engine
// runs. One account is asked of both and the answers are compared.
#ifndef BELLWETHER_TESTS_PROPERTY_CHECKED_PACK_H_
#define BELLWETHER_TESTS_PROPERTY_CHECKED_PACK_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/bellwether.h"
#include "engine/ruleset/ruleset.h"
#include "tests/oracle/transcript.h"

namespace bellwether {

struct CheckedPack {
  ruleset::RuleSet rules;
  Plan plan;
};

// Null when the pack has errors, which are appended to `problems`.
std::unique_ptr<CheckedPack> CheckPack(const Sources& sources, std::string& problems);
std::unique_ptr<CheckedPack> CheckPack(const std::string& yaml, std::string& problems);
// A pack of the repository; fails the test when it has errors.
std::unique_ptr<CheckedPack> CheckPackFolder(const std::string& folder);

// What Bind said, and the two answers where it said nothing.
struct Comparison {
  std::vector<Violation> violations;
  oracle::Transcript engine;
  std::string differences;  // "" when engine and oracle agree
};

// What the engine makes of an account. `accepted` is false when Bind refuses it or a value that is
// required is missing; nothing else means anything then.
struct Evaluated {
  bool accepted = false;
  Facts facts;
  Evaluation evaluation;
  oracle::Transcript transcript(const Plan& plan) const;
};

Evaluated EvaluateAccount(const Plan& plan, const Account& account, const BindOptions& options);

Comparison Compare(const CheckedPack& pack, const Account& account, const BindOptions& options);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_CHECKED_PACK_H_
