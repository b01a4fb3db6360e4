// Dates are laid out around one as_of, 1 March 2026, so that order and windows make sense; values
// are drawn from the range of their type, every third one from the bounds that decide something.
#include "tests/property/random_account.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

using ruleset::SignalType;

// The numbers that decide something about a slot: ends, corners and steps of its curves.
class BoundCollector {
 public:
  BoundCollector(const ruleset::RuleSet& rules, std::map<uint32_t, std::vector<double>>& bounds)
      : rules_(rules), bounds_(bounds) {}

  void Collect() {
    for (const auto& benchmark : rules_.benchmarks) OfBenchmark(benchmark);
    for (const auto& model : rules_.health) OfComponents(model.components);
    for (const auto& dimension : rules_.graduation.dimensions) {
      for (const auto& criterion : dimension.criteria) OfCurve(criterion.component.curve);
    }
    for (const auto& cadence : rules_.graduation.usage_thresholds) {
      for (const auto& threshold : cadence) bounds_[threshold.slot].push_back(threshold.bound);
    }
  }

 private:
  void OfBenchmark(const ruleset::Benchmark& benchmark) {
    for (const auto& set : benchmark.sets) {
      for (const auto& row : set.rows) {
        for (const auto& bound : row.bounds) bounds_[benchmark.value].push_back(bound.value);
      }
    }
  }

  void OfComponents(const std::vector<ruleset::Component>& components) {
    for (const auto& component : components) {
      OfCurve(component.curve);
      OfComponents(component.components);
    }
  }

  void OfCurve(const ruleset::Curve& curve) {
    std::vector<double>& bounds = bounds_[curve.slot];
    if (curve.kind == ruleset::CurveKind::kLinear) {
      bounds.insert(bounds.end(), {curve.from, curve.to});
    }
    for (const auto& point : curve.points) bounds.push_back(point.x);
    for (const auto& step : curve.steps) bounds.push_back(step.bound);
  }

  const ruleset::RuleSet& rules_;
  std::map<uint32_t, std::vector<double>>& bounds_;
};

}  // namespace

RandomAccounts::RandomAccounts(const ruleset::RuleSet& rules) : rules_(rules) {
  BoundCollector(rules, bounds_).Collect();
}

RandomAccounts::Asked RandomAccounts::Make(uint64_t seed) const {
  return AccountWriter(*this, seed).Write();
}

RandomAccounts::Asked RandomAccounts::MakeComplete(uint64_t seed) const {
  return AccountWriter(*this, seed).WriteComplete();
}

AccountWriter::AccountWriter(const RandomAccounts& accounts, uint64_t seed)
    : accounts_(accounts), rules_(accounts.rules_), random_(seed) {}

RandomAccounts::Asked AccountWriter::Write() {
  missing_percent_ =
      random_.Pick({uint64_t{0}, uint64_t{5}, uint64_t{20}, uint64_t{50}, uint64_t{90}});
  asked_.account.id = "generated";
  WriteFields();
  WriteDates();
  WriteMilestones();
  WriteSignals();
  WriteHistory();
  return asked_;
}

RandomAccounts::Asked AccountWriter::WriteComplete() {
  complete_ = true;
  WriteSignals();
  return asked_;
}

void AccountWriter::WriteFields() {
  Account& account = asked_.account;
  const auto word = [&](const std::vector<std::string>& words) {
    return words.empty() || Missing() ? std::string() : random_.Pick(words);
  };
  account.segment = word(rules_.segments);
  account.cadence = word(rules_.cadences);
  account.stage = word(rules_.stages);
  if (random_.Chance(40)) {
    account.time_zone = random_.Pick({"Asia/Jakarta", "America/New_York", "Europe/Berlin", "UTC"});
  }
  if (!Missing()) account.acv = static_cast<double>(random_.Below(200'000)) / 4;
  if (!Missing()) account.seats = static_cast<double>(random_.Below(300));
  asked_.options.as_of = SomeMoment(Today());
  if (!rules_.set_names.empty() && random_.Chance(20)) {
    asked_.options.benchmark_set = random_.Pick(rules_.set_names);
  }
  if (random_.Chance(5)) {
    asked_.options.report_unknown_signals = true;
    account.signals.push_back({"never_declared", 1.0, std::nullopt});
  }
}

Moment AccountWriter::SomeMoment(absl::CivilDay day) {
  if (random_.Chance(60)) return Moment::Date(day);
  const absl::Duration time_of_day = absl::Seconds(random_.Between(0, 86'399));
  const absl::Time time = absl::FromCivil(day, absl::UTCTimeZone()) + time_of_day;
  return random_.Chance(60) ? Moment::Instant(time) : Moment::Local(time);
}

EventDate AccountWriter::SomeEvent(absl::CivilDay day) {
  if (Missing()) return {};
  const uint64_t choice = random_.Below(100);
  if (choice < 10) return NotYet{};
  if (choice < 15) return NotApplicable{};
  return SomeMoment(day);
}

// Dates in an order that may be: refused ones are for tests of Bind.
void AccountWriter::WriteDates() {
  Account& account = asked_.account;
  const absl::CivilDay contract = Today() - random_.Between(5, 130);
  kickoff_ = contract + random_.Between(-3, 40);
  account.date(EventField::kContractSignedAt) = SomeEvent(contract);
  account.date(EventField::kTrialStartedAt) = SomeEvent(contract + random_.Between(-20, 20));
  account.date(EventField::kKickoffAt) = SomeEvent(kickoff_);
  account.date(EventField::kFirstLoginAt) = SomeEvent(kickoff_ + random_.Between(-2, 25));
  account.date(EventField::kFirstValueAt) =
      random_.Chance(40) ? EventDate(NotYet{}) : SomeEvent(contract + random_.Between(-5, 90));
  account.date(EventField::kRenewalAt) = SomeEvent(Today() + random_.Between(-20, 300));
  // On the day itself a time may lie before that of kickoff or start; one day later none does.
  const absl::CivilDay after_start = std::max(contract, kickoff_) + 22;
  account.date(EventField::kTargetGraduationAt) =
      SomeEvent(std::max(kickoff_ + 1, Today() + random_.Between(-50, 40)));
  account.date(EventField::kGraduatedAt) =
      random_.Chance(12) ? SomeEvent(after_start + random_.Between(0, 40)) : EventDate(NotYet{});
}

// A milestone that is the same fact as an event date says nothing beside it (S7).
bool AccountWriter::SaidByEvent(const std::string& milestone) const {
  const uint32_t no_event = ruleset::Milestones::Entry().same_as;
  for (const auto& entry : rules_.milestones.order) {
    if (entry.name != milestone || entry.same_as == no_event) continue;
    return asked_.account.dates[entry.same_as - kAccountFieldCount].index() != 0;
  }
  return false;
}

void AccountWriter::WriteMilestones() {
  std::vector<std::string> keys = {"security_review", "celebration"};
  for (const auto& entry : rules_.milestones.order) keys.push_back(entry.name);
  random_.Shuffle(keys);
  for (const std::string& key : keys) {
    if (random_.Chance(35)) continue;
    MilestoneInput input;
    input.key = key;
    const absl::CivilDay planned = kickoff_ + random_.Between(0, 8) * 10;
    if (random_.Chance(85)) input.planned_at = SomeMoment(planned);
    if (random_.Chance(20)) input.critical = random_.Chance(50);
    if (!SaidByEvent(key) && random_.Chance(60)) {
      // A kickoff after the target would be refused.
      const int64_t late = key == "kickoff" ? 0 : random_.Between(-6, 14);
      input.completed_at = SomeEvent(key == "kickoff" ? kickoff_ : planned + late);
    }
    asked_.account.milestones.push_back(input);
  }
}

double AccountWriter::Number(const ruleset::Signal& signal, SignalType type) {
  const bool bounded = signal.range.max.has_value();
  const double least = signal.range.min.value_or(type == SignalType::kDays ? -20 : 0);
  const double most = bounded ? *signal.range.max : least + 80;
  const auto bounds = accounts_.bounds_.find(signal.slot);
  if (bounds != accounts_.bounds_.end() && !bounds->second.empty() && random_.Chance(35)) {
    const double bound = random_.Pick(bounds->second);
    if (signal.range.Contains(bound)) return bound;
  }
  const double share = random_.Chance(10) ? static_cast<double>(random_.Below(2))
                                          : static_cast<double>(random_.Below(1001)) / 1000;
  const double number = least + (most - least) * share;
  return signal.range.whole ? std::floor(number) : number;
}

SignalInput AccountWriter::Signal(const ruleset::Signal& signal) {
  SignalInput input;
  input.name = rules_.slots[signal.slot].name;
  const uint64_t choice = complete_ ? 100 : random_.Below(100);
  if (choice < 3) return input;  // named, but not given
  if (choice < 10) {
    input.value = NotApplicable{};
    return input;
  }
  if (choice < 13) input.observed_at = SomeMoment(Today() + random_.Between(1, 9));
  if (choice >= 13 && choice < 55) input.observed_at = SomeMoment(Today() - random_.Between(0, 30));
  switch (signal.type) {
    case SignalType::kBool:
      input.value = random_.Chance(50);
      break;
    case SignalType::kEnum:
      input.value = random_.Pick(rules_.slots[signal.slot].words);
      break;
    case SignalType::kText:
      input.value = std::string(random_.Pick({"Ana", "Ana Lima", "", "Müller", "x"}));
      break;
    case SignalType::kTimestamp:
      if (!complete_ && random_.Chance(15)) {
        input.value = NotYet{};
      } else {
        input.value = SomeMoment(Today() - random_.Between(complete_ ? 1 : -4, 60));
      }
      break;
    default:
      input.value = Number(signal, signal.type);
  }
  return input;
}

// Mostly a point a week, with gaps, and now and then one of the future.
SeriesInput AccountWriter::Series(const ruleset::Signal& signal) {
  SeriesInput series;
  series.name = rules_.slots[signal.slot].name;
  const int64_t count = random_.Between(complete_ ? 5 : 0, 9);
  absl::CivilDay day = Today() + random_.Between(random_.Chance(20) ? -30 : -6, 5);
  if (complete_) day = Today() - 1;
  for (int i = 0; i < count; ++i) {
    series.points.push_back({SomeMoment(day), Number(signal, signal.of)});
    day -= random_.Between(2, random_.Chance(20) ? 20 : 8);
  }
  random_.Shuffle(series.points);
  return series;
}

void AccountWriter::WriteSignals() {
  for (const ruleset::Signal& signal : rules_.signals) {
    if (Missing()) continue;
    const bool is_series = signal.type == SignalType::kSeries;
    if (is_series && !complete_ && random_.Chance(8)) {
      const std::string& name = rules_.slots[signal.slot].name;
      asked_.account.signals.push_back({name, NotApplicable{}, std::nullopt});
    } else if (is_series) {
      asked_.account.series.push_back(Series(signal));
    } else {
      asked_.account.signals.push_back(Signal(signal));
    }
  }
  random_.Shuffle(asked_.account.signals);
}

void AccountWriter::WriteOverride(const std::string& model) {
  OverrideInput input;
  input.model = model;
  input.kind = random_.Pick(
      {OverrideInput::Kind::kSet, OverrideInput::Kind::kCap, OverrideInput::Kind::kFloor});
  input.value = static_cast<double>(random_.Below(201)) / 2;
  input.author = "ann";
  input.reason = "because";
  if (random_.Chance(60)) {
    input.expires_at = SomeMoment(Today() + random_.Between(-10, 20));
  }
  asked_.account.overrides.push_back(input);
}

void AccountWriter::WriteHistory() {
  Account& account = asked_.account;
  for (const ruleset::HealthModel& model : rules_.health) {
    if (random_.Chance(50)) {
      account.previous_bands.push_back({model.name, random_.Pick(model.bands).name});
    }
    if (random_.Chance(20)) WriteOverride(model.name);
  }
  for (const ruleset::Dimension& dimension : rules_.graduation.dimensions) {
    if (!random_.Chance(25)) continue;
    account.dimension_scores.push_back(
        {dimension.name, static_cast<double>(random_.Below(101)) / 10});
  }
  if (random_.Chance(40)) {
    account.extension.granted_days = static_cast<double>(random_.Below(40));
  }
  if (random_.Chance(35)) {
    account.extension.requested_days = static_cast<double>(random_.Between(1, 40));
  }
}

}  // namespace bellwether
