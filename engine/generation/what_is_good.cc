// Tested by tests/engine/generation/what_is_good_test.cc.
#include "engine/generation/what_is_good.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/evaluate/evaluate.h"
#include "engine/generation/signals.h"

namespace bellwether::generation {
namespace {

using ruleset::SignalType;

constexpr uint64_t kSeed = 0;        // what is good does not depend on the caller's
constexpr uint64_t kAccounts = 24;   // that are asked about
constexpr double kHigh = 1.6;        // one account in twenty is beyond
constexpr int32_t kLongAgo = 1'000;  // days
constexpr double kKnown = 0.01;      // that there is no trouble, and not merely no answer
constexpr double kSmallest = 1e-9;   // of a difference

double Part(uint32_t place, uint32_t count) {
  return count < 2 ? 0 : 1 - static_cast<double>(place) / (count - 1);
}

double GoodOfHealth(const Plan& plan, const Evaluation& evaluation) {
  double good = 0;
  for (const ModelResult& model : evaluation.models) {
    if (model.has_raw) good += model.raw / 100;
    if (model.has_score()) good += model.effective / 100;
  }
  for (size_t i = 0; i < evaluation.benchmarks.size(); ++i) {
    const BenchmarkResult& benchmark = evaluation.benchmarks[i];
    if (benchmark.state != BenchmarkState::kTiered) continue;
    good += Part(benchmark.tier, plan.sets[benchmark.set].tiers.count);
  }
  for (const FlagResult& flag : evaluation.flags) {
    good -= flag.state == FlagState::kRaised;
    good += flag.state == FlagState::kClear ? kKnown : 0;
  }
  return good;
}

double GoodOfGraduation(const GraduationResult& graduation) {
  double good = 0;
  for (const DimensionResult& dimension : graduation.dimensions) {
    if (dimension.has_computed) good += dimension.computed / 10;
  }
  for (const GateResult& gate : graduation.gates) {
    good -= gate.state == GateState::kBlocked;
    good += gate.state == GateState::kClear ? kKnown : 0;
  }
  for (const RequirementResult& requirement : graduation.requirements) {
    good += requirement.state == RequirementState::kMet;
  }
  return good;
}

double Count(Answer answer, const std::vector<Condition>& conditions) {
  const auto is_it = [answer](const Condition& condition) { return condition.answer == answer; };
  return static_cast<double>(std::count_if(conditions.begin(), conditions.end(), is_it));
}

double GoodOfProgramme(const ProgrammeResult& programme) {
  const auto done =
      std::count_if(programme.phases.begin(), programme.phases.end(),
                    [](const PhaseResult& phase) { return phase.state == PhaseState::kDone; });
  return static_cast<double>(done) + Count(Answer::kTrue, programme.early_wins) +
         Count(Answer::kTrue, programme.enablement);
}

// Asks the plan about accounts, one after the other.
class Asker {
 public:
  explicit Asker(const AccountModel& model) : model_(model) {}

  // Nothing where the account is refused.
  const Evaluation* Ask(const Account& account) {
    const auto problems = Bind(*model_.plan, account, model_.options, Limits(), facts_);
    const bool good =
        problems.empty() && Evaluate(*model_.plan, facts_, scratch_, evaluation_, kWanted).ok();
    return good ? &evaluation_ : nullptr;
  }

  double Good(const Account& account) {
    const Evaluation* const evaluation = Ask(account);
    return evaluation == nullptr ? 0 : GoodOf(*model_.plan, *evaluation);
  }

 private:
  static constexpr Wanted kWanted = {Arithmetic::kOutcomes, Stages::All()};

  const AccountModel& model_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
};

class Learner {
 public:
  explicit Learner(AccountModel& model) : model_(model), asker_(model) {}

  void Learn() {
    LearnStages();
    for (uint64_t i = 0; i < kAccounts; ++i) {
      accounts_.push_back(WriteAccount(model_, kSeed, i, 0));
    }
    std::vector<std::vector<double>> found;
    for (const SignalModel& signal : model_.signals) found.push_back(GoodOfValues(signal));
    for (size_t i = 0; i < found.size(); ++i) Take(found[i], model_.signals[i]);
  }

 private:
  // Of an account in each stage that has not graduated.
  void LearnStages() {
    for (size_t i = 0; i < model_.stages.size(); ++i) {
      Account account = WriteAccount(model_, kSeed, i, 0);
      account.stage = model_.plan->stages[i];
      account.date(EventField::kGraduatedAt) = NotYet{};
      const Evaluation* const evaluation = asker_.Ask(account);
      if (evaluation == nullptr) continue;
      const bool judged =
          std::any_of(evaluation->models.begin(), evaluation->models.end(),
                      [](const ModelResult& m) { return m.state != ModelState::kNotApplicable; });
      model_.stages[i].weight = judged ? kJudgedWeight : 1;
      const OutcomeState graduation = evaluation->graduation.state;
      model_.stages[i].under_way =
          graduation != OutcomeState::kNotApplicable && graduation != OutcomeState::kNotDefined;
    }
    // Where a pack asks for no graduation, nobody is past it.
    const bool none = std::none_of(model_.stages.begin(), model_.stages.end(),
                                   [](const StageModel& stage) { return stage.under_way; });
    for (StageModel& stage : model_.stages) stage.under_way = stage.under_way || none;
  }

  // What the accounts are worth, all in all, with each value of the signal: its words, else a low
  // one and a high one, and of a timestamp that it has not happened.
  std::vector<double> GoodOfValues(const SignalModel& signal) {
    std::vector<double> good(ValueCount(signal));
    for (uint64_t i = 0; i < accounts_.size(); ++i) {
      Account changed = Without(signal.name, accounts_[i]);
      const size_t signals = changed.signals.size(), series = changed.series.size();
      for (size_t value = 0; value < good.size(); ++value) {
        Draws draws = DrawsOf(kSeed, i, signal.name);
        WriteValue(value, signal, draws, changed);
        good[value] += asker_.Good(changed);
        changed.signals.resize(signals);
        changed.series.resize(series);
      }
    }
    return good;
  }

  static size_t ValueCount(const SignalModel& signal) {
    if (signal.signal->type == SignalType::kEnum) return signal.words.size();
    return signal.signal->type == SignalType::kTimestamp ? 3 : 2;
  }

  static Account Without(const std::string& name, const Account& account) {
    Account without = account;
    std::erase_if(without.signals, [&](const auto& signal) { return signal.name == name; });
    std::erase_if(without.series, [&](const auto& series) { return series.name == name; });
    return without;
  }

  void WriteValue(size_t value, const SignalModel& signal, Draws& draws, Account& account) const {
    if (signal.signal->type == SignalType::kEnum) {
      account.signals.push_back({signal.name, signal.words[value], std::nullopt});
      return;
    }
    if (value == 2) {
      account.signals.push_back({signal.name, NotYet{}, std::nullopt});
      return;
    }
    const SignalSetting setting = {model_.dates.today, model_.dates.today - kLongAgo, {}, 0};
    WriteSignalAt(value == 0 ? -kHigh : kHigh, signal, setting, draws, account);
  }

  static void Take(const std::vector<double>& good, SignalModel& signal) {
    if (signal.signal->type == SignalType::kText) return;
    if (signal.signal->type == SignalType::kEnum) return TakeWords(good, signal);
    Lean(Direction(good[1] - good[0]), signal);
    if (good.size() > 2) LeanHappening(Direction(std::max(good[0], good[1]) - good[2]), signal);
  }

  static int Direction(double difference) {
    if (std::abs(difference) < kSmallest) return 0;
    return difference > 0 ? 1 : -1;
  }

  static void TakeWords(const std::vector<double>& good, SignalModel& signal) {
    std::vector<size_t> order(good.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&good](size_t a, size_t b) { return good[a] < good[b] - kSmallest; });
    std::vector<std::string> words;
    std::vector<double> shares;
    for (const size_t i : order) {
      words.push_back(std::move(signal.words[i]));
      shares.push_back(signal.shares[i]);
    }
    signal.words = std::move(words);
    signal.shares = std::move(shares);
    Lean(good[order.back()] - good[order.front()] > kSmallest ? 1 : 0, signal);
  }

  static constexpr double kJudgedWeight = 5;

  AccountModel& model_;
  Asker asker_;
  std::vector<Account> accounts_;
};

}  // namespace

double GoodOf(const Plan& plan, const Evaluation& evaluation) {
  return GoodOfHealth(plan, evaluation) + GoodOfGraduation(evaluation.graduation) +
         GoodOfProgramme(evaluation.programme) -
         Count(Answer::kTrue, evaluation.extension.escalate) +
         kKnown * Count(Answer::kFalse, evaluation.extension.escalate);
}

void LearnWhatIsGood(AccountModel& model) { Learner(model).Learn(); }

}  // namespace bellwether::generation
