// Each name of the condition has a slot of its own, filled anew for every account.
//
// Tested by tests/engine/paths/condition_test.cc.
#include "engine/paths/condition.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/expression/program.h"
#include "engine/paths/forms.h"
#include "engine/paths/names.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "engine/paths/wanted.h"

namespace bellwether {
namespace {

using expression::Type;
using expression::Value;

// One name that the condition reads.
struct Operand {
  std::string name;
  Path path;
  PathType type = PathType::kNumber;
  std::vector<std::string> words;  // that it can have, when these are known
};

Type ExpressionType(PathType type) {
  switch (type) {
    case PathType::kNumber:
      return Type::kDouble;
    case PathType::kTruth:
      return Type::kBool;
    case PathType::kDate:
    case PathType::kTime:
      return Type::kTimestamp;
    case PathType::kNames:
      return Type::kList;
    case PathType::kFact:
      return Type::kSeries;
    case PathType::kWord:
    case PathType::kName:
    case PathType::kText:
      break;
  }
  return Type::kString;
}

// A pattern with `*` for every name; "" for texts in a language, which nobody compares.
std::string Starred(std::string_view pattern) {
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(pattern), '.');
  std::string text;
  for (const std::string& part : parts) {
    if (part == "<language>") return "";
    absl::StrAppend(&text, text.empty() ? "" : ".", part.starts_with('<') ? "*" : part);
  }
  return text;
}

std::vector<std::string> EveryName(const Plan& plan) {
  std::vector<std::string> names = KindOf("fact", "<fact>").names(plan, {});
  for (const PathForm& form : PathForms()) {
    const std::string starred = Starred(form.pattern);
    if (starred.empty()) continue;
    for (const Path& path : ExpandPath(plan, starred).paths) names.push_back(path.text);
    if (starred.starts_with("health.*")) {
      names.push_back(absl::StrReplaceAll(starred, {{"*", ToAbsl(kPrimaryModel)}}));
    }
  }
  return names;
}

// Names are given slots as the checker asks for them.
class PathEnvironment final : public expression::Environment {
 public:
  PathEnvironment(const Plan& plan, std::deque<Operand>& operands)
      : plan_(plan), operands_(operands) {}

  std::optional<expression::Variable> Find(std::string_view name) const override {
    for (uint32_t i = 0; i < operands_.size(); ++i) {
      if (operands_[i].name == name) return VariableOf(i);
    }
    std::optional<Path> path = PathOf(name);
    if (!path) return std::nullopt;
    Operand operand{std::string(name), *std::move(path), {}, {}};
    operand.type = TypeOf(plan_, operand.path);
    if (ExpressionType(operand.type) == Type::kString) {
      operand.words = WordsOf(plan_, operand.path);
    }
    operands_.push_back(std::move(operand));
    return VariableOf(static_cast<uint32_t>(operands_.size() - 1));
  }

  const std::vector<std::string>& names() const override {
    if (names_.empty()) names_ = EveryName(plan_);
    return names_;
  }

 private:
  // One path, or a fact: a series too, which only expressions can read.
  std::optional<Path> PathOf(std::string_view name) const {
    ResolvedPath found = ResolvePath(plan_, name);
    if (found.path.form == nullptr) found = ResolvePath(plan_, "fact." + std::string(name));
    if (found.path.form == nullptr) return std::nullopt;
    return std::move(found.path);
  }

  expression::Variable VariableOf(uint32_t slot) const {
    const Operand& operand = operands_[slot];
    return {ExpressionType(operand.type), slot, operand.words.empty() ? nullptr : &operand.words};
  }

  const Plan& plan_;
  std::deque<Operand>& operands_;
  mutable std::vector<std::string> names_;
};

}  // namespace

struct PathCondition::State {
  std::deque<Operand> operands;
  expression::Program program;
  // By operand, of the account that is being asked about.
  std::vector<Value> values;
  std::vector<Observed> observed;
  std::vector<std::vector<Value>> lists;
  expression::Stack stack;

  void MakeRoom() {
    values.resize(operands.size());
    observed.resize(operands.size());
    lists.resize(operands.size());
  }
  void Fill(const EvaluatedAccount& account, uint32_t slot);
  Value ValueOf(const EvaluatedAccount& account, uint32_t slot);
};

void PathCondition::State::Fill(const EvaluatedAccount& account, uint32_t slot) {
  const Operand& operand = operands[slot];
  if (operand.path.form->type == PathType::kFact) {
    values[slot] = account.evaluation.values[operand.path.index];
    return;
  }
  observed[slot] = Observe(account, operand.path);
  values[slot] = observed[slot].has_value() ? ValueOf(account, slot) : Value::Missing();
}

Value PathCondition::State::ValueOf(const EvaluatedAccount& account, uint32_t slot) {
  const Operand& operand = operands[slot];
  const Observed& found = observed[slot];
  if (const auto* number = std::get_if<double>(&found.value)) return Value::Double(*number);
  if (const auto* time = std::get_if<ObservedTime>(&found.value)) {
    return Value::Timestamp(time->time);
  }
  if (const auto* names = std::get_if<std::vector<std::string>>(&found.value)) {
    std::vector<Value>& list = lists[slot];
    list.clear();
    for (const std::string& name : *names) list.push_back(Value::String(name));
    return Value::List({list.data(), static_cast<uint32_t>(list.size())});
  }
  const std::string& text = std::get<std::string>(found.value);
  if (operand.type == PathType::kTruth) {
    return text == "unknown" ? Value::Missing() : Value::Bool(text == "true");
  }
  if (operand.type == PathType::kDate) {
    const std::optional<Moment> moment = ParseMoment(text);  // more_than_a_year is none
    return moment ? Value::Timestamp(moment->At(account.facts.zone)) : Value::Missing();
  }
  const auto word = std::find(operand.words.begin(), operand.words.end(), text);
  if (word == operand.words.end()) return Value::String(text);
  return Value::Word(text, static_cast<uint32_t>(word - operand.words.begin()));
}

std::optional<PathCondition> PathCondition::Read(const Plan& plan, const expression::Text& text,
                                                 const Limits& limits, DiagnosticSink& sink) {
  auto state = std::make_unique<State>();
  const PathEnvironment environment(plan, state->operands);
  const std::optional<expression::Checked> checked =
      expression::Check(text, environment, Type::kBool, limits, sink);
  if (!checked) return std::nullopt;
  state->program = expression::Compile(*checked);
  state->MakeRoom();
  return PathCondition(std::move(state));
}

Ternary PathCondition::Holds(const EvaluatedAccount& account) {
  for (const uint32_t slot : state_->program.names()) state_->Fill(account, slot);
  const expression::Context context(account.facts.as_of, account.facts.zone, account.facts.today);
  const Value answer = expression::Run(state_->program, state_->values, context, state_->stack);
  if (!answer.usable()) return Ternary::kUnknown;
  return answer.boolean ? Ternary::kTrue : Ternary::kFalse;
}

// Of an outcome that has no stage of its own, and of facts that are computed, nothing is known.
bool PathCondition::ListensTo(const Plan& plan, uint32_t slot) const {
  return std::any_of(state_->operands.begin(), state_->operands.end(), [&](const Operand& operand) {
    const Stages stages = WantedBy(operand.path).stages;
    if (!stages.none()) return plan.reach.stages[slot].Meets(stages);
    if (!operand.path.text.starts_with("fact.")) return true;
    return operand.path.index == slot ||
           plan.slots[operand.path.index].origin != ruleset::SlotOrigin::kSignal;
  });
}

PathCondition::Turning PathCondition::turning() const {
  Turning turning = Turning::kWithOutcomes;
  for (const Operand& operand : state_->operands) {
    const std::string& text = operand.path.text;
    if (text == "as_of" || text == "fact.as_of") return Turning::kAllTheTime;
    if (text.starts_with("fact.")) turning = Turning::kByDay;
  }
  return turning;
}

Wanted PathCondition::wanted() const {
  Wanted wanted = kNothingWanted;
  for (const Operand& operand : state_->operands) wanted |= WantedBy(operand.path);
  return wanted;
}

PathCondition::PathCondition(std::unique_ptr<State> state) : state_(std::move(state)) {}
PathCondition::PathCondition(const PathCondition& other) : state_(std::make_unique<State>()) {
  state_->operands = other.state_->operands;
  state_->program = other.state_->program;
  state_->MakeRoom();
}
PathCondition::PathCondition(PathCondition&&) noexcept = default;
PathCondition& PathCondition::operator=(PathCondition&&) noexcept = default;
PathCondition::~PathCondition() = default;

}  // namespace bellwether
