// Signals and series: what was said, how old it is, and what stands in for it (S3, S8, S12).
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/exp2.h"
#include "engine/base/number.h"
#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

using ruleset::Signal;
using ruleset::SignalType;
using ruleset::StalePolicy;

// S4: civil days where the span is whole days, else elapsed time.
double AgeInDays(const Question& question, absl::Time at, double span) {
  if (span == std::floor(span)) {
    return static_cast<double>(CivilDays(at, question.as_of, question.zone));
  }
  return absl::ToDoubleHours(question.as_of - at) / 24;
}

// The text of a typed or untyped cell, by the type that the pack declares.
Value FromText(const Question& question, SignalType type, const std::string& text) {
  switch (type) {
    case SignalType::kBool:
      return text == "true";
    case SignalType::kEnum:
    case SignalType::kText:
      return text;
    case SignalType::kTimestamp:
      return question.At(*ParseMoment(text));
    default:
      return *ParseNumber(text);
  }
}

Value FromInput(const Question& question, SignalType type, const SignalInput& input) {
  if (const auto* number = std::get_if<double>(&input.value)) return *number;
  if (const auto* flag = std::get_if<bool>(&input.value)) return *flag;
  if (const auto* moment = std::get_if<Moment>(&input.value)) return question.At(*moment);
  if (const auto* untyped = std::get_if<Untyped>(&input.value)) {
    return FromText(question, type, untyped->text);
  }
  return FromText(question, type, std::get<std::string>(input.value));
}

// Rules language, section 2: older than `max_age` is stale; `decay` leaves 2^(-age beyond the
// limit / half-life) of the sub-score's distance from 50.
Fact Aged(Question& question, const Signal& signal, Value value, absl::Time observed) {
  const std::string& name = question.NameOf(signal.slot);
  question.oldest_age =
      std::max(question.oldest_age.value_or(0), CivilDays(observed, question.as_of, question.zone));
  if (!signal.max_age_days) return Known(value);
  const double beyond = AgeInDays(question, observed, *signal.max_age_days) - *signal.max_age_days;
  if (beyond <= 0) return Known(value);
  question.answer.Say("stale", name, "beyond its limit", "yes");
  if (signal.stale == StalePolicy::kKeep) return Known(value);
  Fact fact = Unknown(kStale);
  if (signal.stale == StalePolicy::kDecay) {
    fact.old = Fact::Old{value, Exp2(-beyond / signal.half_life_days)};
  }
  return fact;
}

Fact ReadSignal(Question& question, const Signal& signal, const SignalInput& input) {
  if (std::holds_alternative<std::monostate>(input.value)) return Unknown(kNotGiven);
  if (std::holds_alternative<NotApplicable>(input.value)) return Unknown(kNotApplicable);
  // S3: without `observed_at` it is observed at as_of.
  const absl::Time observed = input.observed_at ? question.At(*input.observed_at) : question.as_of;
  if (observed > question.as_of) {
    question.SayIgnored("signals." + input.name);
    return Unknown(kInFuture);
  }
  if (std::holds_alternative<NotYet>(input.value)) return {EventNotYet{}, kNotYet, std::nullopt};
  const Value value = FromInput(question, signal.type, input);
  if (value.Is<absl::Time>() && value.As<absl::Time>() > question.as_of) {
    question.SayIgnored("signals." + input.name);
    return {EventNotYet{}, kNotYet, std::nullopt};
  }
  if (!input.observed_at) return Known(value);
  return Aged(question, signal, value, observed);
}

// S8: the last point of each bin, counted back from as_of; an empty bin ends a run.
Series Binned(const Question& question, const Series& all, double width) {
  std::map<int64_t, std::pair<absl::Time, double>, std::greater<>> bins;  // oldest first
  for (const auto& point : all.points) {
    const double bin = std::floor(AgeInDays(question, point.first, width) / width);
    bins[static_cast<int64_t>(bin)] = point;
  }
  Series binned;
  std::optional<int64_t> before;
  for (const auto& [bin, point] : bins) {
    if (before && *before - bin > 1) binned.run_start = binned.points.size();
    binned.points.push_back(point);
    before = bin;
  }
  return binned;
}

Fact ReadSeries(Question& question, const Signal& signal, const SeriesInput& input) {
  Series series;
  for (size_t i = 0; i < input.points.size(); ++i) {
    const absl::Time at = question.At(input.points[i].at);
    if (at > question.as_of) {
      question.SayIgnored(absl::StrCat("signals.", input.name, "[", i, "]"));
    } else {
      series.points.emplace_back(at, input.points[i].value);
    }
  }
  if (input.points.empty()) return Unknown(kNotGiven);
  if (series.points.empty()) return Unknown(kInFuture);
  std::sort(series.points.begin(), series.points.end());
  const absl::Time last = series.points.back().first;
  if (signal.every_days) series = Binned(question, series, *signal.every_days);
  return Aged(question, signal, series, last);
}

// S12: `{value: X}` of the pack, for what is still missing. What is not applicable stays so.
void Substitute(const ruleset::Slot& slot, Fact& fact) {
  const bool wanted = slot.missing.policy == ruleset::Missing::Policy::kValue && !fact.usable() &&
                      fact.reason != kNotApplicable && !fact.old;
  if (!wanted) return;
  const double number = slot.missing.value;
  if (slot.type == expression::Type::kBool) {
    fact.value = number != 0;
  } else if (slot.type == expression::Type::kString) {
    fact.value = slot.words[static_cast<size_t>(number)];
  } else {
    fact.value = number;
  }
}

const Signal* SignalNamed(const Question& question, const std::string& name) {
  for (const Signal& signal : question.rules.signals) {
    if (question.NameOf(signal.slot) == name) return &signal;
  }
  return nullptr;
}

}  // namespace

void ReadSignals(Question& question) {
  for (const SignalInput& input : question.account.signals) {
    const Signal* signal = SignalNamed(question, input.name);
    if (signal == nullptr) {  // S11: REPORT
      question.answer.Say("unknown signal", input.name, "is", "reported");
    } else {
      question.facts[input.name] = ReadSignal(question, *signal, input);
    }
  }
  for (const SeriesInput& input : question.account.series) {
    const Signal* signal = SignalNamed(question, input.name);
    if (signal == nullptr) {
      question.answer.Say("unknown signal", input.name, "is", "reported");
    } else {
      question.facts[input.name] = ReadSeries(question, *signal, input);
    }
  }
  for (const Signal& signal : question.rules.signals) {
    const ruleset::Slot& slot = question.rules.slots[signal.slot];
    Substitute(slot, question.facts.at(slot.name));
  }
}

}  // namespace bellwether::oracle
