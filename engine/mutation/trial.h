// Whether the tests of a pack notice a change of it.
//
//   const MutationTrial trial(sources, plan, suite);
//   const Verdict verdict = trial.Try(mutation);
//   if (verdict.fate == Fate::kSurvived) ... verdict.difference
//
// What survives the tests and is proved to change no answer of any account
// (engine/equivalence/equivalence.h) is no gap of the tests.
//
// It refers to what it was given, which must outlive it. Any number of threads.
#ifndef BELLWETHER_ENGINE_MUTATION_TRIAL_H_
#define BELLWETHER_ENGINE_MUTATION_TRIAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/document/overrides.h"
#include "engine/equivalence/equivalence.h"
#include "engine/generation/account_generator.h"
#include "engine/mutation/mutations.h"
#include "engine/paths/path.h"
#include "engine/plan/plan.h"
#include "engine/source/source.h"
#include "engine/testing/suite.h"

namespace bellwether::mutation {

enum class Fate : uint8_t {
  kRefused,     // the pack does not load any more: check notices it
  kKilled,      // a test fails
  kSurvived,    // nothing notices it
  kEquivalent,  // nothing can: it is proved to change no answer
};

// An account that tells the change apart, although no test asks: what to expect of it.
struct Difference {
  std::string test;  // the case whose account it is; "": an account that was made up
  std::string path;  // "health.onboarding.score"
  std::string now;   // what the pack says there: "71.2"
  std::string then;  // what it says with the change
  // Of a made-up account, as small as it can be: the case that notices the change, as YAML.
  std::string proposed_case;
};

struct Verdict {
  Fate fate = Fate::kSurvived;
  std::string killer;  // the test that failed first
  // Of a survivor; absent: neither an account of the tests nor any of those that were made up shows
  // one. It may change nothing at all.
  std::optional<Difference> difference;
  std::string proof;  // of one that is equivalent: why, without a full stop
};

class MutationTrial {
 public:
  // `plan` is of `sources`, and `suite` was loaded for it, has a case and passes.
  MutationTrial(const Sources& sources, const Plan& plan, const TestSuite& suite,
                const document::Overrides& overrides = {});

  Verdict Try(const Mutation& mutation) const;

 private:
  std::optional<Difference> DifferenceInTests(const Plan& changed) const;
  std::optional<Difference> DifferenceInvented(const Mutation& mutation, const Plan& changed) const;

  const Sources& sources_;
  const Plan& plan_;
  const document::Overrides overrides_;  // what the deployment sets stays set
  const TestSuite& suite_;
  std::vector<Path> paths_;  // outcomes of the pack, in the order in which people are shown them
  const Moment as_of_;       // of accounts that are made up: that of the first case
  const generation::AccountGenerator invented_;
  const equivalence::Equivalence equivalence_;
};

}  // namespace bellwether::mutation

#endif  // BELLWETHER_ENGINE_MUTATION_TRIAL_H_
