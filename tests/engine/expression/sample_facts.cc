#include "tests/engine/expression/sample_facts.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/expression/print.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

const std::vector<std::string>& Stages() {
  static const auto& stages = *new std::vector<std::string>{"onboarding", "adoption", "renewal"};
  return stages;
}

const std::vector<std::string>& Tiers() {
  static const auto& tiers = *new std::vector<std::string>{"world_class", "good", "poor"};
  return tiers;
}

// Weekly: one rise, then three falls.
const SeriesView& WeeklyHistory() {
  static const auto& points = *[] {
    auto* list = new std::vector<SeriesPoint>;
    const absl::Time first = ParseTimestamp("2026-02-01T00:00:00Z").as_timestamp();
    for (const double value : {0.7, 0.8, 0.7, 0.6, 0.4}) {
      list->push_back({first + absl::Hours(24 * 7) * static_cast<int>(list->size()), value});
    }
    return list;
  }();
  static const SeriesView view{points.data(), 5, 0};
  return view;
}

std::string Names(const Value& value, const Program& program, const SampleFacts& facts) {
  std::string names;
  for (size_t i = 0; i < program.names().size(); ++i) {
    if ((value.causes >> i & 1) == 0) continue;
    absl::StrAppend(&names, names.empty() ? "" : ", ", facts.NameOf(program.names()[i]));
  }
  return names;
}

std::string DescribeResult(const Value& value, const Program& program, const SampleFacts& facts) {
  const std::string names = value.usable() ? "" : Names(value, program, facts);
  switch (value.kind) {
    case Kind::kMissing:
      return absl::StrCat("missing: ", names);
    case Kind::kNotYet:
      return absl::StrCat("not_yet: ", names);
    case Kind::kError:
      return absl::StrCat("error: ", ErrorText(value.error),
                          names.empty() ? "" : "; missing: ", names);
    default:
      return PrintValue(value);
  }
}

}  // namespace

SampleFacts::SampleFacts() {
  Add("active", Type::kBool, Value::Bool(true));
  Add("trial", Type::kBool, Value::Bool(false));
  Add("champion_left", Type::kBool, Value::Missing());
  Add("seats", Type::kDouble, Value::Double(40));
  Add("tickets", Type::kDouble, Value::Double(8));
  Add("weekly_active_ratio", Type::kDouble, Value::Double(0.64));
  Add("training_ratio", Type::kDouble, Value::Missing());
  Add("stage", Type::kString, Value::String("onboarding"), &Stages());
  Add("owner", Type::kString, Value::String("Ana Lima"));
  Add("as_of", Type::kTimestamp, ParseTimestamp("2026-03-01T12:00:00Z"));
  Add("kickoff_at", Type::kTimestamp, ParseTimestamp("2026-02-01T09:00:00Z"));
  Add("renewal_at", Type::kTimestamp, ParseTimestamp("2026-12-31T00:00:00Z"));
  Add("first_login_at", Type::kTimestamp, Value::NotYet());
  Add("last_response_at", Type::kTimestamp, Value::Missing());
  Add("weekly_active_history", Type::kSeries, Value::Series(&WeeklyHistory()));
  Add("benchmark.time_to_value.tier", Type::kString, Value::String("good"), &Tiers());
}

void SampleFacts::Add(const char* name, Type type, const Value& value,
                      const std::vector<std::string>* allowed) {
  variables_[name] = {type, static_cast<uint32_t>(slots_.size()), allowed};
  names_.emplace_back(name);
  slots_.push_back(value);
}

std::optional<Variable> SampleFacts::Find(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found == variables_.end()) return std::nullopt;
  return found->second;
}

std::string SampleFacts::WhyNot(std::string_view name) const {
  return name == "health.onboarding.score" ? "health is computed later" : "";
}

void SampleFacts::Set(std::string_view name, const Value& value) {
  slots_[variables_.find(name)->second.slot] = value;
}

Context SampleContext() {
  return {ParseTimestamp("2026-03-01T12:00:00Z").as_timestamp(), absl::UTCTimeZone()};
}

std::string Report(std::string_view text, const Type* expected, const Limits& limits) {
  const SampleFacts facts;
  DiagnosticSink sink;
  const Text where{text, Span{0, 1, 1, 1}, true};
  expected == nullptr ? CheckAny(where, facts, limits, sink)
                      : Check(where, facts, *expected, limits, sink);
  std::string report;
  for (const Diagnostic& diagnostic : sink.Take()) {
    absl::StrAppend(&report, report.empty() ? "" : "\n",
                    diagnostic.severity == Severity::kWarning ? "warning " : "",
                    diagnostic.span.column, ":", diagnostic.message,
                    diagnostic.hint.empty() ? "" : " (", diagnostic.hint,
                    diagnostic.hint.empty() ? "" : ")");
  }
  return report;
}

std::string Evaluate(std::string_view text) {
  const SampleFacts facts;
  return Evaluate(text, facts, SampleContext());
}

std::string Evaluate(std::string_view text, const SampleFacts& facts, const Context& context) {
  DiagnosticSink sink;
  const auto checked = CheckAny({text, Span{0, 1, 1, 1}, true}, facts, Limits{}, sink);
  if (!checked) {
    for (const Diagnostic& diagnostic : sink.Take()) {
      if (diagnostic.severity == Severity::kError) {
        return absl::StrCat("rejected: ", diagnostic.message);
      }
    }
  }
  const Program program = Compile(*checked);
  Stack stack;
  return DescribeResult(Run(program, facts.slots(), context, stack), program, facts);
}

Checked CheckOrFail(std::string_view text) {
  const SampleFacts facts;
  DiagnosticSink sink;
  const auto checked = CheckAny({text, Span{0, 1, 1, 1}, true}, facts, Limits{}, sink);
  if (checked) return *checked;
  for (const Diagnostic& diagnostic : sink.Take()) {
    ADD_FAILURE() << text << ": " << diagnostic.message;
  }
  return {};
}

}  // namespace bellwether::expression
