// Signals and series: known names, declared types and ranges, age, and the pack's policy for what
// is missing (S3, S8, S11, S12).
//
// Tested by tests/engine/facts/bind_test.cc.
#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/exp2.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/facts/binder.h"
#include "engine/facts/series.h"
#include "engine/facts/signal_forms.h"

namespace bellwether {
namespace {

using expression::SeriesPoint;
using expression::Value;
using ruleset::Signal;
using ruleset::SignalType;

constexpr size_t kLongestPathName = 100;

// Binds the signals of one account, one after the other.
class SignalBinder {
 public:
  explicit SignalBinder(Binder& binder) : binder_(binder), plan_(binder.plan) {}

  void BindAll() {
    const Account& account = binder_.account;
    const size_t count = account.signals.size() + account.series.size();
    if (count > binder_.limits.max_account_signals) {
      return binder_.Refuse(
          "signals", "TOO_LARGE",
          absl::StrCat(count, " signals; at most ", binder_.limits.max_account_signals,
                       " are allowed (max_account_signals)"));
    }
    for (const SignalInput& input : account.signals) {
      const Signal* signal = Resolve(input.name);
      if (signal != nullptr) BindSignal(*signal, input);
    }
    for (const SeriesInput& input : account.series) {
      const Signal* signal = Resolve(input.name);
      if (signal != nullptr) BindSeries(*signal, input);
    }
    Finish();
  }

  void BindResolved(const std::vector<ResolvedSignal>& signals) {
    for (const auto& [signal, input] : signals) BindSignal(*signal, *input);
    Finish();
  }

 private:
  void Finish() {
    // No answer depends on the order in which an account tells its signals.
    std::sort(binder_.facts.stale_slots.begin(), binder_.facts.stale_slots.end());
    for (const uint32_t index : plan_.substituted_signals) Substitute(plan_.signals[index]);
  }

  // Names come from outside: cut where no character is cut.
  static std::string Path(std::string_view name) {
    size_t size = std::min(name.size(), kLongestPathName);
    while (size > 0 && size < name.size() &&
           (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) {
      --size;
    }
    return absl::StrCat("signals.", ToAbsl(name.substr(0, size)));
  }
  void Refuse(std::string_view name, const char* reason, std::string message) {
    binder_.Refuse(Path(name), reason, std::move(message));
  }

  const Signal* Resolve(const std::string& name) {
    const uint32_t index = plan_.FindSignal(name);
    if (index == kNoIndex) {
      ResolveUnknown(name);
      return nullptr;
    }
    if (binder_.facts.named_signals[index]) {
      RefuseTwice(name);
      return nullptr;
    }
    binder_.facts.named_signals[index] = true;
    return &plan_.signals[index];
  }

  void ResolveUnknown(const std::string& name) {
    if (!unknown_.insert(name).second) return RefuseTwice(name);
    if (binder_.options.report_unknown_signals) {
      binder_.facts.unknown_signals.push_back(name);
    } else {
      Refuse(name, "UNKNOWN_SIGNAL", UnknownSignalMessage(plan_, name));
    }
  }

  void RefuseTwice(const std::string& name) {
    Refuse(name, "DUPLICATE", absl::StrCat("signal ", Quoted(name), " is given twice"));
  }

  void BindSignal(const Signal& signal, const SignalInput& input) {
    const uint32_t slot = signal.slot;
    if (std::holds_alternative<std::monostate>(input.value)) return;
    if (std::holds_alternative<NotApplicable>(input.value)) {
      return binder_.SetMissing(slot, MissingReason::kNotApplicable);
    }
    Binder::Instant observed{binder_.facts.as_of, binder_.facts.today};
    if (input.observed_at) {
      const auto path = [&input] { return Path(input.name) + ".observed_at"; };
      if (!binder_.CheckYear(*input.observed_at, path)) return;
      observed = binder_.At(*input.observed_at);
    }
    if (observed.time > binder_.facts.as_of) {
      binder_.facts.ignored_future.push_back(Path(input.name));
      return binder_.SetMissing(slot, MissingReason::kInFuture);
    }
    if (std::holds_alternative<NotYet>(input.value)) return BindNotYet(signal, input);
    const std::optional<Value> value = Convert(signal, input);
    if (!value) return;
    if (value->kind == expression::Kind::kTimestamp &&
        value->as_timestamp() > binder_.facts.as_of) {
      binder_.facts.ignored_future.push_back(Path(input.name));
      return binder_.SetMissing(slot, MissingReason::kNotYet);
    }
    binder_.Set(slot, *value);
    if (input.observed_at) ApplyAge(signal, observed);
  }

  void BindNotYet(const Signal& signal, const SignalInput& input) {
    if (signal.type == SignalType::kTimestamp) {
      return binder_.SetMissing(signal.slot, MissingReason::kNotYet);
    }
    Refuse(input.name, "WRONG_TYPE",
           absl::StrCat("not_yet is for dates; this is a ", SignalTypeName(signal.type),
                        ": expected ", WantedForm(signal.type)));
  }

  std::optional<Value> Convert(const Signal& signal, const SignalInput& input) {
    if (const Untyped* untyped = std::get_if<Untyped>(&input.value)) {
      return ConvertText(signal, input.name, untyped->text, /*typed=*/false);
    }
    if (const std::string* text = std::get_if<std::string>(&input.value)) {
      return ConvertText(signal, input.name, *text, /*typed=*/true);
    }
    if (const double* number = std::get_if<double>(&input.value)) {
      if (IsNumeric(signal.type)) return CheckNumber(signal, input.name, *number);
    } else if (const bool* flag = std::get_if<bool>(&input.value)) {
      if (signal.type == SignalType::kBool) return Value::Bool(*flag);
    } else if (const Moment* moment = std::get_if<Moment>(&input.value)) {
      if (signal.type == SignalType::kTimestamp) return CheckMoment(input.name, *moment);
    }
    return WrongType(signal, input.name);
  }

  std::optional<Value> WrongType(const Signal& signal, std::string_view name) {
    Refuse(name, "WRONG_TYPE", ExpectedForm(signal.type));
    return std::nullopt;
  }

  std::optional<Value> WrongText(const Signal& signal, std::string_view name, std::string_view text,
                                 bool typed) {
    Refuse(name, "WRONG_TYPE", ExpectedNot(signal.type, text, typed));
    return std::nullopt;
  }

  // A text, or what stands in a format without types.
  std::optional<Value> ConvertText(const Signal& signal, const std::string& name,
                                   const std::string& text, bool typed) {
    if (text.size() > binder_.limits.max_text_bytes) {
      Refuse(name, "TOO_LARGE",
             absl::StrCat("the text is longer than ", binder_.limits.max_text_bytes,
                          " bytes (max_text_bytes)"));
      return std::nullopt;
    }
    switch (signal.type) {
      case SignalType::kEnum:
        return CheckWord(signal, name, text);
      case SignalType::kText:
        return Value::String(binder_.Keep(text));
      case SignalType::kTimestamp:
        return CheckMomentText(signal, name, text);
      case SignalType::kBool:
        if (!typed && (text == "true" || text == "false")) return Value::Bool(text == "true");
        return WrongText(signal, name, text, typed);
      default:
        break;
    }
    if (typed || signal.type == SignalType::kSeries) return WrongText(signal, name, text, typed);
    const std::optional<double> number = ParseNumber(text);
    return number ? CheckNumber(signal, name, *number) : WrongText(signal, name, text, typed);
  }

  std::optional<Value> CheckNumber(const Signal& signal, std::string_view name, double number) {
    if (signal.range.Contains(number)) return Value::Double(number);
    std::string hint;
    if (signal.type == SignalType::kRatio && number > 1 && number <= 100) {
      hint = absl::StrCat("; a ratio is a share of 1: for ", FormatNumber(number), " % give ",
                          FormatNumber(number / 100));
    }
    Refuse(name, "OUT_OF_RANGE",
           absl::StrCat(FormatNumber(number), " is not allowed for a ", SignalTypeName(signal.type),
                        ": expected ", signal.range.Describe(), hint));
    return std::nullopt;
  }

  std::optional<Value> CheckWord(const Signal& signal, const std::string& name,
                                 const std::string& word) {
    const std::vector<std::string>& words = plan_.slots[signal.slot].words;
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
      const std::string hint = DidYouMean(word, words);
      Refuse(name, "UNKNOWN_VALUE",
             absl::StrCat("unknown value ", Quoted(word), hint.empty() ? "" : "; ", hint));
      return std::nullopt;
    }
    return Value::Word(*found, static_cast<uint32_t>(found - words.begin()));
  }

  std::optional<Value> CheckMoment(std::string_view name, const Moment& moment) {
    if (!binder_.CheckYear(moment, [name] { return Path(name); })) return std::nullopt;
    return Binder::ValueOf(binder_.At(moment));
  }

  std::optional<Value> CheckMomentText(const Signal& signal, std::string_view name,
                                       const std::string& text) {
    const std::optional<Moment> moment = ParseMoment(text);
    return moment ? CheckMoment(name, *moment) : WrongText(signal, name, text, /*typed=*/false);
  }

  void BindSeries(const Signal& signal, const SeriesInput& input) {
    if (signal.type != SignalType::kSeries) {
      WrongType(signal, input.name);
      return;
    }
    if (input.points.size() > binder_.limits.max_series_points) {
      return Refuse(
          input.name, "TOO_LARGE",
          absl::StrCat(input.points.size(), " points; at most ", binder_.limits.max_series_points,
                       " are allowed (max_series_points)"));
    }
    std::vector<SeriesPoint> points;
    bool good = true;
    for (size_t i = 0; i < input.points.size(); ++i) {
      good = CheckPoint(signal, input, i, points) && good;
    }
    std::sort(points.begin(), points.end(),
              [](const SeriesPoint& a, const SeriesPoint& b) { return a.at < b.at; });
    const auto twice =
        std::adjacent_find(points.begin(), points.end(),
                           [](const SeriesPoint& a, const SeriesPoint& b) { return a.at == b.at; });
    if (twice != points.end()) {
      return Refuse(input.name, "DUPLICATE",
                    absl::StrCat("two points at ", FormatMoment(Moment::Instant(twice->at))));
    }
    if (!good || input.points.empty()) return;
    if (points.empty()) return binder_.SetMissing(signal.slot, MissingReason::kInFuture);
    StoreSeries(signal, std::move(points));
  }

  bool CheckPoint(const Signal& signal, const SeriesInput& input, size_t i,
                  std::vector<SeriesPoint>& points) {
    const SeriesInput::Point& point = input.points[i];
    const auto path = [&] { return absl::StrCat(Path(input.name), "[", i, "]"); };
    if (!binder_.CheckYear(point.at, path)) return false;
    if (!signal.range.Contains(point.value)) {
      binder_.Refuse(
          path(), "OUT_OF_RANGE",
          absl::StrCat(FormatNumber(point.value), " is not allowed in a series of ",
                       SignalTypeName(signal.of), ": expected ", signal.range.Describe()));
      return false;
    }
    const absl::Time at = binder_.At(point.at).time;
    if (at > binder_.facts.as_of) {
      binder_.facts.ignored_future.push_back(path());
    } else {
      points.push_back({at, point.value});
    }
    return true;
  }

  void StoreSeries(const Signal& signal, std::vector<SeriesPoint> points) {
    Facts& facts = binder_.facts;
    expression::SeriesView view;
    if (signal.every_days) {
      view.run_start = BinSeries(points, facts.as_of, *signal.every_days, facts.zone);
    }
    const Binder::Instant last{points.back().at, DayNumber(points.back().at, facts.zone)};
    const auto& stored = facts.points.emplace_back(std::move(points));
    view.points = stored.data();
    view.size = static_cast<uint32_t>(stored.size());
    binder_.Set(signal.slot, Value::Series(&facts.series.emplace_back(view)));
    ApplyAge(signal, last);
  }

  // Age counts in civil days when the limit is whole days, else in elapsed time (S4).
  void ApplyAge(const Signal& signal, const Binder::Instant& observed) {
    Facts& facts = binder_.facts;
    const double days = facts.today - observed.day;
    facts.oldest_age_days = std::max(facts.oldest_age_days.value_or(0), days);
    if (!signal.max_age_days) return;
    const double limit = *signal.max_age_days;
    const double beyond = DaysBefore(observed.time, facts.as_of, limit, facts.zone) - limit;
    if (beyond <= 0) return;
    facts.stale_slots.push_back(signal.slot);
    if (signal.stale == ruleset::StalePolicy::kKeep) return;
    if (signal.stale == ruleset::StalePolicy::kDecay) {
      facts.decayed.push_back(
          {signal.slot, facts.values[signal.slot], Exp2(-beyond / signal.half_life_days)});
    }
    binder_.SetMissing(signal.slot, MissingReason::kStale);
  }

  // The pack's `{value: X}` for what is still missing. Not applicable is never substituted.
  void Substitute(const Signal& signal) {
    Facts& facts = binder_.facts;
    const ruleset::Slot& slot = plan_.slots[signal.slot];
    const MissingReason reason = facts.reasons[signal.slot];
    const bool wanted = slot.missing.policy == ruleset::Missing::Policy::kValue &&
                        reason != MissingReason::kNone && reason != MissingReason::kNotApplicable &&
                        !Decays(signal.slot);
    if (!wanted) return;
    Value value = SubstituteValue(slot, slot.missing.value);
    value.substituted = true;
    facts.values[signal.slot] = value;
  }

  bool Decays(uint32_t slot) const {
    const auto& decayed = binder_.facts.decayed;
    return std::any_of(decayed.begin(), decayed.end(),
                       [slot](const DecayedValue& value) { return value.slot == slot; });
  }

  Binder& binder_;
  const Plan& plan_;
  std::set<std::string, std::less<>> unknown_;  // names that are no signal of the pack
};

}  // namespace

Value SubstituteValue(const ruleset::Slot& slot, double number) {
  if (slot.type == expression::Type::kBool) return Value::Bool(number != 0);
  if (slot.type != expression::Type::kString) return Value::Double(number);
  const auto word = static_cast<uint32_t>(number);
  return Value::Word(slot.words[word], word);
}

const Signal* SignalNamed(const Plan& plan, std::string_view name) {
  const uint32_t index = plan.FindSignal(name);
  return index == kNoIndex ? nullptr : &plan.signals[index];
}

std::string UnknownSignalMessage(const Plan& plan, const std::string& name) {
  const uint32_t slot = plan.FindSlot(name);
  if (slot != kNoIndex && plan.slots[slot].origin != ruleset::SlotOrigin::kSignal) {
    return absl::StrCat(Quoted(name), " is not a signal: the engine ",
                        plan.slots[slot].origin == ruleset::SlotOrigin::kEvent ||
                                plan.slots[slot].origin == ruleset::SlotOrigin::kField
                            ? "reads it as a field of the account"
                            : "derives it from dates and other facts");
  }
  std::vector<std::string> known;
  for (const Signal& signal : plan.signals) known.push_back(plan.slots[signal.slot].name);
  const std::string hint = DidYouMean(name, known);
  return absl::StrCat("the pack declares no signal ", Quoted(name), hint.empty() ? "" : "; ", hint);
}

void Binder::BindSignals() { SignalBinder(*this).BindAll(); }
void Binder::BindResolved(const std::vector<ResolvedSignal>& signals) {
  SignalBinder(*this).BindResolved(signals);
}

}  // namespace bellwether
