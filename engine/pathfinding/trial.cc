// Tested by tests/engine/pathfinding/find_paths_test.cc.
#include "engine/pathfinding/trial.h"

#include <algorithm>

#include "engine/paths/observe.h"

namespace bellwether {
namespace {

std::vector<SignalInput>::iterator Find(std::vector<SignalInput>& signals,
                                        const std::string& name) {
  return std::find_if(signals.begin(), signals.end(),
                      [&name](const SignalInput& input) { return input.name == name; });
}

void Set(SignalInput& input, const FactValue& value) {
  input.observed_at.reset();
  if (const auto* number = std::get_if<double>(&value)) input.value = *number;
  if (const auto* truth = std::get_if<bool>(&value)) input.value = *truth;
  if (const auto* word = std::get_if<std::string>(&value)) input.value = *word;
}

}  // namespace

Trial::Trial(const Plan& plan, const Account& account, const BindOptions& options,
             const Limits& limits, Goal& goal, const PathSearch& search)
    : plan_(plan),
      original_(account),
      options_(options),
      limits_(limits),
      goal_(goal),
      search_(search),
      account_(account) {}

SignalInput& Trial::InputOf(uint32_t signal) {
  const std::string& name = plan_.slots[plan_.signals[signal].slot].name;
  const auto found = Find(account_.signals, name);
  if (found != account_.signals.end()) return *found;
  return account_.signals.emplace_back(SignalInput{name, {}, {}});
}

void Trial::Give(const Candidate& candidate, const CandidateValue& value) {
  Set(InputOf(candidate.signal), value.value);
}

void Trial::TakeBack(const Candidate& candidate) {
  SignalInput& input = InputOf(candidate.signal);
  const auto original =
      std::find_if(original_.signals.begin(), original_.signals.end(),
                   [&input](const SignalInput& told) { return told.name == input.name; });
  if (original != original_.signals.end()) {
    input = *original;
  } else {
    input.value = std::monostate();
  }
}

bool Trial::Reaches() {
  accepted_ = false;
  if (exhausted()) return false;
  ++tried_;
  if (!Bind(plan_, account_, options_, limits_, facts_).empty()) return false;
  if (!Evaluate(plan_, facts_, scratch_, evaluation_, goal_.wanted()).ok()) return false;
  accepted_ = true;
  return goal_.Reached({plan_, account_, facts_, evaluation_});
}

std::optional<double> Trial::Measure() const {
  return accepted_ ? goal_.Measure(evaluation_) : std::nullopt;
}

double Trial::Hidden() const { return accepted_ ? goal_.Hidden(evaluation_) : 0; }

std::vector<Observed> Trial::Shown() const {
  return ShownOf(goal_, {plan_, account_, facts_, evaluation_});
}

std::vector<Observed> ShownOf(const Goal& goal, const EvaluatedAccount& account) {
  std::vector<Observed> shown;
  for (const Path& path : goal.shown()) shown.push_back(Observe(account, path));
  return shown;
}

}  // namespace bellwether
