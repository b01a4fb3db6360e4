// Rules of facts and scores, resolved and checked. Parts of ruleset.h.
#ifndef BELLWETHER_ENGINE_RULESET_RULES_H_
#define BELLWETHER_ENGINE_RULESET_RULES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/expression/expression.h"
#include "engine/schema/record_kinds.h"
#include "engine/source/span.h"

namespace bellwether::ruleset {

using Location = Span;

// Text for people, by language tag; the first entry is the fallback.
struct Text {
  std::vector<std::pair<std::string, std::string>> entries;
  // The text in `language`, else the first, else "".
  std::string_view In(std::string_view language) const;
};

struct Notes {
  Text description;
  std::vector<std::string> source;  // where figures come from, as the pack says
  std::vector<Text> evidence;       // what shows that it holds
  std::vector<Text> watch;          // what to look out for
};

// A number with a name, as it is in the setting of its rule set.
struct Constant {
  std::string name;
  double value = 0;
  bool used = false;  // by a number, an expression or a text
  Notes notes;
  Location location;
};

// From when to when a rule is in force, as the pack says, in days since 1970-01-01.
struct Effective {
  std::optional<int32_t> from;   // the first day; nothing: since ever
  std::optional<int32_t> until;  // the day after the last; nothing: for ever
  bool now = true;               // in the setting of its rule set
  // "in force from 2026-07-01 until 2026-10-01"; "" of what always is.
  std::string Describe() const;
};

enum class SignalType {
  kNumber,
  kRatio,
  kCount,
  kDays,
  kMoney,
  kBool,
  kEnum,
  kText,
  kTimestamp,
  kSeries
};
const char* SignalTypeName(SignalType type);  // "ratio"

// Allowed numbers of a signal or derived fact, ends included.
struct NumberRange {
  std::optional<double> min;
  std::optional<double> max;
  bool whole = false;  // counts
  bool Contains(double value) const;
  // "0 to 1", "at least 0", "a whole number of at least 0".
  std::string Describe() const;
};

// What a missing value counts as.
struct Missing {
  enum class Policy : uint8_t { kExclude, kNeutral, kWorst, kError, kValue };
  Policy policy = Policy::kExclude;
  // kValue: the number, 0 or 1 for bool, the index of the word for enum.
  double value = 0;
};

enum class StalePolicy : uint8_t { kExclude, kKeep, kDecay };

// Where the value of a slot comes from.
enum class SlotOrigin : uint8_t { kField, kEvent, kBuiltinFact, kSignal, kDerived, kOutcome };

// A name that expressions may read, and its place in Facts::values. The vocabulary comes first
// (vocabulary.h), then signals, derived facts and outcomes, each in the pack's order.
struct Slot {
  std::string name;
  expression::Type type = expression::Type::kDouble;
  SlotOrigin origin = SlotOrigin::kField;
  SignalType kind = SignalType::kNumber;  // of signals and derived facts
  std::vector<std::string> words;         // the only values it can have, if it has such
  Missing missing;                        // policy where a curve reads it
  bool in_text = false;                   // some text of the pack shows it
};

enum class Take : uint8_t { kCount, kShare, kSum, kMean, kMedian, kLast, kDaysSinceLast, kPoints };
const char* TakeName(Take take);  // "days_since_last"

// How a signal follows from the records of an account: over the names of RecordNames.
struct FromRecords {
  records::Kind of = records::Kind::kAccount;
  Take take = Take::kCount;
  expression::Checked value;           // empty: of a count, and of days since the last
  expression::Checked where;           // empty: all of the kind
  std::optional<int32_t> within_days;  // nothing: all of the past
};

// What accounts that are generated tell of a signal, as far as the pack says so. Shares are 0 to 1.
struct Generate {
  std::optional<double> median;  // of a timestamp, days before as_of
  std::optional<double> spread;
  std::optional<double> share;
  std::vector<double> shares;  // by word, together 1; empty: not stated
  std::optional<double> correlation;
  std::optional<double> missing;
  std::optional<double> not_applicable;
  std::optional<double> stale;
};

struct Signal {
  uint32_t slot = 0;
  SignalType type = SignalType::kNumber;
  SignalType of = SignalType::kNumber;  // series: of its points
  NumberRange range;                    // of the value, or of a series' points
  std::string unit;
  std::optional<double> effort;  // the change that costs 1 (S27), above 0; as the pack states it
  StalePolicy stale = StalePolicy::kExclude;
  std::optional<double> max_age_days;
  double half_life_days = 0;         // kDecay only
  std::optional<double> every_days;  // series: width of a bin
  std::optional<FromRecords> from_records;
  Generate generate;
  Notes notes;
  Location location;
};

struct Derived {
  uint32_t slot = 0;
  NumberRange range;
  expression::Checked expression;
  Notes notes;
  Location location;
};

struct OnboardingStart {
  uint32_t default_slot = 0;  // slot of an event date; 0 with `stated` false: none
  bool stated = false;
  std::vector<uint32_t> by_segment;  // slot for each segment
  // Slot of the date that starts onboarding in a segment, by its index; negative: the account is in
  // none that the pack knows. Nothing: the pack states no start (S5).
  std::optional<uint32_t> SlotIn(int32_t segment) const {
    if (!stated) return std::nullopt;
    return segment < 0 ? default_slot : by_segment[static_cast<size_t>(segment)];
  }
};

struct Milestones {
  struct Entry {
    std::string name;
    bool critical = false;
    uint32_t same_as = 0xFFFFFFFF;  // slot of the event date that is the same fact (S7)
  };
  std::vector<Entry> order;
  double grace_days = 0;
  double cascade_low = 1;
  double cascade_high = 1;
};

enum class BoundKind : uint8_t { kInclusive, kBelow, kAbove };

struct Bound {
  BoundKind kind = BoundKind::kInclusive;
  double value = 0;
};

struct Row {
  std::optional<uint32_t> key;  // segment or cadence; nothing: the default row
  std::vector<Bound> bounds;    // best tier first
};

struct Tier {
  std::string name;
  std::optional<double> points;  // 0..100
};

struct BenchmarkSet {
  std::string name;
  std::vector<Tier> tiers;  // best first
  std::vector<Row> rows;
};

struct Benchmark {
  std::string name;
  uint32_t value = 0;                    // slot
  std::optional<uint32_t> value_so_far;  // slot (S21)
  bool lower_is_better = true;
  bool by_cadence = false;
  expression::Checked applies_when;  // may be empty
  std::vector<BenchmarkSet> sets;
  std::optional<uint32_t> default_set;  // the one in force; nothing: no set by that name
  uint32_t tier_slot = 0;
  Notes notes;
  Location location;
};

enum class CurveKind : uint8_t {
  kGroup,  // no curve: children
  kGiven,  // the value is 0..100 already, or a ratio or bool times 100 (S21)
  kLinear,
  kPoints,
  kSteps,
  kMap,
  kBenchmark,
  kBaseline,
  kFormula,
};

struct CurvePoint {
  double x = 0;
  double y = 0;
};

// How a number is held against a bound: by steps of curves and by usage thresholds. Begins in the
// order of document::Step::Test.
enum class BoundTest : uint8_t {
  kAtMost,
  kBelow,
  kAtLeast,
  kAbove,
  kElse,  // steps: whatever the number is
  kIs,    // usage: a bool, as 0 or 1
};

inline bool Holds(BoundTest test, double number, double bound) {
  switch (test) {
    case BoundTest::kAtMost:
      return number <= bound;
    case BoundTest::kBelow:
      return number < bound;
    case BoundTest::kAtLeast:
      return number >= bound;
    case BoundTest::kAbove:
      return number > bound;
    case BoundTest::kIs:
      return number == bound;
    case BoundTest::kElse:
      break;
  }
  return true;
}

struct Step {
  BoundTest test = BoundTest::kElse;
  double bound = 0;
  double points = 0;
};

struct Curve {
  CurveKind kind = CurveKind::kGroup;
  uint32_t slot = 0;  // all but kGroup, kBenchmark and kFormula
  uint32_t benchmark = 0;
  double from = 0;
  double to = 0;
  double scale = 1;
  double grace = 1;
  std::vector<CurvePoint> points;
  std::vector<Step> steps;
  std::vector<std::optional<double>> map;  // by word; a bool has two: false, true
  expression::Checked formula;
};

struct Component {
  std::string name;
  std::string path;  // "engagement.usage"
  double weight = 0;
  std::vector<double> segment_weights;  // by segment; the base weight where none is stated
  bool invert = false;
  Missing missing;  // effective
  bool missing_stated = false;
  Curve curve;
  std::vector<Component> components;  // in byte order of name (S15)
  Notes notes;
  Location location;
};

struct Band {
  std::string name;
  double from = 0;
  Notes notes;
};

struct Limit {
  bool cap = true;  // false: floor
  double value = 0;
  expression::Checked when;
  Text reason;
  Effective effective;
  Notes notes;
  Location location;
};

struct HealthModel {
  std::string name;
  expression::Checked applies_when;  // may be empty
  int priority = 0;
  int precision = 0;
  Rounding rounding = Rounding::kHalfAway;
  std::optional<double> intervene_below;
  std::vector<Band> bands;  // best first; the last begins at 0
  double hysteresis = 0;
  double min_coverage = 0.5;
  std::vector<Component> components;
  std::vector<bool> segment_has_weights;  // by segment
  std::vector<Limit> limits;              // floors, then caps, each in the pack's order
  uint32_t score_slot = 0;
  uint32_t band_slot = 0;
  Notes notes;
  Location location;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_RULES_H_
