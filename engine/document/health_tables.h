// Tables of curves, components and health models in rules.h; see fields.h for how to read one.
// Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_HEALTH_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_HEALTH_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/fields.h"
#include "engine/document/rule_tables.h"
#include "engine/document/rules.h"

namespace bellwether::document {

template <>
struct Table<Linear> {
  static constexpr std::string_view kTitle = "Straight line";
  static constexpr std::string_view kAbout =
      "A score that rises or falls evenly between two values";
  static constexpr auto kFields = std::make_tuple(
      Key("from", &Linear::from, "the value that gives 0").Example("0.1").Required(),
      Key("to", &Linear::to, "the value that gives 100").Example("0.8").Required());
};

template <>
struct Table<Baseline> {
  static constexpr std::string_view kTitle = "Baseline";
  static constexpr std::string_view kAbout =
      "A score that compares the latest point with the own past";
  static constexpr auto kFields = std::make_tuple(
      Key("grace", &Baseline::grace, "the share of the own median that still gives 100")
          .Unit("share of the median")
          .Example("0.85")
          .Required());
};

inline constexpr auto kCurveFields = std::make_tuple(
    Key("of", &Curve::of, "the signal, derived fact or series that is scored")
        .Example("active_ratio"),
    Key("linear", &Curve::linear, "a straight line from 0 to 100").Example("{from: 0.1, to: 0.8}"),
    Key("points", &Curve::points, "pairs of value and points, joined by lines")
        .Example("[[0, 0], [0.65, 50], [1, 100]]")
        .Between(0, kFull),
    Key("steps", &Curve::steps, "the first step that holds gives its points")
        .Example("[{at_most: 15, points: 10}, {else: 100}]")
        .Between(0, kFull),
    Key("map", &Curve::map, "points for each word, or for true and false")
        .Unit("points, 0 to 100")
        .Example("{positive: 100, neutral: 50, negative: 0}")
        .Between(0, kFull),
    Key("benchmark", &Curve::benchmark, "the points of a benchmark's tier").Example("speed"),
    Key("baseline", &Curve::baseline, "the latest point against the series' own median")
        .Example("{grace: 0.85}"),
    Key("expr", &Curve::expr, "a formula").Example("'min(100.0, tickets * 10.0)'"));

template <>
struct Table<Curve> {
  static constexpr std::string_view kTitle = "Curve";
  static constexpr std::string_view kAbout = "How a value becomes a score from 0 to 100";
  static constexpr auto kFields =
      std::tuple_cat(kCurveFields, std::make_tuple(NotesOf(&Curve::notes)));
};

template <>
struct Table<Component> {
  static constexpr std::string_view kTitle = "Component";
  static constexpr std::string_view kAbout =
      "A part of a score: one value with its curve, or a group of parts";
  static constexpr auto kFields =
      std::make_tuple(Key("weight", &Component::weight, "relative to its siblings")
                          .Example("30")
                          .Required()
                          .AtLeast(0),
                      Key("invert", &Component::invert, "turn the score round: 100 becomes 0")
                          .Default("false")
                          .Example("true"),
                      Key("missing", &Component::missing, "what to do when its value is missing")
                          .Otherwise("that of the value")
                          .Example("worst"),
                      Key("curve", &Component::curve, "how a value becomes a score")
                          .Example("{of: active_ratio, linear: {from: 0, to: 0.8}}"),
                      OtherSpelling(&Component::curve, kCurveFields),
                      Key("components", &Component::components, "parts of this group")
                          .Example("{usage: {weight: 1, of: active_ratio}}"),
                      NotesOf(&Component::notes));
};

template <>
struct Table<Band> {
  static constexpr std::string_view kTitle = "Band";
  static constexpr std::string_view kAbout = "A range of scores with a name";
  static constexpr auto kFields =
      std::make_tuple(Key("from", &Band::from, "the lowest score of the band")
                          .Unit("points, 0 to 100")
                          .Example("80")
                          .Required()
                          .Between(0, kFull),
                      NotesOf(&Band::notes));
};

template <>
struct Table<SegmentWeights> {
  static constexpr std::string_view kTitle = "Segment weights";
  static constexpr std::string_view kAbout = "What is different for a segment";
  static constexpr auto kFields = std::make_tuple(
      Key("weights", &SegmentWeights::weights, "weights that replace those of components")
          .Example("{engagement: 35, engagement.usage: 3}")
          .AtLeast(0),
      NotesOf(&SegmentWeights::notes));
};

template <>
struct Table<Cap> {
  static constexpr std::string_view kTitle = "Cap";
  static constexpr std::string_view kAbout = "A condition that limits the score from above";
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Cap::when, "the condition").Example("'meetings_missed_count >= 2'").Required(),
      Key("at_most", &Cap::at_most, "the highest score while it holds")
          .Unit("points, 0 to 100")
          .Example("49")
          .Required()
          .Between(0, kFull),
      Key("reason", &Cap::reason, "why, for people").Example("Two meetings were missed"),
      EffectiveOf(&Cap::effective), NotesOf(&Cap::notes));
};

template <>
struct Table<Floor> {
  static constexpr std::string_view kTitle = "Floor";
  static constexpr std::string_view kAbout = "A condition that limits the score from below";
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Floor::when, "the condition").Example("'confirmed'").Required(),
      Key("at_least", &Floor::at_least, "the lowest score while it holds")
          .Unit("points, 0 to 100")
          .Example("50")
          .Required()
          .Between(0, kFull),
      Key("reason", &Floor::reason, "why, for people").Example("The outcome is confirmed"),
      EffectiveOf(&Floor::effective), NotesOf(&Floor::notes));
};

template <>
struct Table<HealthModel> {
  static constexpr std::string_view kTitle = "Health model";
  static constexpr std::string_view kAbout = "A score from 0 to 100 with bands";
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &HealthModel::applies_when, "condition for scoring at all")
          .Otherwise("always")
          .Example("'stage == \"onboarding\"'"),
      Key("priority", &HealthModel::priority, "the largest that applies is the primary model")
          .Default("0")
          .Example("20"),
      Key("precision", &HealthModel::precision, "decimals shown, and decided on")
          .Unit("decimals")
          .Otherwise("`defaults.precision`, else 0")
          .Example("1")
          .Between(0, kMostDecimals),
      Key("rounding", &HealthModel::rounding,
          "how to round: half_away, or down so that a shown 100 has lost nothing")
          .Default("half_away")
          .Example("down"),
      Key("intervene_below", &HealthModel::intervene_below, "a lower score asks for action")
          .Unit("points, 0 to 100")
          .Otherwise("no score asks for it")
          .Example("60")
          .Between(0, kFull),
      Key("bands", &HealthModel::bands, "names of the score's ranges, best first")
          .Otherwise("the score has no band")
          .Example("[{green: 80}, {yellow: 50}, {red: 0}]"),
      Key("hysteresis", &HealthModel::hysteresis, "points past an edge before a band changes")
          .Unit("points")
          .Default("0")
          .Example("3")
          .Between(0, kFull),
      Key("min_coverage", &HealthModel::min_coverage, "less known weight gives no score")
          .Unit("share of the weight, 0 to 1")
          .Default("0.5")
          .Example("0.6")
          .Between(0, 1),
      Key("components", &HealthModel::components, "what the score is made of")
          .Example("{usage: {weight: 2, of: active_ratio}, mood: {weight: 1, of: content}}")
          .Required(),
      Key("segments", &HealthModel::segments, "what is different for a segment")
          .Otherwise("the same for all")
          .Example("{enterprise: {weights: {engagement: 35}}}"),
      Key("caps", &HealthModel::caps, "conditions that limit the score from above")
          .Example("[{when: \"meetings_missed_count >= 2\", at_most: 49}]"),
      Key("floors", &HealthModel::floors, "conditions that limit the score from below")
          .Example("[{when: \"confirmed\", at_least: 50}]"),
      NotesOf(&HealthModel::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_HEALTH_TABLES_H_
