// Bind: the account's identity, words and history; dates, signals and derived facts have files of
// their own. Every problem is collected; a problem in one field hides none in another.
//
// Tested by tests/engine/facts/bind_test.cc.
#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/expression/time_text.h"
#include "engine/facts/binder.h"

namespace bellwether {
namespace {

using expression::Value;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

std::string Indexed(const char* list, size_t index) { return absl::StrCat(list, "[", index, "]"); }

// "unknown ...; did you mean `x`?", or the first half alone when nothing comes to mind.
std::string WithHint(std::string message, std::string_view name,
                     const std::vector<std::string>& known) {
  const std::string hint = DidYouMean(name, known);
  if (!hint.empty()) absl::StrAppend(&message, "; ", hint);
  return message;
}

bool IsWhole(double value) { return std::isfinite(value) && value == std::floor(value); }

}  // namespace

void Binder::Refuse(std::string path, const char* reason, std::string message) {
  violations.push_back({std::move(path), reason, std::move(message)});
}

void Binder::Set(size_t slot, Value value) {
  facts.values[slot] = value;
  facts.reasons[slot] = MissingReason::kNone;
}

void Binder::SetMissing(size_t slot, MissingReason reason) {
  facts.values[slot] = reason == MissingReason::kNotYet ? Value::NotYet() : Value::Missing();
  facts.reasons[slot] = reason;
}

std::string_view Binder::Keep(std::string_view text) { return facts.texts.emplace_back(text); }

Binder::Instant Binder::At(const Moment& moment) const {
  if (!moment.date_only) {
    const absl::Time time = moment.local ? moment.At(facts.zone) : moment.time;
    return {time, DayNumber(time, facts.zone)};
  }
  const int32_t number = DayNumber(moment.day);
  return {facts.day_starts.Of(moment.day, number), number};
}

bool Binder::IsInYears(const Moment& moment) const {
  static const int32_t kFirstDay = DayNumber(absl::CivilDay(kFirstYear, 1, 1));
  static const int32_t kLastDay = DayNumber(absl::CivilDay(kLastYear, 12, 31));
  if (moment.date_only) return moment.day.year() >= kFirstYear && moment.day.year() <= kLastYear;
  // Far from both ends no calendar is asked; infinities and the ends are.
  static const absl::Time kSurelyAfter = absl::FromUnixSeconds((kFirstDay + 2) * kSecondsPerDay);
  static const absl::Time kSurelyBefore = absl::FromUnixSeconds((kLastDay - 2) * kSecondsPerDay);
  if (moment.time > kSurelyAfter && moment.time < kSurelyBefore) return true;
  const auto year = absl::ToCivilDay(moment.At(facts.zone), facts.zone).year();
  return year >= kFirstYear && year <= kLastYear;
}

void Binder::RefuseYear(const Moment& moment, std::string path) {
  Refuse(std::move(path), "OUT_OF_RANGE",
         absl::StrCat(FormatMoment(moment), " is not a date from ", kFirstYear, " to ", kLastYear));
}

void Binder::Reset() {
  facts.account_id.clear();
  facts.segment = facts.cadence = facts.stage = -1;
  facts.requested_set = -1;
  facts.values.assign(plan.slots.size(), Value::Missing());
  facts.reasons.assign(plan.slots.size(), MissingReason::kNotGiven);
  facts.previous_bands.assign(plan.models.size(), -1);
  facts.decayed.clear();
  facts.overrides.clear();
  facts.dimension_scores.assign(plan.graduation.dimensions.size(), std::nullopt);
  facts.granted_days.reset();
  facts.requested_days.reset();
  facts.stale_slots.clear();
  facts.oldest_age_days.reset();
  facts.ignored_future.clear();
  facts.unknown_signals.clear();
  facts.named_signals.assign(plan.signals.size(), false);
  facts.unplanned_milestones.clear();
  facts.warnings.clear();
  facts.texts.clear();
  facts.points.clear();
  facts.series.clear();
  facts.overrides_storage.clear();
}

void Binder::BindIdentity() {
  if (account.id.empty()) {
    Refuse("id", "MISSING_FIELD", "every account needs an id; answers are matched by it");
  } else if (account.id.size() > limits.max_text_bytes) {
    Refuse(
        "id", "TOO_LARGE",
        absl::StrCat("the id is longer than ", limits.max_text_bytes, " bytes (max_text_bytes)"));
  }
  facts.account_id = account.id;
  BindZone();
  const Instant as_of = At(options.as_of);
  facts.as_of = as_of.time;
  facts.today = as_of.day;
  CheckYear(options.as_of, "as_of");
  Set(SlotOf(AccountField::kAsOf), ValueOf(as_of));
  BindWord("segment", account.segment, plan.segments, SlotOf(AccountField::kSegment),
           facts.segment);
  BindWord("cadence", account.cadence, plan.cadences, SlotOf(AccountField::kCadence),
           facts.cadence);
  BindWord("stage", account.stage, plan.stages, SlotOf(AccountField::kStage), facts.stage);
  BindAmount("acv", account.acv, SlotOf(AccountField::kAcv));
  BindAmount("seats", account.seats, SlotOf(AccountField::kSeats));
}

// Accounts in a row mostly share their zone; its name is looked up when it is another one.
void Binder::BindZone() {
  facts.zone = plan.time_zone;
  if (!account.time_zone.empty() && account.time_zone == facts.zone_name) {
    facts.zone = facts.named_zone;
  } else if (!account.time_zone.empty()) {
    const auto zone = expression::FindTimeZone(account.time_zone);
    if (zone) {
      facts.zone = facts.named_zone = *zone;
      facts.zone_name = account.time_zone;
    } else {
      Refuse("time_zone", "UNKNOWN_NAME",
             absl::StrCat("unknown time zone ", Quoted(account.time_zone),
                          "; use an IANA name such as Asia/Jakarta"));
    }
  }
  facts.day_starts.Use(facts.zone);
}

void Binder::BindSet() {
  if (options.benchmark_set.empty()) return;
  for (size_t i = 0; i < plan.set_names.size(); ++i) {
    if (plan.set_names[i] == options.benchmark_set) facts.requested_set = static_cast<int32_t>(i);
  }
  if (facts.requested_set >= 0) return;
  Refuse("benchmark_set", "UNKNOWN_NAME",
         WithHint(absl::StrCat("the pack has no benchmark set ", Quoted(options.benchmark_set)),
                  options.benchmark_set, plan.set_names));
}

void Binder::BindWord(std::string_view field, const std::string& word,
                      const std::vector<std::string>& known, size_t slot, int32_t& index) {
  if (word.empty()) return;
  for (size_t i = 0; i < known.size(); ++i) {
    if (known[i] != word) continue;
    index = static_cast<int32_t>(i);
    return Set(slot, Value::Word(known[i], static_cast<uint32_t>(i)));
  }
  if (known.empty()) {
    return Warn(absl::StrCat(ToAbsl(field), " ", Quoted(word), " is ignored: the pack has no ",
                             ToAbsl(field), "s"));
  }
  Refuse(std::string(field), "UNKNOWN_NAME",
         WithHint(absl::StrCat("unknown ", ToAbsl(field), " ", Quoted(word)), word, known));
}

void Binder::BindAmount(const char* field, const std::optional<double>& amount, size_t slot) {
  if (!amount) return;
  if (!std::isfinite(*amount) || *amount < 0) {
    return Refuse(field, "OUT_OF_RANGE",
                  absl::StrCat(FormatNumber(*amount), " is not a finite number of at least 0"));
  }
  Set(slot, Value::Double(*amount));
}

void Binder::BindHistory() {
  BindPreviousBands();
  BindOverrides();
  BindExtension();
  BindDimensionScores();
}

std::optional<uint32_t> Binder::ResolveModel(const std::string& name, const std::string& path) {
  std::vector<std::string> known;
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    if (plan.model_notes[i].name == name) return i;
    known.push_back(plan.model_notes[i].name);
  }
  Refuse(path, "UNKNOWN_NAME",
         WithHint(absl::StrCat("the pack has no health model ", Quoted(name)), name, known));
  return std::nullopt;
}

void Binder::BindPreviousBands() {
  std::set<uint32_t> seen;
  for (size_t i = 0; i < account.previous_bands.size(); ++i) {
    const PreviousBand& previous = account.previous_bands[i];
    const std::string path = Indexed("previous_bands", i);
    const auto model = ResolveModel(previous.model, path + ".model");
    if (!model) continue;
    if (!seen.insert(*model).second) {
      Refuse(path, "DUPLICATE", absl::StrCat("model ", Quoted(previous.model), " is given twice"));
    }
    const Range& bands = plan.models[*model].bands;
    std::vector<std::string> known;
    for (uint32_t b = 0; b < bands.count; ++b) {
      known.push_back(plan.band_notes[bands.first + b].name);
    }
    const auto band = std::find(known.begin(), known.end(), previous.band);
    if (band != known.end()) {
      facts.previous_bands[*model] = static_cast<int32_t>(band - known.begin());
      continue;
    }
    Refuse(path + ".band", "UNKNOWN_NAME",
           WithHint(absl::StrCat("model ", Quoted(previous.model), " has no band ",
                                 Quoted(previous.band)),
                    previous.band, known));
  }
}

void Binder::BindOverrides() {
  facts.overrides_storage = account.overrides;
  std::set<uint32_t> live;
  for (size_t i = 0; i < facts.overrides_storage.size(); ++i) {
    const OverrideInput& input = facts.overrides_storage[i];
    const std::string path = Indexed("overrides", i);
    if (!std::isfinite(input.value) || input.value < 0 || input.value > 100) {
      Refuse(path + ".value", "OUT_OF_RANGE",
             absl::StrCat(FormatNumber(input.value), " is not a score from 0 to 100"));
    }
    if (input.author.empty() || input.reason.empty()) {
      Refuse(path, "MISSING_FIELD", "an override says who decided (author) and why (reason)");
    }
    for (const auto& [text, field] :
         {std::pair(&input.author, ".author"), std::pair(&input.reason, ".reason")}) {
      if (text->size() <= limits.max_text_bytes) continue;
      Refuse(path + field, "TOO_LARGE",
             absl::StrCat("the text is longer than ", limits.max_text_bytes,
                          " bytes (max_text_bytes)"));
    }
    for (const auto& [moment, field] :
         {std::pair(input.set_at, ".set_at"), std::pair(input.expires_at, ".expires_at")}) {
      if (moment) CheckYear(*moment, path + field);
    }
    const bool reversed = input.set_at && input.expires_at &&
                          input.expires_at->At(facts.zone) < input.set_at->At(facts.zone);
    if (reversed) Refuse(path, "DATES_OUT_OF_ORDER", "the override expires before it was set");
    const auto model = ResolveModel(input.model, path + ".model");
    if (!model) continue;
    const bool expired = input.expires_at && input.expires_at->At(facts.zone) <= facts.as_of;
    if (!expired && !live.insert(*model).second) {
      Refuse(path, "DUPLICATE",
             absl::StrCat("model ", Quoted(input.model), " has two overrides at once"));
    }
    facts.overrides.push_back({*model, &input, expired});
  }
}

void Binder::BindExtension() {
  const auto check = [&](const std::optional<double>& days, double least, const char* path) {
    if (!days || (IsWhole(*days) && *days >= least && *days <= kDaysOfACentury)) return;
    Refuse(path, "OUT_OF_RANGE",
           absl::StrCat(FormatNumber(*days), " is not a whole number of days from ",
                        FormatNumber(least), " to ", kDaysOfACentury));
  };
  check(account.extension.granted_days, 0, "extension.granted_days");
  check(account.extension.requested_days, 1, "extension.requested_days");
  facts.granted_days = account.extension.granted_days;
  facts.requested_days = account.extension.requested_days;
}

void Binder::BindDimensionScores() {
  std::set<std::string> seen;
  for (size_t i = 0; i < account.dimension_scores.size(); ++i) {
    const DimensionScore& given = account.dimension_scores[i];
    const std::string path = Indexed("dimension_scores", i);
    if (!std::isfinite(given.score) || given.score < 0 || given.score > 10) {
      Refuse(path, "OUT_OF_RANGE",
             absl::StrCat(FormatNumber(given.score), " is not a dimension score from 0 to 10"));
    }
    if (!seen.insert(given.dimension).second) {
      Refuse(path, "DUPLICATE", absl::StrCat(Quoted(given.dimension), " is given twice"));
    }
    ResolveDimension(given, path);
  }
}

void Binder::ResolveDimension(const DimensionScore& given, const std::string& path) {
  const std::vector<PlanNote>& dimensions = plan.outcome_notes.dimensions;
  std::vector<std::string> known;
  for (size_t d = 0; d < dimensions.size(); ++d) {
    if (dimensions[d].name == given.dimension) facts.dimension_scores[d] = given.score;
    known.push_back(dimensions[d].name);
  }
  if (std::find(known.begin(), known.end(), given.dimension) != known.end()) return;
  if (!plan.graduation.defined) {
    return Warn(absl::StrCat("dimension score ", Quoted(given.dimension),
                             " is ignored: the pack defines no graduation"));
  }
  Refuse(path, "UNKNOWN_NAME",
         WithHint(absl::StrCat("graduation has no dimension ", Quoted(given.dimension)),
                  given.dimension, known));
}

void Binder::BindAll(const std::vector<ResolvedSignal>* resolved) {
  Reset();
  BindIdentity();
  BindSet();
  BindDates();
  CheckOrder();
  if (resolved == nullptr) {
    BindSignals();
  } else {
    BindResolved(*resolved);
  }
  BindHistory();
  DeriveFacts();
}

std::vector<Violation> Bind(const Plan& pack, const Account& account, const BindOptions& options,
                            const Limits& limits, Facts& facts) {
  std::vector<Violation> violations;
  facts.variant = VariantFor(pack, account, options.as_of);
  Binder(PlanInForce(pack, facts), account, options, limits, facts, violations).BindAll();
  return violations;
}

std::vector<Violation> CheckBindOptions(const Plan& plan, const BindOptions& options,
                                        const Limits& limits) {
  const Account nobody;
  Facts facts;
  facts.zone = plan.time_zone;
  std::vector<Violation> violations;
  Binder binder(plan, nobody, options, limits, facts, violations);
  binder.CheckYear(options.as_of, "as_of");
  binder.BindSet();
  return violations;
}

}  // namespace bellwether
