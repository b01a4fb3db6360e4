// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/stated.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"

namespace bellwether {
namespace {

constexpr std::string_view kDimension = "dimension.";

const NumberFieldInfo* FieldOf(std::string_view name) {
  for (const NumberFieldInfo& field : kNumberFields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::optional<SignalValue> ScoreOf(const Account& account, std::string_view dimension) {
  for (const DimensionScore& given : account.dimension_scores) {
    if (given.dimension == dimension) return given.score;
  }
  return std::nullopt;
}

void Score(std::string_view dimension, double score, Account& account) {
  for (DimensionScore& given : account.dimension_scores) {
    if (given.dimension != dimension) continue;
    given.score = score;
    return;
  }
  account.dimension_scores.push_back({std::string(dimension), score});
}

}  // namespace

std::string_view DimensionOf(std::string_view name) {
  return name.starts_with(kDimension) ? name.substr(kDimension.size()) : std::string_view();
}

std::optional<SignalValue> StatedValue(const Account& account, const std::string& name) {
  if (const std::string_view dimension = DimensionOf(name); !dimension.empty()) {
    return ScoreOf(account, dimension);
  }
  if (const NumberFieldInfo* field = FieldOf(name)) {
    const std::optional<double>& number = account.*field->member;
    return number ? std::optional<SignalValue>(*number) : std::nullopt;
  }
  for (const SignalInput& input : account.signals) {
    if (input.name == name) return input.value;
  }
  return std::nullopt;
}

void State(const std::string& name, const SignalValue& value, Account& account) {
  const auto* number = std::get_if<double>(&value);
  const std::string_view dimension = DimensionOf(name);
  if (!dimension.empty() && number != nullptr) return Score(dimension, *number, account);
  const NumberFieldInfo* field = FieldOf(name);
  if (field != nullptr && number != nullptr) {
    account.*field->member = *number;
    return;
  }
  for (SignalInput& input : account.signals) {
    if (input.name == name) input.value = value;
  }
}

void Unstate(const std::string& name, Account& account) {
  const std::string_view dimension = DimensionOf(name);
  std::erase_if(account.dimension_scores,
                [dimension](const DimensionScore& given) { return given.dimension == dimension; });
  if (const NumberFieldInfo* field = FieldOf(name)) (account.*field->member).reset();
  std::erase_if(account.signals, [&name](const SignalInput& input) { return input.name == name; });
  std::erase_if(account.series, [&name](const SeriesInput& input) { return input.name == name; });
}

std::vector<std::string> StatedNumbers(const Plan& plan) {
  std::vector<std::string> names;
  for (const NumberFieldInfo& field : kNumberFields) names.emplace_back(field.name);
  for (const PlanNote& note : plan.outcome_notes.dimensions) {
    names.push_back(absl::StrCat("dimension.", note.name));
  }
  return names;
}

}  // namespace bellwether
