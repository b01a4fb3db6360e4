// The reference evaluator: what a pack says about an account, worked out slowly and in plain sight.
//
// It reads the checked rule set (engine/ruleset) and the account as it was given, and follows the
// rulings of the language one by one; each step cites its ruling (S1 to S25). It shares no code
// with engine/plan, engine/facts and engine/evaluate and none with the compiled expressions: facts
// are a map by name, groups are folded by recursion, expressions are read from their tree. Tests
// compare its answer with the engine's line by line, numbers to the last bit.
//
//   const Transcript expected = oracle::Answer(rules, account, options);
//   EXPECT_EQ(oracle::Differences(EngineTranscript(plan, facts, evaluation), expected), "");
//
// The account must be one that Bind accepts: what is refused is not the oracle's subject.
#ifndef BELLWETHER_TESTS_ORACLE_ORACLE_H_
#define BELLWETHER_TESTS_ORACLE_ORACLE_H_

#include "engine/facts/facts.h"
#include "engine/ruleset/ruleset.h"
#include "tests/oracle/transcript.h"

namespace bellwether::oracle {

Transcript Answer(const ruleset::RuleSet& rules, const Account& account,
                  const BindOptions& options);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_ORACLE_H_
