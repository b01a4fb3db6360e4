// The rules of a pack as they are written: signals, derived facts, milestones, benchmarks, health
// models. Parts of document.h, which says what all of it has in common.
#ifndef BELLWETHER_ENGINE_DOCUMENT_RULES_H_
#define BELLWETHER_ENGINE_DOCUMENT_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/number.h"
#include "engine/document/located.h"
#include "engine/source/span.h"

namespace bellwether::document {

// Allowed on every named mapping (S30). The three lists take one text or a list of texts.
struct Notes {
  Text description;
  std::vector<Text> source;    // where a figure comes from
  std::vector<Text> evidence;  // what shows that it holds
  std::vector<Text> watch;     // what to look out for
};

// An entry of a list of names: `smb`, or `{smb: {description: ...}}`.
// A number with a name: usable wherever a number may stand, in expressions and in texts.
struct Constant {
  Located<double> value;                // required; with the deployment's, where it sets one
  NamedList<Located<double>> segments;  // segment -> its number
  Notes notes;
};

struct Label {
  Notes notes;
};

// `exclude`, `neutral`, `worst`, `error` or `{value: X}`.
struct MissingPolicy {
  enum class Kind { kExclude, kNeutral, kWorst, kError, kValue };
  Kind kind = Kind::kExclude;
  Literal value = 0.0;  // kValue only
  Span value_span;
};

struct Defaults {
  Located<MissingPolicy> missing;
  Located<int64_t> precision;  // decimals, 0..9
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
enum class StalePolicy { kExclude, kKeep, kDecay };

// What is taken of records. In the order of ruleset::Take.
enum class Take { kCount, kShare, kSum, kMean, kMedian, kLast, kDaysSinceLast, kPoints };

// How a signal follows from an account's records.
struct FromRecords {
  Located<std::string> of;  // required: a kind of records
  Located<Take> take;       // required
  ExpressionText value;     // over the fields of a record
  ExpressionText where;     // likewise, which of them
  Located<Period> within;   // up to the moment
  Span span;
  bool present() const { return span.known(); }
};

// What accounts that are generated tell; no answer depends on it.
struct Generate {
  Located<double> median;
  Located<double> spread;
  Located<double> share;              // bool: of what is true; timestamp: of what has happened
  NamedList<Located<double>> shares;  // enum: word -> share
  Located<double> correlation;        // with the account's hidden health
  Located<double> missing;
  Located<double> not_applicable;
  Located<double> stale;
  Span span;
  bool present() const { return span.known(); }
};

struct Signal {
  Located<SignalType> type;  // required
  NamedList<Label> values;   // enum: its words, in order
  Located<SignalType> of;    // series: what its points are
  Located<Period> every;     // series: width of a bin (S8)
  Located<double> min;
  Located<double> max;
  Text unit;
  Located<MissingPolicy> missing;
  Located<StalePolicy> stale;
  Located<Period> max_age;
  Located<Period> half_life;
  Located<double> effort;  // the change that costs 1 (S27)
  FromRecords from_records;
  Generate generate;
  Notes notes;
};

struct Derived {
  Located<SignalType> type;  // required
  ExpressionText expr;       // required
  Located<double> min;
  Located<double> max;
  Text unit;
  Notes notes;
};

// Which date starts onboarding (S5).
struct OnboardingStart {
  Located<std::string> default_date;         // `default:`, required
  NamedList<Located<std::string>> segments;  // segment -> date
  Span span;
};

struct Onboarding {
  OnboardingStart start;
};

struct Milestone {
  Located<bool> critical;
  Notes notes;
};

struct Cascade {
  Located<double> low;   // required, >= 1
  Located<double> high;  // required, >= 1
  Span span;             // not known: no cascade was given
};

struct Milestones {
  NamedList<Milestone> order;
  Located<int64_t> grace_days;
  Cascade cascade;
  NamedList<Located<std::string>> same_as;  // milestone -> event date that is the same fact (S7)
};

// One edge between tiers: `60`, `{below: 60}` or `{above: 60}`.
struct Bound {
  enum class Kind { kInclusive, kBelow, kAbove };
  Kind kind = Kind::kInclusive;
  double value = 0;
  Span span;
};

// `[60, 90]`, or `{bounds: [60, 90], source: OM}`.
struct BenchmarkRow {
  std::vector<Bound> bounds;  // one fewer than tiers
  Span span;                  // of the list
  Notes notes;
  bool present() const { return span.known(); }
};

// Every key that is no field of its own names a segment (or cadence).
struct BenchmarkSet {
  NamedList<Label> tiers;             // empty: the benchmark's
  NamedList<Located<double>> points;  // empty: the benchmark's
  BenchmarkRow default_row;           // `default:`
  NamedList<BenchmarkRow> rows;
  Notes notes;
};

enum class Better { kLower, kHigher };
enum class RowKey { kSegment, kCadence };

struct Benchmark {
  Located<std::string> value;         // required: a signal or derived fact
  Located<std::string> value_so_far;  // while `value` is not yet (S21)
  Located<Better> better;             // required
  Located<RowKey> by;
  Located<std::string> set;
  NamedList<Label> tiers;             // best first
  NamedList<Located<double>> points;  // tier -> 0..100
  NamedList<BenchmarkSet> sets;       // required
  ExpressionText applies_when;
  Notes notes;
};

struct Linear {
  Located<double> from;  // the x of 0
  Located<double> to;    // the x of 100
};

struct CurvePoint {
  double x = 0;
  double y = 0;
  Span span;
};

struct Step {
  enum class Test { kAtMost, kBelow, kAtLeast, kAbove, kElse };
  Test test = Test::kElse;
  double bound = 0;  // not for kElse
  double points = 0;
  Span span;
};

struct Baseline {
  Located<double> grace;
};

// How a value becomes 0..100. `kind` is settled here: exactly the fields of that kind are given.
struct Curve {
  enum class Kind {
    kNone,
    kLinear,
    kPoints,
    kSteps,
    kMap,
    kBenchmark,
    kBaseline,
    kFormula,
    kGiven
  };
  Kind kind = Kind::kNone;
  Span span;                // of what decides the kind: `linear`, `points`, `of` ...
  Located<std::string> of;  // all kinds but kBenchmark and kFormula
  Linear linear;
  std::vector<CurvePoint> points;
  std::vector<Step> steps;
  NamedList<Located<double>> map;  // word, `true` or `false` -> points
  Located<std::string> benchmark;
  Baseline baseline;
  ExpressionText expr;
  Notes notes;  // only when written under `curve:`
  bool present() const { return kind != Kind::kNone; }
};

// Either a group (components) or a leaf (curve), never both.
struct Component {
  Located<double> weight;  // required, >= 0
  Located<bool> invert;
  Located<MissingPolicy> missing;
  Curve curve;  // written under `curve:` or inline: the same here
  NamedList<Component> components;
  Notes notes;
  bool group() const { return !components.empty(); }
};

struct Band {
  Located<double> from;
  Notes notes;
};

struct SegmentWeights {
  NamedList<Located<double>> weights;  // "engagement" or "engagement.usage" -> weight (S20)
  Notes notes;
};

struct Cap {
  ExpressionText when;      // required
  Located<double> at_most;  // required, 0..100
  Text reason;
  Effective effective;
  Notes notes;
  Span span;
};

struct Floor {
  ExpressionText when;       // required
  Located<double> at_least;  // required, 0..100
  Text reason;
  Effective effective;
  Notes notes;
  Span span;
};

struct HealthModel {
  ExpressionText applies_when;
  Located<int64_t> priority;
  Located<int64_t> precision;  // 0..9
  Located<Rounding> rounding;
  Located<double> intervene_below;
  NamedList<Band> bands;  // as written: best first
  Located<double> hysteresis;
  Located<double> min_coverage;     // 0..1
  NamedList<Component> components;  // required
  NamedList<SegmentWeights> segments;
  std::vector<Cap> caps;
  std::vector<Floor> floors;
  Notes notes;
};

// The words of the YAML for each enum: "ratio", "decay", "lower", "segment", "neutral", "linear".
std::string_view Word(SignalType type);
std::string_view Word(StalePolicy policy);
std::string_view Word(Better better);
std::string_view Word(RowKey key);
std::string_view Word(MissingPolicy::Kind kind);
std::string_view Word(Curve::Kind kind);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_RULES_H_
