// Tables of rules.h; see fields.h for how to read one. Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_

#include <tuple>

#include "engine/document/fields.h"
#include "engine/document/rules.h"

namespace bellwether::document {

inline constexpr double kFull = 100;        // scores and points run from 0 to 100
inline constexpr double kMostDecimals = 9;  // of a displayed score

template <>
struct Table<Notes> {
  static constexpr auto kFields =
      std::make_tuple(Key("description", &Notes::description, "what this is, for people"),
                      Key("source", &Notes::source, "where the figures come from"),
                      Key("evidence", &Notes::evidence, "what shows that it holds"),
                      Key("watch", &Notes::watch, "what to look out for"));
};

// Allowed on every named mapping (S30).
template <typename Struct>
constexpr auto NotesOf(Notes Struct::*member) {
  return Inline(member, Table<Notes>::kFields);
}

template <>
struct Table<Label> {
  static constexpr auto kFields = std::make_tuple(NotesOf(&Label::notes));
};

template <>
struct Table<Defaults> {
  static constexpr auto kFields =
      std::make_tuple(Key("missing", &Defaults::missing, "policy for signals that state none"),
                      Key("precision", &Defaults::precision, "decimals shown, and decided on")
                          .Between(0, kMostDecimals));
};

template <>
struct Table<Signal> {
  static constexpr auto kFields = std::make_tuple(
      Key("type", &Signal::type, "what its values are").Required(),
      Key("values", &Signal::values, "the words of an enum"),
      Key("of", &Signal::of, "the type of a series' points"),
      Key("every", &Signal::every, "keep the last point of each such span of a series"),
      Key("min", &Signal::min, "smallest value that is accepted"),
      Key("max", &Signal::max, "largest value that is accepted"),
      Key("unit", &Signal::unit, "unit, for people"),
      Key("missing", &Signal::missing, "what to do when it is not given"),
      Key("stale", &Signal::stale, "what to do when it is older than max_age"),
      Key("max_age", &Signal::max_age, "age up to which a value is fresh"),
      Key("half_life", &Signal::half_life, "how fast a stale value fades"),
      Key("effort", &Signal::effort, "cost of moving it through its whole range").AtLeast(0),
      NotesOf(&Signal::notes));
};

template <>
struct Table<Derived> {
  static constexpr auto kFields =
      std::make_tuple(Key("type", &Derived::type, "what its values are").Required(),
                      Key("expr", &Derived::expr, "the formula").Required(),
                      Key("min", &Derived::min, "a smaller value counts as missing"),
                      Key("max", &Derived::max, "a larger value counts as missing"),
                      Key("unit", &Derived::unit, "unit, for people"), NotesOf(&Derived::notes));
};

template <>
struct Table<OnboardingStart> {
  static constexpr auto kFields = std::make_tuple(
      Key("default", &OnboardingStart::default_date, "the date that starts onboarding").Required(),
      Key("segments", &OnboardingStart::segments, "another date for a segment"));
};

template <>
struct Table<Onboarding> {
  static constexpr auto kFields =
      std::make_tuple(Key("start", &Onboarding::start, "which date starts onboarding"));
};

template <>
struct Table<Milestone> {
  static constexpr auto kFields =
      std::make_tuple(Key("critical", &Milestone::critical, "its delay moves the forecast"),
                      NotesOf(&Milestone::notes));
};

template <>
struct Table<Cascade> {
  static constexpr auto kFields = std::make_tuple(
      Key("low", &Cascade::low, "a delay grows at least by this factor").Required().AtLeast(1),
      Key("high", &Cascade::high, "a delay grows at most by this factor").Required().AtLeast(1));
};

template <>
struct Table<Milestones> {
  static constexpr auto kFields = std::make_tuple(
      Key("order", &Milestones::order, "the milestones, first to last"),
      Key("grace_days", &Milestones::grace_days, "days after plan that are still on time")
          .AtLeast(0),
      Key("cascade", &Milestones::cascade, "how a delay grows from one milestone to the next"),
      Key("same_as", &Milestones::same_as, "milestones that are the same fact as an event date"));
};

template <>
struct Table<BenchmarkRow> {
  static constexpr auto kFields = std::make_tuple(
      Key("bounds", &BenchmarkRow::bounds, "the edge of each tier but the last, best first")
          .Required(),
      NotesOf(&BenchmarkRow::notes));
};

template <>
struct Table<BenchmarkSet> {
  static constexpr auto kFields = std::make_tuple(
      Key("tiers", &BenchmarkSet::tiers, "this set's own tiers, best first"),
      Key("points", &BenchmarkSet::points, "this set's own points").Between(0, kFull),
      Key("default", &BenchmarkSet::default_row, "bounds where no row fits"),
      NotesOf(&BenchmarkSet::notes),
      Others(&BenchmarkSet::rows, "bounds for one segment or cadence"));
};

template <>
struct Table<Benchmark> {
  static constexpr auto kFields = std::make_tuple(
      Key("value", &Benchmark::value, "the signal or derived fact that is judged").Required(),
      Key("value_so_far", &Benchmark::value_so_far, "judged while the value is not yet known"),
      Key("better", &Benchmark::better, "lower or higher").Required(),
      Key("by", &Benchmark::by, "what rows are named after: segment or cadence"),
      Key("set", &Benchmark::set, "the set in force for this benchmark"),
      Key("tiers", &Benchmark::tiers, "names of the tiers, best first"),
      Key("points", &Benchmark::points, "points of each tier").Between(0, kFull),
      Key("sets", &Benchmark::sets, "rows of bounds, by the name of their set").Required(),
      Key("applies_when", &Benchmark::applies_when, "condition for judging at all"),
      NotesOf(&Benchmark::notes));
};

template <>
struct Table<Linear> {
  static constexpr auto kFields =
      std::make_tuple(Key("from", &Linear::from, "the value that gives 0").Required(),
                      Key("to", &Linear::to, "the value that gives 100").Required());
};

template <>
struct Table<Baseline> {
  static constexpr auto kFields = std::make_tuple(
      Key("grace", &Baseline::grace, "the share of the own median that still gives 100")
          .Required());
};

inline constexpr auto kCurveFields = std::make_tuple(
    Key("of", &Curve::of, "the signal, derived fact or series that is scored"),
    Key("linear", &Curve::linear, "a straight line from 0 to 100"),
    Key("points", &Curve::points, "pairs of value and points, joined by lines").Between(0, kFull),
    Key("steps", &Curve::steps, "the first step that holds gives its points").Between(0, kFull),
    Key("map", &Curve::map, "points for each word, or for true and false").Between(0, kFull),
    Key("benchmark", &Curve::benchmark, "the points of a benchmark's tier"),
    Key("baseline", &Curve::baseline, "the latest point against the series' own median"),
    Key("expr", &Curve::expr, "a formula"));

template <>
struct Table<Curve> {
  static constexpr auto kFields =
      std::tuple_cat(kCurveFields, std::make_tuple(NotesOf(&Curve::notes)));
};

template <>
struct Table<Component> {
  static constexpr auto kFields = std::make_tuple(
      Key("weight", &Component::weight, "relative to its siblings").Required().AtLeast(0),
      Key("invert", &Component::invert, "turn the score round: 100 becomes 0"),
      Key("missing", &Component::missing, "what to do when its value is missing"),
      Key("curve", &Component::curve, "how a value becomes a score"),
      OtherSpelling(&Component::curve, kCurveFields),
      Key("components", &Component::components, "parts of this group"), NotesOf(&Component::notes));
};

template <>
struct Table<Band> {
  static constexpr auto kFields = std::make_tuple(
      Key("from", &Band::from, "the lowest score of the band").Required().Between(0, kFull),
      NotesOf(&Band::notes));
};

template <>
struct Table<SegmentWeights> {
  static constexpr auto kFields = std::make_tuple(
      Key("weights", &SegmentWeights::weights, "weights that replace those of components")
          .AtLeast(0),
      NotesOf(&SegmentWeights::notes));
};

template <>
struct Table<Cap> {
  static constexpr auto kFields =
      std::make_tuple(Key("when", &Cap::when, "the condition").Required(),
                      Key("at_most", &Cap::at_most, "the highest score while it holds")
                          .Required()
                          .Between(0, kFull),
                      Key("reason", &Cap::reason, "why, for people"), NotesOf(&Cap::notes));
};

template <>
struct Table<Floor> {
  static constexpr auto kFields =
      std::make_tuple(Key("when", &Floor::when, "the condition").Required(),
                      Key("at_least", &Floor::at_least, "the lowest score while it holds")
                          .Required()
                          .Between(0, kFull),
                      Key("reason", &Floor::reason, "why, for people"), NotesOf(&Floor::notes));
};

template <>
struct Table<HealthModel> {
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &HealthModel::applies_when, "condition for scoring at all"),
      Key("priority", &HealthModel::priority, "the largest that applies is the primary model"),
      Key("precision", &HealthModel::precision, "decimals shown, and decided on")
          .Between(0, kMostDecimals),
      Key("intervene_below", &HealthModel::intervene_below, "a lower score asks for action")
          .Between(0, kFull),
      Key("bands", &HealthModel::bands, "names of the score's ranges, best first"),
      Key("hysteresis", &HealthModel::hysteresis, "points past an edge before a band changes")
          .Between(0, kFull),
      Key("min_coverage", &HealthModel::min_coverage, "less known weight gives no score")
          .Between(0, 1),
      Key("components", &HealthModel::components, "what the score is made of").Required(),
      Key("segments", &HealthModel::segments, "what is different for a segment"),
      Key("caps", &HealthModel::caps, "conditions that limit the score from above"),
      Key("floors", &HealthModel::floors, "conditions that limit the score from below"),
      NotesOf(&HealthModel::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_
