#include "tests/fuzz/drawn_account.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace bellwether::fuzz {
namespace {

using ruleset::SignalType;

constexpr absl::CivilDay kToday(2026, 3, 1);

const std::string& Pick(const std::vector<std::string>& words, Draws& draws) {
  static const auto& none = *new std::string;
  return words.empty() ? none : words[draws.Below(words.size())];
}

// A day around today: sums of three draws, so that near ones are frequent.
Moment DrawMoment(Draws& draws) {
  const auto offset = static_cast<int64_t>(draws.Below(200) + draws.Below(200)) - 300;
  const absl::CivilDay day = kToday + offset;
  if (!draws.OneIn(3)) return Moment::Date(day);
  return Moment::Instant(absl::FromCivil(day, absl::UTCTimeZone()) +
                         absl::Minutes(static_cast<int64_t>(draws.Below(1440))));
}

EventDate DrawEvent(Draws& draws) {
  switch (draws.Below(6)) {
    case 0:
      return std::monostate{};
    case 1:
      return NotYet{};
    case 2:
      return draws.OneIn(2) ? EventDate(NotApplicable{}) : EventDate(NotYet{});
    default:
      return DrawMoment(draws);
  }
}

double DrawNumber(const ruleset::NumberRange& range, Draws& draws) {
  static constexpr std::array<double, 8> kFar = {0, 1, -1, 0.5, 1e-300, 1e300, -1e300, 7};
  if (draws.OneIn(40)) return kFar[draws.Below(kFar.size())];
  const double low = range.min.value_or(range.max.value_or(100) - 100);
  const double high = std::max(low, range.max.value_or(low + 100));
  const double share = static_cast<double>(draws.Below(101)) / 100;
  // Not low + share * (high - low): the difference of two finite numbers may not be finite.
  const double number = low * (1 - share) + high * share;
  return range.whole ? std::clamp(std::floor(number), low, high) : number;
}

SignalInput DrawSignal(const Plan& plan, const ruleset::Signal& signal, Draws& draws) {
  SignalInput input;
  input.name = plan.slots[signal.slot].name;
  if (draws.OneIn(8)) return input;
  if (draws.OneIn(12)) {
    input.value = NotApplicable{};
    return input;
  }
  if (draws.OneIn(3)) input.observed_at = DrawMoment(draws);
  switch (signal.type) {
    case SignalType::kBool:
      input.value = draws.OneIn(2);
      break;
    case SignalType::kEnum:
      input.value = Pick(plan.slots[signal.slot].words, draws);
      break;
    case SignalType::kText:
      input.value = std::string("text ") + std::to_string(draws.Below(3));
      break;
    case SignalType::kTimestamp:
      if (draws.OneIn(4)) {
        input.value = NotYet{};
      } else {
        input.value = DrawMoment(draws);
      }
      break;
    default:
      input.value = DrawNumber(signal.range, draws);
  }
  return input;
}

SeriesInput DrawSeries(const Plan& plan, const ruleset::Signal& signal, Draws& draws) {
  SeriesInput series;
  series.name = plan.slots[signal.slot].name;
  const size_t count = draws.Below(9);
  for (size_t i = 0; i < count; ++i) {
    const absl::CivilDay day = kToday - static_cast<int64_t>(7 * i + draws.Below(7));
    series.points.push_back({Moment::Date(day), DrawNumber(signal.range, draws)});
  }
  return series;
}

void DrawSignals(const Plan& plan, Draws& draws, Account& account) {
  for (const ruleset::Signal& signal : plan.signals) {
    if (draws.OneIn(6)) continue;
    if (signal.type == SignalType::kSeries) {
      account.series.push_back(DrawSeries(plan, signal, draws));
    } else {
      account.signals.push_back(DrawSignal(plan, signal, draws));
    }
  }
}

void DrawMilestones(const Plan& plan, Draws& draws, Account& account) {
  absl::CivilDay day = kToday - static_cast<int64_t>(draws.Below(120));
  for (const auto& entry : plan.milestones.order) {
    day += static_cast<int64_t>(draws.Below(25));
    if (draws.OneIn(5)) continue;
    MilestoneInput& milestone = account.milestones.emplace_back();
    milestone.key = entry.name;
    if (!draws.OneIn(6)) milestone.planned_at = Moment::Date(day);
    if (draws.OneIn(2)) {
      milestone.completed_at = Moment::Date(day + static_cast<int64_t>(draws.Below(12)) - 4);
    }
    if (draws.OneIn(4)) milestone.critical = draws.OneIn(2);
  }
}

void DrawHistory(const Plan& plan, Draws& draws, Account& account) {
  for (size_t i = 0; i < plan.models.size(); ++i) {
    const std::string& model = plan.model_notes[i].name;
    if (draws.OneIn(3)) {
      const Range& bands = plan.models[i].bands;
      const size_t band = bands.first + draws.Below(bands.count);
      account.previous_bands.push_back({model, plan.band_notes[band].name});
    }
    if (!draws.OneIn(6)) continue;
    OverrideInput& override_input = account.overrides.emplace_back();
    override_input.model = model;
    override_input.kind = static_cast<OverrideInput::Kind>(draws.Below(3));
    override_input.value = static_cast<double>(draws.Below(101));
    override_input.author = "ana";
    override_input.reason = "drawn";
    if (draws.OneIn(2)) override_input.expires_at = DrawMoment(draws);
  }
  for (const PlanNote& dimension : plan.outcome_notes.dimensions) {
    if (!draws.OneIn(5)) continue;
    account.dimension_scores.push_back(
        {dimension.name, static_cast<double>(draws.Below(101)) / 10});
  }
  if (draws.OneIn(3)) account.extension.granted_days = static_cast<double>(draws.Below(60));
  if (draws.OneIn(3)) account.extension.requested_days = static_cast<double>(1 + draws.Below(60));
}

}  // namespace

// FNV-1a: std::hash differs between libraries.
Draws::Draws(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  random_.seed(hash);
}

Account DrawAccount(const Plan& plan, Draws& draws) {
  Account account;
  account.id = absl::StrCat("drawn-", draws.Below(1000));
  if (!draws.OneIn(5)) account.segment = Pick(plan.segments, draws);
  if (!draws.OneIn(5)) account.cadence = Pick(plan.cadences, draws);
  if (!draws.OneIn(5)) account.stage = Pick(plan.stages, draws);
  if (draws.OneIn(4)) account.time_zone = "Asia/Jakarta";
  if (draws.OneIn(2)) account.acv = static_cast<double>(draws.Below(100'000));
  if (draws.OneIn(2)) account.seats = static_cast<double>(draws.Below(500));
  for (EventDate& date : account.dates) date = DrawEvent(draws);
  DrawSignals(plan, draws, account);
  DrawMilestones(plan, draws, account);
  DrawHistory(plan, draws, account);
  return account;
}

BindOptions DrawOptions(const Plan& plan, Draws& draws) {
  BindOptions options;
  options.as_of = Moment::Date(kToday);
  if (draws.OneIn(4)) options.as_of = DrawMoment(draws);
  if (draws.OneIn(30)) options.as_of = Moment::Date(absl::CivilDay(2100, 12, 31));
  if (draws.OneIn(30)) options.as_of = Moment::Date(absl::CivilDay(1990, 1, 1));
  if (draws.OneIn(3)) options.benchmark_set = Pick(plan.set_names, draws);
  return options;
}

}  // namespace bellwether::fuzz
