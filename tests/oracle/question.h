// One account held against one rule set, while the oracle works on it. The stages stand in the
// order of S14; each reads what those before it wrote into `facts` and says its part in `answer`.
#ifndef BELLWETHER_TESTS_ORACLE_QUESTION_H_
#define BELLWETHER_TESTS_ORACLE_QUESTION_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/ruleset/ruleset.h"
#include "tests/oracle/expression.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/transcript.h"

namespace bellwether::oracle {

// A milestone of the account, held against the pack's plan and the event dates (S7).
struct Milestone {
  std::string key;
  std::optional<size_t> place;  // in the pack's order
  bool critical = false;
  bool applicable = true;
  std::optional<absl::CivilDay> planned;
  std::optional<absl::CivilDay> completed;
};

// What a benchmark says about an account (S21).
struct Rating {
  std::string state;
  std::string reason;
  Names missing;                      // names that left its condition unknown
  const ruleset::Row* row = nullptr;  // the one in force; null: none
  const ruleset::BenchmarkSet* set = nullptr;
  std::optional<size_t> tier;
};

// What a condition says. Moot: unknown only because names are not applicable (S13).
enum class Says { kYes, kNo, kUnknown, kMoot };
struct Condition {
  Says says = Says::kYes;
  Names missing;
};
const char* Word(Says says);
// Of a rule whose dates leave out the day of the answer.
inline Condition NotInForce() { return {Says::kMoot, {}}; }

struct Question {
  const ruleset::RuleSet& rules;
  const Account& account;
  const BindOptions& options;
  absl::Time as_of;
  absl::TimeZone zone;

  Facts facts;
  std::optional<int64_t> oldest_age;  // of what was dated, in civil days
  std::vector<Milestone> milestones;
  std::map<std::string, Rating> ratings;  // by benchmark
  bool graduate = false;                  // the decision of graduation
  Names required;                         // missing, although their policy is `error`
  Transcript answer;

  Ground ground() const { return {facts, as_of, zone}; }
  absl::CivilDay Today() const { return absl::ToCivilDay(as_of, zone); }
  absl::Time At(const Moment& moment) const;
  absl::CivilDay DayOf(const Moment& moment) const;
  // The civil day of a date that is known.
  std::optional<absl::CivilDay> DayOf(const std::string& event) const;
  const std::string& NameOf(uint32_t slot) const { return rules.slots[slot].name; }
  const ruleset::Slot* SlotNamed(const std::string& name) const;
  // Index of the account's segment; nothing: none, or none that the pack knows.
  std::optional<size_t> Segment() const;
  // The event that starts onboarding for the account's segment (S5); one that nobody gives when
  // the pack states none.
  std::string StartEvent() const;
  // A name that is no fact of the pack was not given.
  const Fact& FactOf(const std::string& name) const;

  // S3: what lies after as_of is named.
  void SayIgnored(const std::string& path);
  // An empty condition holds.
  Condition Ask(const expression::Checked& when) const;
  bool OnlyNotApplicable(const Names& names) const;
};

// The stages. facts.cc, dates.cc, signals.cc:
void ReadFields(Question& question);
void ReadDates(Question& question);
void ReadSignals(Question& question);
// derived.cc:
void DeriveBuiltIn(Question& question);
void DeriveOwn(Question& question);
void CountThresholds(Question& question);
void CountEarlyWins(Question& question);
// benchmarks.cc ... programme.cc:
void RateBenchmarks(Question& question);
void ScoreModels(Question& question);
void RaiseFlags(Question& question);
void AssessGraduation(Question& question);
void DecideExtension(Question& question);
void ForecastGraduation(Question& question);
void FollowProgramme(Question& question);

// The first tier whose bound holds (S21).
size_t TierOf(const ruleset::Benchmark& benchmark, const ruleset::Row& row, double value);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_QUESTION_H_
