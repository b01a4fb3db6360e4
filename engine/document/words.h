// The words that YAML uses for each enum. Internal to engine/document.
#ifndef BELLWETHER_ENGINE_DOCUMENT_WORDS_H_
#define BELLWETHER_ENGINE_DOCUMENT_WORDS_H_

#include <array>
#include <string_view>

#include "engine/document/document.h"

namespace bellwether::document {

template <typename Enum>
struct EnumWord {
  std::string_view word;
  Enum value;
};

template <typename Enum>
struct Words;  // kAll: every word

template <>
struct Words<SignalType> {
  static constexpr EnumWord<SignalType> kAll[] = {
      {"number", SignalType::kNumber},       {"ratio", SignalType::kRatio},
      {"count", SignalType::kCount},         {"days", SignalType::kDays},
      {"money", SignalType::kMoney},         {"bool", SignalType::kBool},
      {"enum", SignalType::kEnum},           {"text", SignalType::kText},
      {"timestamp", SignalType::kTimestamp}, {"series", SignalType::kSeries}};
};

template <>
struct Words<StalePolicy> {
  static constexpr EnumWord<StalePolicy> kAll[] = {{"exclude", StalePolicy::kExclude},
                                                   {"keep", StalePolicy::kKeep},
                                                   {"decay", StalePolicy::kDecay}};
};

template <>
struct Words<Take> {
  static constexpr EnumWord<Take> kAll[] = {{"count", Take::kCount},
                                            {"share", Take::kShare},
                                            {"sum", Take::kSum},
                                            {"mean", Take::kMean},
                                            {"median", Take::kMedian},
                                            {"last", Take::kLast},
                                            {"days_since_last", Take::kDaysSinceLast},
                                            {"points", Take::kPoints}};
};

template <>
struct Words<Better> {
  static constexpr EnumWord<Better> kAll[] = {{"lower", Better::kLower},
                                              {"higher", Better::kHigher}};
};

template <>
struct Words<Calendar> {
  static constexpr EnumWord<Calendar> kAll[] = {
      {"month", Calendar::kMonth}, {"quarter", Calendar::kQuarter}, {"year", Calendar::kYear}};
};

template <>
struct Words<Measure> {
  static constexpr auto kAll = [] {
    std::array<EnumWord<Measure>, kMeasureCount> words{};
    for (size_t i = 0; i < kMeasureCount; ++i) words[i] = {kMeasures[i].name, kMeasures[i].measure};
    return words;
  }();
};

template <>
struct Words<RowKey> {
  static constexpr EnumWord<RowKey> kAll[] = {{"segment", RowKey::kSegment},
                                              {"cadence", RowKey::kCadence}};
};

template <>
struct Words<MissingPolicy::Kind> {
  static constexpr EnumWord<MissingPolicy::Kind> kAll[] = {
      {"exclude", MissingPolicy::Kind::kExclude},
      {"neutral", MissingPolicy::Kind::kNeutral},
      {"worst", MissingPolicy::Kind::kWorst},
      {"error", MissingPolicy::Kind::kError},
      {"value", MissingPolicy::Kind::kValue}};
};

template <>
struct Words<Curve::Kind> {
  static constexpr EnumWord<Curve::Kind> kAll[] = {
      {"none", Curve::Kind::kNone},         {"linear", Curve::Kind::kLinear},
      {"points", Curve::Kind::kPoints},     {"steps", Curve::Kind::kSteps},
      {"map", Curve::Kind::kMap},           {"benchmark", Curve::Kind::kBenchmark},
      {"baseline", Curve::Kind::kBaseline}, {"formula", Curve::Kind::kFormula},
      {"given", Curve::Kind::kGiven}};
};

template <>
struct Words<Step::Test> {
  static constexpr EnumWord<Step::Test> kAll[] = {{"at_most", Step::Test::kAtMost},
                                                  {"below", Step::Test::kBelow},
                                                  {"at_least", Step::Test::kAtLeast},
                                                  {"above", Step::Test::kAbove},
                                                  {"else", Step::Test::kElse}};
};

template <>
struct Words<Bound::Kind> {
  static constexpr EnumWord<Bound::Kind> kAll[] = {{"inclusive", Bound::Kind::kInclusive},
                                                   {"below", Bound::Kind::kBelow},
                                                   {"above", Bound::Kind::kAbove}};
};

template <>
struct Words<Rounding> {
  static constexpr EnumWord<Rounding> kAll[] = {{"half_away", Rounding::kHalfAway},
                                                {"down", Rounding::kDown}};
};

template <>
struct Words<UnknownFlag> {
  static constexpr EnumWord<UnknownFlag> kAll[] = {{"not_evaluated", UnknownFlag::kNotEvaluated},
                                                   {"raise", UnknownFlag::kRaise}};
};

template <>
struct Words<UnknownGate> {
  static constexpr EnumWord<UnknownGate> kAll[] = {{"block", UnknownGate::kBlock},
                                                   {"pass", UnknownGate::kPass}};
};

template <>
struct Words<AlertEnd> {
  static constexpr EnumWord<AlertEnd> kAll[] = {{"condition", AlertEnd::kCondition},
                                                {"person", AlertEnd::kPerson}};
};

template <typename Enum>
constexpr std::string_view WordOf(Enum value) {
  for (const auto& entry : Words<Enum>::kAll) {
    if (entry.value == value) return entry.word;
  }
  return "?";
}

template <typename Enum>
constexpr const EnumWord<Enum>* FindWord(std::string_view word) {
  for (const auto& entry : Words<Enum>::kAll) {
    if (entry.word == word) return &entry;
  }
  return nullptr;
}

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_WORDS_H_
