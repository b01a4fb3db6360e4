// Tested by tests/engine/drift/baseline_test.cc.
#include "engine/drift/variables.h"

#include "absl/strings/str_cat.h"

namespace bellwether::drift {
namespace {

using Source = Variable::Source;

Variable VariableOf(const Plan& plan, const ruleset::Signal& signal) {
  const ruleset::Slot& slot = plan.slots[signal.slot];
  Variable variable{absl::StrCat("signal.", slot.name), Source::kNumber, signal.slot, {}};
  switch (signal.type) {
    case ruleset::SignalType::kBool:
      variable.source = Source::kTruth;
      variable.categories = {"false", "true"};
      break;
    case ruleset::SignalType::kEnum:
      variable.source = Source::kWord;
      variable.categories = slot.words;
      break;
    case ruleset::SignalType::kTimestamp:
      variable.source = Source::kAge;
      break;
    case ruleset::SignalType::kText:
    case ruleset::SignalType::kSeries:
      variable.source = Source::kGiven;
      variable.categories = {"given"};
      break;
    default:
      break;
  }
  return variable;
}

double Days(absl::Duration duration) { return absl::FDivDuration(duration, absl::Hours(24)); }

double NumberOf(const expression::Value& value, Source source, absl::Time as_of) {
  switch (source) {
    case Source::kTruth:
      return value.boolean ? 1 : 0;
    case Source::kWord:
      return value.word;
    case Source::kAge:
      return Days(as_of - (absl::FromUnixSeconds(value.time.seconds) +
                           absl::Nanoseconds(value.time.nanos)));
    case Source::kGiven:
      return 0;
    default:
      return value.kind == expression::Kind::kInt ? static_cast<double>(value.integer)
                                                  : value.number;
  }
}

bool HasValue(const expression::Value& value) {
  return value.kind != expression::Kind::kMissing && value.kind != expression::Kind::kNotYet &&
         value.kind != expression::Kind::kError;
}

}  // namespace

Variables::Variables(const Plan& plan) {
  for (const ruleset::Signal& signal : plan.signals) list_.push_back(VariableOf(plan, signal));
  for (uint32_t model = 0; model < plan.models.size(); ++model) {
    list_.push_back(
        {absl::StrCat("score.", plan.model_notes[model].name), Source::kScore, model, {}});
  }
}

void Variables::Read(const Facts& facts, const Evaluation& evaluation, Stages stages,
                     std::vector<double>& values) const {
  values.clear();
  values.reserve(list_.size());
  for (const Variable& variable : list_) {
    if (variable.source == Source::kScore) {
      const bool asked = stages.Has(Stage::kHealth);
      const bool scored = asked && evaluation.models[variable.index].has_score();
      values.push_back(!asked   ? kNotAsked
                       : scored ? evaluation.models[variable.index].effective
                                : kMissing);
      continue;
    }
    const expression::Value& value = facts.values[variable.index];
    const bool own = facts.reasons[variable.index] == MissingReason::kNone && HasValue(value);
    values.push_back(own ? NumberOf(value, variable.source, facts.as_of) : kMissing);
  }
}

}  // namespace bellwether::drift
