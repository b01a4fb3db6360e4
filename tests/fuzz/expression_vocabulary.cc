#include "tests/fuzz/expression_vocabulary.h"

#include <array>
#include <limits>

#include "engine/expression/time_text.h"

namespace bellwether::fuzz {
namespace {

using expression::SeriesPoint;
using expression::SeriesView;
using expression::Type;
using expression::Value;

struct Name {
  std::string_view name;
  Type type;
};
constexpr std::array<Name, 14> kNames = {{
    {"active", Type::kBool},
    {"seats", Type::kDouble},
    {"ratio", Type::kDouble},
    {"tickets", Type::kDouble},
    {"stage", Type::kString},
    {"owner", Type::kString},
    {"as_of", Type::kTimestamp},
    {"kickoff_at", Type::kTimestamp},
    {"first_login_at", Type::kTimestamp},
    {"history", Type::kSeries},
    {"one_point", Type::kSeries},
    {"benchmark.speed.tier", Type::kString},
    {"health.primary.score", Type::kDouble},
    {"flag.quiet", Type::kBool},
}};

const std::vector<std::string>& Stages() {
  static const auto& words = *new std::vector<std::string>{"onboarding", "adoption", "renewal"};
  return words;
}

const std::vector<std::string>& Tiers() {
  static const auto& words = *new std::vector<std::string>{"world_class", "good", "poor"};
  return words;
}

const SeriesView* History() {
  static const auto& points = *[] {
    auto* list = new std::vector<SeriesPoint>;
    for (const double value : {0.7, 0.8, 0.7, 0.6, 0.4}) {
      list->push_back(
          {absl::FromUnixSeconds(1'769'904'000) + absl::Hours(168) * static_cast<int>(list->size()),
           value});
    }
    return list;
  }();
  static const SeriesView view{points.data(), static_cast<uint32_t>(points.size()), 1};
  return &view;
}

const SeriesView* OnePoint() {
  static const SeriesPoint point{absl::FromUnixSeconds(1'769'904'000), 0};
  static const SeriesView view{&point, 1, 0};
  return &view;
}

Value Word(const std::vector<std::string>& words, uint32_t index) {
  Value value = Value::String(words[index]);
  value.word = index;
  return value;
}

}  // namespace

ExpressionVocabulary::ExpressionVocabulary() {
  for (const Name& name : kNames) names_.emplace_back(name.name);
  AddGiven();
  AddMissing();
  AddNotYet();
  AddOdd();
}

std::optional<expression::Variable> ExpressionVocabulary::Find(std::string_view name) const {
  for (uint32_t slot = 0; slot < kNames.size(); ++slot) {
    if (kNames[slot].name != name) continue;
    const std::vector<std::string>* allowed = nullptr;
    if (name == "stage") allowed = &Stages();
    if (name == "benchmark.speed.tier") allowed = &Tiers();
    return expression::Variable{kNames[slot].type, slot, allowed};
  }
  return std::nullopt;
}

void ExpressionVocabulary::AddGiven() {
  facts_.push_back({Value::Bool(true), Value::Double(40), Value::Double(0.64), Value::Double(8),
                    Word(Stages(), 0), Value::String("Ana Lima"),
                    expression::ParseTimestamp("2026-03-01T12:00:00Z"),
                    expression::ParseTimestamp("2026-02-01T09:00:00Z"),
                    expression::ParseTimestamp("2026-02-03T23:59:59.5Z"), Value::Series(History()),
                    Value::Series(OnePoint()), Word(Tiers(), 1), Value::Double(72.5),
                    Value::Bool(false)});
}

void ExpressionVocabulary::AddMissing() { facts_.emplace_back(kNames.size(), Value::Missing()); }

void ExpressionVocabulary::AddNotYet() {
  std::vector<Value> values = facts_.front();
  for (size_t slot = 0; slot < kNames.size(); ++slot) {
    const bool event = kNames[slot].type == Type::kTimestamp && kNames[slot].name != "as_of";
    if (event) values[slot] = Value::NotYet();
    if (slot % 3 == 1) values[slot] = Value::Missing();
  }
  facts_.push_back(std::move(values));
}

void ExpressionVocabulary::AddOdd() {
  std::vector<Value> values = facts_.front();
  constexpr std::array<double, 4> kOdd = {0, -1e300, std::numeric_limits<double>::denorm_min(),
                                          9.3e18};
  size_t next = 0;
  for (size_t slot = 0; slot < kNames.size(); ++slot) {
    if (kNames[slot].type == Type::kDouble) values[slot] = Value::Double(kOdd[next++ % 4]);
  }
  values[5] = Value::String("");
  facts_.push_back(std::move(values));
}

}  // namespace bellwether::fuzz
