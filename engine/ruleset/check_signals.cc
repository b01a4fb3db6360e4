// Words of the pack, signals and derived facts: everything that gets a name first.
//
// Tested by tests/engine/ruleset/check_test.cc.
#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/expression/foreign.h"
#include "engine/expression/time_text.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

constexpr double kSecondsPerDay = 86'400;
constexpr std::array<std::string_view, 4> kReserved = {"true", "false", "in", "not_yet"};

SignalType TypeOf(document::SignalType type) { return static_cast<SignalType>(type); }

bool IsReserved(std::string_view name) {
  return std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end() ||
         expression::IsReserved(name);
}

// The type, or what it looks like when it could not be read: one mistake, not ten.
SignalType LikelyType(const document::Signal& written) {
  if (written.type.present()) return TypeOf(written.type.value);
  if (!written.values.empty()) return SignalType::kEnum;
  return written.of.present() ? SignalType::kSeries : SignalType::kNumber;
}

void AddVocabulary(Checker& checker) {
  const RuleSet& rules = checker.rules;
  const auto add = [&](std::string_view name, expression::Type type, SlotOrigin origin,
                       std::vector<std::string> words, Stage from = Stage::kFacts) {
    Slot slot;
    slot.name = std::string(name);
    slot.type = type;
    slot.origin = origin;
    slot.kind = type == expression::Type::kTimestamp ? SignalType::kTimestamp
                : type == expression::Type::kString  ? SignalType::kEnum
                                                     : SignalType::kNumber;
    slot.words = std::move(words);
    slot.missing = checker.DefaultMissing();
    checker.names.Add(std::move(slot), from);
  };
  add("segment", expression::Type::kString, SlotOrigin::kField, rules.segments);
  add("cadence", expression::Type::kString, SlotOrigin::kField, rules.cadences);
  add("stage", expression::Type::kString, SlotOrigin::kField, rules.stages);
  add("acv", expression::Type::kDouble, SlotOrigin::kField, {});
  add("seats", expression::Type::kDouble, SlotOrigin::kField, {});
  add("as_of", expression::Type::kTimestamp, SlotOrigin::kField, {});
  for (const EventFieldInfo& event : kEventFields) {
    add(event.name, expression::Type::kTimestamp, SlotOrigin::kEvent, {});
  }
  for (const BuiltinFactInfo& fact : kBuiltinFacts) {
    const bool truth = IsBool(fact.fact);
    add(fact.name, truth ? expression::Type::kBool : expression::Type::kDouble,
        SlotOrigin::kBuiltinFact, {}, IsCounted(fact.fact) ? Stage::kCounts : Stage::kFacts);
    checker.names.slot(static_cast<uint32_t>(SlotOf(fact.fact))).kind = truth ? SignalType::kBool
                                                                        : fact.unit == "ratio"
                                                                            ? SignalType::kRatio
                                                                            : SignalType::kDays;
  }
}

// What a type allows by itself.
NumberRange TypeRange(SignalType type) {
  if (type == SignalType::kRatio) return {0.0, 1.0, false};
  if (type == SignalType::kCount) return {0.0, std::nullopt, true};
  return {};
}

// The declared bounds inside those of the type.
template <typename Declared>
NumberRange CheckRange(Checker& checker, const Declared& declared, SignalType type) {
  NumberRange range = TypeRange(type);
  const auto narrow = [&](const document::Located<double>& bound, std::optional<double>& end) {
    if (!bound.present()) return;
    if (!IsNumeric(type)) {
      checker.sink.Error("type-mismatch", bound.span,
                         absl::StrCat("a ", SignalTypeName(type), " has no `min` or `max`"));
    } else if (!range.Contains(bound.value)) {
      checker.sink.Error("out-of-range", bound.span,
                         absl::StrCat(FormatNumber(bound.value), " is outside what a ",
                                      SignalTypeName(type), " can be"),
                         absl::StrCat("a ", SignalTypeName(type), " is ", range.Describe()));
    } else {
      end = bound.value;
    }
  };
  NumberRange narrowed = range;
  narrow(declared.min, narrowed.min);
  narrow(declared.max, narrowed.max);
  if (narrowed.min && narrowed.max && *narrowed.min >= *narrowed.max) {
    checker.sink.Error(
        "out-of-range", declared.max.present() ? declared.max.span : declared.min.span,
        absl::StrCat("`max` must be greater than `min`: no value lies between ",
                     FormatNumber(*narrowed.min), " and ", FormatNumber(*narrowed.max)));
  }
  return narrowed;
}

// Whether `name` can be given to a new fact; reports why not.
bool CheckName(Checker& checker, std::string_view what, const std::string& name, const Span& at) {
  if (!IsIdentifier(name) || IsReserved(name) || name.size() > checker.limits.max_name_bytes) {
    checker.sink.Error("bad-name", at, absl::StrCat(Quoted(name), " cannot name a ", ToAbsl(what)),
                       absl::StrCat("use letters, digits and _, not a reserved word, at most ",
                                    checker.limits.max_name_bytes, " characters"));
    return false;
  }
  if (const auto taken = checker.names.Find(name)) {
    const bool built_in = *taken < kVocabularySlots;
    checker.sink.Error("duplicate-name", at,
                       absl::StrCat("`", name, "` is already the name of a ",
                                    built_in ? "built-in field or fact" : "signal"),
                       built_in ? "the engine derives it; read it without declaring it" : "");
    return false;
  }
  return true;
}

void CheckSeries(Checker& checker, const document::Named<document::Signal>& entry, Signal& signal) {
  const document::Signal& written = entry.value;
  if (signal.type != SignalType::kSeries) {
    for (const Span& at : {written.of.span, written.every.span}) {
      if (at.known()) checker.sink.Error("type-mismatch", at, "only a series has `of` and `every`");
    }
    return;
  }
  if (!written.of.present()) {
    checker.sink.Error("missing-key", entry.span,
                       absl::StrCat("series `", entry.name, "` does not say what its points are"),
                       "add `of: ratio`, or another numeric type");
    return;
  }
  signal.of = TypeOf(written.of.value);
  if (!IsNumeric(signal.of)) {
    checker.sink.Error("type-mismatch", written.of.span, "points of a series are numbers",
                       "use number, ratio, count, days or money");
    return;
  }
  signal.range = CheckRange(checker, written, signal.of);
  if (!written.every.present()) return;
  signal.every_days = static_cast<double>(written.every.value.seconds) / kSecondsPerDay;
  if (*signal.every_days <= 0) {
    checker.sink.Error("out-of-range", written.every.span, "`every` must be longer than 0");
  }
}

void CheckStale(Checker& checker, const document::Signal& written, Signal& signal) {
  signal.stale = static_cast<StalePolicy>(written.stale.value_or(document::StalePolicy::kExclude));
  if (written.max_age.present()) {
    signal.max_age_days = static_cast<double>(written.max_age.value.seconds) / kSecondsPerDay;
  } else if (written.stale.present()) {
    checker.sink.Error("missing-key", written.stale.span, "`stale` has no effect without `max_age`",
                       "add `max_age: 14d`, or drop `stale`");
  }
  const bool decays = signal.stale == StalePolicy::kDecay;
  if (decays && written.half_life.present() && written.half_life.value.seconds > 0) {
    signal.half_life_days = static_cast<double>(written.half_life.value.seconds) / kSecondsPerDay;
  } else if (decays) {
    checker.sink.Error(
        "missing-key", written.stale.span, "`stale: decay` needs a `half_life`",
        "add `half_life: 14d`: the time in which half of the deviation from 50 goes");
  } else if (written.half_life.present()) {
    checker.sink.Error("type-mismatch", written.half_life.span,
                       "`half_life` has no effect without `stale: decay`");
  }
}

void CheckEffort(Checker& checker, const document::Signal& written, Signal& signal) {
  if (!written.effort.present()) return;
  const bool changes = IsNumeric(signal.type) || signal.type == SignalType::kBool ||
                       signal.type == SignalType::kEnum;
  if (!changes) {
    checker.sink.Error("type-mismatch", written.effort.span,
                       absl::StrCat("a ", SignalTypeName(signal.type),
                                    " has no `effort`: no path to a goal changes it"));
  } else if (written.effort.value <= 0) {
    checker.sink.Error("out-of-range", written.effort.span, "`effort` must be greater than 0",
                       "it is the change that costs 1");
  } else {
    signal.effort = written.effort.value;
  }
}

void CheckWords(Checker& checker, const document::Named<document::Signal>& entry, bool is_enum) {
  if (is_enum && entry.value.values.empty()) {
    checker.sink.Error("missing-key", entry.span,
                       absl::StrCat("enum `", entry.name, "` has no `values`"),
                       "list its words: `values: [positive, neutral, negative]`");
  } else if (!is_enum && !entry.value.values.empty()) {
    checker.sink.Error("type-mismatch", entry.value.values.front().span,
                       "only an enum has `values`", "did you mean `type: enum`?");
  }
}

void CheckSignal(Checker& checker, const document::Named<document::Signal>& entry) {
  if (!CheckName(checker, "signal", entry.name, entry.span)) return;
  const document::Signal& written = entry.value;
  Signal signal;
  signal.type = LikelyType(written);
  signal.location = entry.span;
  signal.unit = written.unit.present() ? std::string(ToText(written.unit).In("")) : "";
  signal.notes = ToNotes(written.notes);
  CheckWords(checker, entry, signal.type == SignalType::kEnum);
  if (signal.type != SignalType::kSeries) signal.range = CheckRange(checker, written, signal.type);
  CheckSeries(checker, entry, signal);
  CheckStale(checker, written, signal);
  CheckEffort(checker, written, signal);
  signal.from_records = CheckFromRecords(checker, written.from_records, signal);
  if (absl::StartsWith(entry.name, "days_since_")) {
    checker.sink.Warning("ageing-signal", entry.span,
                         absl::StrCat("`", entry.name, "` ages between two evaluations"),
                         "give the event's date instead and use days_since(date)");
  }

  Slot slot;
  slot.name = entry.name;
  slot.type = ExpressionType(signal.type);
  slot.origin = SlotOrigin::kSignal;
  slot.kind = signal.type;
  slot.words = NamesOf(written.values);
  slot.missing = written.missing.present()
                     ? checker.CheckMissing(written.missing.value, written.missing.span,
                                            signal.type, slot.words, signal.range)
                     : checker.DefaultMissing();
  signal.generate = CheckGenerate(checker, written, signal, slot.words);
  signal.slot = checker.names.Add(std::move(slot), Stage::kFacts);
  checker.rules.signals.push_back(std::move(signal));
}

// Names first, so that derived facts may read each other in any order.
void DeclareDerived(Checker& checker, const document::Named<document::Derived>& entry) {
  if (!CheckName(checker, "derived fact", entry.name, entry.span)) return;
  const SignalType type = TypeOf(entry.value.type.value);
  if (!IsNumeric(type) && type != SignalType::kBool) {
    checker.sink.Error("type-mismatch", entry.value.type.span,
                       "a derived fact is a number or a bool",
                       "use number, ratio, count, days, money or bool");
    return;
  }
  Slot slot;
  slot.name = entry.name;
  slot.type = ExpressionType(type);
  slot.origin = SlotOrigin::kDerived;
  slot.kind = type;
  slot.missing = checker.DefaultMissing();
  Derived derived;
  derived.slot = checker.names.Add(std::move(slot), Stage::kDerived);
  derived.range = CheckRange(checker, entry.value, type);
  derived.notes = ToNotes(entry.value.notes);
  derived.location = entry.span;
  checker.rules.derived.push_back(std::move(derived));
}

// Orders derived facts so that each follows those it reads; reports the cycles.
class DerivedOrder {
 public:
  explicit DerivedOrder(Checker& checker) : checker_(checker), facts_(checker.rules.derived) {}

  void Sort() {
    state_.assign(facts_.size(), State::kNew);
    for (size_t i = 0; i < facts_.size(); ++i) Visit(i);
    std::vector<Derived> ordered;
    for (const size_t i : order_) ordered.push_back(std::move(facts_[i]));
    facts_ = std::move(ordered);
  }

 private:
  enum class State { kNew, kOpen, kDone };

  void Visit(size_t i) {
    if (state_[i] == State::kDone) return;
    if (state_[i] == State::kOpen) return ReportCycle(i);
    state_[i] = State::kOpen;
    path_.push_back(i);
    if (!facts_[i].expression.empty()) {
      for (const uint32_t slot : facts_[i].expression.Slots()) VisitSlot(slot);
    }
    path_.pop_back();
    state_[i] = State::kDone;
    order_.push_back(i);
  }

  void VisitSlot(uint32_t slot) {
    for (size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].slot == slot) Visit(i);
    }
  }

  void ReportCycle(size_t i) {
    std::vector<std::string> names;
    auto from = std::find(path_.begin(), path_.end(), i);
    for (; from != path_.end(); ++from) names.push_back(Name(*from));
    names.push_back(Name(i));
    checker_.sink.Error(
        "cycle", facts_[i].location,
        absl::StrCat("derived facts read each other: ", absl::StrJoin(names, " -> ")));
  }

  const std::string& Name(size_t i) const { return checker_.names.slot(facts_[i].slot).name; }

  Checker& checker_;
  std::vector<Derived>& facts_;
  std::vector<State> state_;
  std::vector<size_t> path_;
  std::vector<size_t> order_;
};

// Tables of weights have a column for each segment, so lists of words are bounded too.
void CheckWordCount(Checker& checker, const document::NamedList<document::Label>& words,
                    std::vector<std::string>& names) {
  names = NamesOf(words);
  if (names.size() <= checker.limits.max_words) return;
  checker.sink.Error("too-many", words.back().span,
                     absl::StrCat(names.size(), " words in one list; at most ",
                                  checker.limits.max_words, " are allowed (max_words)"));
  names.resize(checker.limits.max_words);
}

}  // namespace

static_assert(static_cast<int>(document::SignalType::kSeries) ==
              static_cast<int>(SignalType::kSeries));
static_assert(static_cast<int>(document::Take::kPoints) == static_cast<int>(Take::kPoints));
static_assert(static_cast<int>(document::StalePolicy::kDecay) ==
              static_cast<int>(StalePolicy::kDecay));
static_assert(static_cast<int>(document::MissingPolicy::Kind::kValue) ==
              static_cast<int>(Missing::Policy::kValue));

void CheckVocabulary(Checker& checker) {
  RuleSet& rules = checker.rules;
  CheckWordCount(checker, checker.document.segments, rules.segments);
  CheckWordCount(checker, checker.document.cadences, rules.cadences);
  CheckWordCount(checker, checker.document.stages, rules.stages);
  CheckWordCount(checker, checker.document.severities, rules.severities);
  rules.time_zone = absl::UTCTimeZone();
  const auto& zone = checker.document.time_zone;
  const auto found = zone.present() ? expression::FindTimeZone(zone.value) : rules.time_zone;
  rules.time_zone = found.value_or(rules.time_zone);
  if (!found) {
    checker.sink.Error("bad-time-zone", zone.span,
                       absl::StrCat("unknown time zone ", Quoted(zone.value)),
                       "use an IANA name such as Asia/Jakarta");
  }
  const auto& missing = checker.document.defaults.missing;
  if (missing.present() && missing.value.kind == document::MissingPolicy::Kind::kValue) {
    checker.sink.Error("type-mismatch", missing.span, "`defaults.missing` cannot be one value",
                       "use exclude, neutral, worst or error; give {value: X} at the signal");
  }
  AddVocabulary(checker);
}

void CheckSignals(Checker& checker) {
  for (const auto& entry : checker.document.signals) CheckSignal(checker, entry);
}

void CheckDerived(Checker& checker) {
  for (const auto& entry : checker.document.derived) DeclareDerived(checker, entry);
  for (Derived& derived : checker.rules.derived) {
    const Slot& slot = checker.names.slot(derived.slot);
    const auto* entry = document::Find(checker.document.derived, slot.name);
    if (auto checked = checker.CheckExpression(entry->value.expr, Stage::kDerived, slot.type)) {
      derived.expression = *std::move(checked);
    }
  }
  DerivedOrder(checker).Sort();
}

}  // namespace bellwether::ruleset
