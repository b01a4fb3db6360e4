// What lint says never happens does not happen: over generated packs and accounts every score lies
// in its range, every fact is one that was thought possible, and nothing called out of reach is
// reached.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/lint/conditions.h"
#include "engine/lint/lint.h"
#include "tests/property/every_account.h"

namespace bellwether::lint {
namespace {

using Asked = RandomAccounts::Asked;

constexpr uint64_t kPacks = 150;

// What lint makes of the pack that is asked about, computed once.
class Examination {
 public:
  void Of(const CheckedPack& pack) {
    if (digest_ == pack.plan.digest) return;
    digest_ = pack.plan.digest;
    ranges_ = std::make_unique<Ranges>(pack.rules);
    messages_.clear();
    for (const Diagnostic& found : Examine(pack.rules).found) {
      messages_.insert(absl::StrCat(found.code, ": ", found.message));
      ++codes_[found.code];
    }
  }
  const Ranges& ranges() const { return *ranges_; }
  bool Said(const std::string& message) const { return messages_.contains(message); }
  const std::map<std::string, int>& codes() const { return codes_; }

 private:
  std::string digest_;
  std::unique_ptr<Ranges> ranges_;
  std::set<std::string> messages_;
  std::map<std::string, int> codes_;
};

bool Holds(const Interval& range, double number) {
  return number >= range.low - kScoreSlack && number <= range.high + kScoreSlack;
}

bool Holds(const Possible& possible, const expression::Value& value) {
  switch (value.kind) {
    case expression::Kind::kBool:
      return value.boolean ? possible.truth : possible.falsity;
    case expression::Kind::kDouble:
      return possible.number.Has(value.number);
    case expression::Kind::kString: {
      if (!possible.words) return possible.text;
      const auto& words = *possible.words;
      return std::find(words.begin(), words.end(), value.as_string()) != words.end();
    }
    default:
      return value.usable() ? possible.other || !possible.number.empty() : possible.nothing;
  }
}

std::string WrongScore(const CheckedPack& pack, const Evaluated& scored, const Ranges& ranges) {
  const Plan& plan = pack.plan;
  for (size_t c = 0; c < plan.components.size(); ++c) {
    const ComponentResult& result = scored.evaluation.components[c];
    if (!result.has_score) continue;
    const uint32_t root = plan.components[c].root;
    const bool of_model = root < plan.models.size();
    const std::string path =
        absl::StrCat(of_model ? "health." + plan.model_notes[root].name : "graduation", ".",
                     plan.component_notes[c].name);
    const ScoreRange* range = ranges.Find(path);
    if (range == nullptr) return "no range for " + path;
    if (!Holds(range->reach, result.score)) return absl::StrCat(path, " is ", result.score);
  }
  for (size_t m = 0; m < plan.models.size(); ++m) {
    const ModelResult& model = scored.evaluation.models[m];
    const std::string path = "health." + plan.model_notes[m].name;
    const ScoreRange& range = *ranges.Find(path);
    if (model.has_raw && !Holds(range.raw, model.raw)) return path + " raw";
    const bool overridden =
        std::any_of(scored.facts.overrides.begin(), scored.facts.overrides.end(),
                    [m](const BoundOverride& bound) { return bound.model == m && !bound.expired; });
    if (model.has_score() && !overridden && !Holds(range.reach, model.effective)) return path;
  }
  return "";
}

std::string WrongFact(const CheckedPack& pack, const Evaluated& scored, const Ranges& ranges) {
  for (size_t slot = 0; slot < pack.plan.slots.size(); ++slot) {
    if (Holds(ranges.world()[slot], scored.evaluation.values[slot])) continue;
    return absl::StrCat(pack.plan.slots[slot].name, " is not what it can be");
  }
  for (size_t b = 0; b < pack.plan.benchmarks.size(); ++b) {
    const BenchmarkResult& rated = scored.evaluation.benchmarks[b];
    if (rated.state != BenchmarkState::kTiered) continue;
    const ruleset::Benchmark& benchmark = pack.rules.benchmarks[b];
    const uint32_t set = rated.set - pack.plan.benchmarks[b].sets.first;
    const uint32_t row = rated.row - pack.plan.sets[rated.set].rows.first;
    if (!ranges.TierInReach(benchmark, benchmark.sets[set].rows[row], rated.tier)) {
      return absl::StrCat("tier ", rated.tier, " of ", benchmark.name, " is in reach");
    }
  }
  return "";
}

// The answers that conditions had, by the name under which lint speaks of them.
std::map<std::string, Answer> AnswersOf(const CheckedPack& pack, const Evaluated& scored) {
  std::map<std::string, Answer> answers;
  const Evaluation& out = scored.evaluation;
  for (size_t i = 0; i < out.flags.size(); ++i) {
    const FlagResult& flag = out.flags[i];
    if (flag.of_applies_when) continue;
    answers["flag `" + pack.rules.flags[i].name + "`"] =
        flag.unanswered                          ? Answer::kUnknown
        : flag.state == FlagState::kRaised       ? Answer::kTrue
        : flag.state == FlagState::kClear        ? Answer::kFalse
        : flag.state == FlagState::kNotEvaluated ? Answer::kUnknown
                                                 : Answer::kNotApplicable;
  }
  const auto add = [&answers](const char* kind, const auto& rules, const auto& conditions) {
    for (size_t i = 0; i < rules.size(); ++i) {
      answers[absl::StrCat(kind, " `", rules[i].name, "`")] = conditions[i].answer;
    }
  };
  if (out.extension.state == OutcomeState::kAnswered) {
    add("reason to escalate", pack.rules.extension.escalate, out.extension.escalate);
    add("reason to extend", pack.rules.extension.extend, out.extension.extend);
    add("root cause", pack.rules.extension.root_cause, out.extension.root_causes);
  }
  add("early win", pack.rules.programme.early_wins, out.programme.early_wins);
  for (size_t i = 0;
       out.graduation.state == OutcomeState::kAnswered && i < out.graduation.gates.size(); ++i) {
    const GateState state = out.graduation.gates[i].state;
    if (state == GateState::kBlocked) {
      answers["gate `" + pack.rules.graduation.gates[i].name + "`"] = Answer::kTrue;
    }
  }
  return answers;
}

std::string WrongAnswer(const CheckedPack& pack, const Evaluated& scored,
                        const Examination& examination) {
  for (const auto& [name, answer] : AnswersOf(pack, scored)) {
    const std::string of = absl::StrCat("`when` of ", name);
    const bool never =
        examination.Said(absl::StrCat("never-true: ", of, " is true for no account"));
    if (answer == Answer::kTrue && never) return of + " was true";
    const bool always =
        examination.Said(absl::StrCat("always-true: ", of, " is true for every account"));
    if (answer != Answer::kTrue && always) return of + " was not true";
  }
  for (size_t m = 0; m < pack.rules.health.size(); ++m) {
    const ModelResult& model = scored.evaluation.models[m];
    const bool overridden =
        std::any_of(scored.facts.overrides.begin(), scored.facts.overrides.end(),
                    [m](const BoundOverride& bound) { return bound.model == m; });
    if (!model.has_score() || overridden) continue;
    const ruleset::HealthModel& rules = pack.rules.health[m];
    if (examination.Said(absl::StrCat("unreachable-band: no score of `", rules.name,
                                      "` comes to band `", rules.bands[model.band].name, "`"))) {
      return "a band was reached: " + rules.bands[model.band].name;
    }
  }
  return "";
}

// What happened to an account although lint called it impossible.
std::string Wrong(const CheckedPack& pack, const Evaluated& scored,
                  const Examination& examination) {
  std::string wrong = WrongScore(pack, scored, examination.ranges());
  if (wrong.empty()) wrong = WrongFact(pack, scored, examination.ranges());
  return wrong.empty() ? WrongAnswer(pack, scored, examination) : wrong;
}

TEST(LintPropertyTest, NothingHappensThatWasCalledImpossible) {
  Examination examination;
  const auto complaint = [&](const CheckedPack& pack, const Asked& asked) -> std::string {
    examination.Of(pack);
    const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
    return scored.accepted ? Wrong(pack, scored, examination) : "";
  };
  if (!ForEveryAccount(kPacks, complaint)) return;
  // The packs are such that there was something to find.
  for (const char* code : {"never-true", "always-true", "unreachable-band", "unreachable-tier"}) {
    EXPECT_GT(examination.codes().count(code), 0u) << code;
  }
}

TEST(LintPropertyTest, NorWithThePacksOfTheRepository) {
  constexpr uint64_t kAccounts = 400;
  for (const char* folder :
       {"rules/saas", "rules/examples/clinic", "rules/examples/oulad", "rules/examples/telco"}) {
    SCOPED_TRACE(folder);
    const auto pack = CheckPackFolder(folder);
    ASSERT_NE(pack, nullptr);
    Examination examination;
    examination.Of(*pack);
    const RandomAccounts accounts(pack->rules);
    uint64_t accepted = 0;
    for (uint64_t seed = 0; seed < kAccounts; ++seed) {
      const Asked asked = accounts.Make(seed);
      const Evaluated scored = EvaluateAccount(pack->plan, asked.account, asked.options);
      if (!scored.accepted) continue;
      ++accepted;
      ASSERT_EQ(Wrong(*pack, scored, examination), "") << "account " << seed;
    }
    EXPECT_GT(accepted, kAccounts / 10);
  }
}

}  // namespace
}  // namespace bellwether::lint
