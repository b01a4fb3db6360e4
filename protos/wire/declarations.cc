// Tested by tests/protos/wire/declarations_test.cc.
#include "protos/wire/declarations.h"

#include <string>
#include <vector>

#include "engine/plan/better.h"

namespace bellwether::wire {
namespace {

using ruleset::SignalType;

v1::SignalKind SignalKindOf(SignalType type) {
  switch (type) {
    case SignalType::kNumber:
      return v1::SIGNAL_KIND_NUMBER;
    case SignalType::kRatio:
      return v1::SIGNAL_KIND_RATIO;
    case SignalType::kCount:
      return v1::SIGNAL_KIND_COUNT;
    case SignalType::kDays:
      return v1::SIGNAL_KIND_DAYS;
    case SignalType::kMoney:
      return v1::SIGNAL_KIND_MONEY;
    case SignalType::kBool:
      return v1::SIGNAL_KIND_BOOL;
    case SignalType::kEnum:
      return v1::SIGNAL_KIND_ENUM;
    case SignalType::kText:
      return v1::SIGNAL_KIND_TEXT;
    case SignalType::kTimestamp:
      return v1::SIGNAL_KIND_TIMESTAMP;
    case SignalType::kSeries:
      return v1::SIGNAL_KIND_SERIES;
  }
  return v1::SIGNAL_KIND_UNSPECIFIED;
}

v1::SignalDirection DirectionOf(BetterEnd better) {
  switch (better) {
    case BetterEnd::kUnsaid:
      return v1::SIGNAL_DIRECTION_UNSPECIFIED;
    case BetterEnd::kHigh:
      return v1::SIGNAL_DIRECTION_HIGHER_IS_BETTER;
    case BetterEnd::kLow:
      return v1::SIGNAL_DIRECTION_LOWER_IS_BETTER;
    case BetterEnd::kMixed:
      return v1::SIGNAL_DIRECTION_MIXED;
  }
  return v1::SIGNAL_DIRECTION_UNSPECIFIED;
}

bool IsNumber(SignalType type) { return SignalKindOf(type) <= v1::SIGNAL_KIND_MONEY; }

void DeclareRange(const ruleset::NumberRange& range, v1::DeclaredRange& message) {
  if (range.min) message.set_min(*range.min);
  if (range.max) message.set_max(*range.max);
  message.set_whole(range.whole);
}

void DeclareSignal(const Plan& plan, const ruleset::Signal& signal, BetterEnd better,
                   std::string_view language, v1::DeclaredSignal& message) {
  const ruleset::Slot& slot = plan.slots[signal.slot];
  const bool is_series = signal.type == SignalType::kSeries;
  message.set_name(slot.name);
  message.set_kind(SignalKindOf(signal.type));
  if (is_series) message.set_series_kind(SignalKindOf(signal.of));
  message.set_unit(signal.unit);
  const ruleset::NumberRange& range = signal.range;
  const bool is_bounded = range.min || range.max || range.whole;
  if (is_bounded && IsNumber(is_series ? signal.of : signal.type)) {
    DeclareRange(range, *message.mutable_range());
  }
  if (signal.type == SignalType::kEnum) {
    for (const std::string& word : slot.words) message.add_words(word);
  }
  message.set_direction(DirectionOf(better));
  message.set_description(std::string(signal.notes.description.In(language)));
  if (signal.max_age_days) message.set_max_age_days(*signal.max_age_days);
  message.set_from_records(signal.from_records.has_value());
}

void DeclareModel(const Plan& plan, uint32_t index, std::string_view language,
                  v1::DeclaredModel& message) {
  const PlanModel& model = plan.models[index];
  const PlanNote& note = plan.model_notes[index];
  message.set_name(note.name);
  message.set_precision(model.precision);
  if (model.intervene_below) message.set_intervene_below(*model.intervene_below);
  message.set_hysteresis(model.hysteresis);
  message.set_description(std::string(note.notes.description.In(language)));
  for (uint32_t b = model.bands.first; b < model.bands.end(); ++b) {
    v1::DeclaredBand& band = *message.add_bands();
    band.set_name(plan.band_notes[b].name);
    band.set_from(plan.bands[b].from);
    band.set_description(std::string(plan.band_notes[b].notes.description.In(language)));
  }
}

static_assert(static_cast<int>(ruleset::TitleKind::kSegment) + 1 == v1::TITLE_KIND_SEGMENT);
static_assert(static_cast<int>(ruleset::TitleKind::kBand) + 1 == v1::TITLE_KIND_BAND);
static_assert(ruleset::kTitleKinds == v1::TITLE_KIND_METRIC);

void DeclareTitles(const ruleset::Titles& titles, std::string_view language,
                   v1::PackDeclarations& message) {
  for (size_t i = 0; i < ruleset::kTitleKinds; ++i) {
    for (const ruleset::Title& title : titles.Of(static_cast<ruleset::TitleKind>(i))) {
      v1::DeclaredTitle& added = *message.add_titles();
      added.set_kind(static_cast<v1::TitleKind>(i + 1));
      added.set_name(title.name);
      added.set_title(std::string(title.text.In(language)));
    }
  }
}

}  // namespace

void DeclarationsToProto(const Plan& plan, size_t segment_row, std::string_view language,
                         v1::PackDeclarations& message) {
  const std::vector<BetterEnd> better = BetterBySignal(plan, segment_row);
  for (size_t i = 0; i < plan.signals.size(); ++i) {
    DeclareSignal(plan, plan.signals[i], better[i], language, *message.add_signals());
  }
  for (const uint32_t model : plan.model_order) {
    DeclareModel(plan, model, language, *message.add_models());
  }
  DeclareTitles(plan.titles, language, message);
}

}  // namespace bellwether::wire
