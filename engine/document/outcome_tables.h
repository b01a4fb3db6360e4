// Tables of outcomes.h; see fields.h for how to read one. Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_

#include <tuple>

#include "engine/document/outcomes.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

inline constexpr double kTopDimension = 10;  // dimensions and totals of graduation run from 0 to 10

template <>
struct Table<Flag> {
  static constexpr auto kFields = std::make_tuple(
      Key("severity", &Flag::severity, "how bad it is, one of the pack's severities").Required(),
      Key("when", &Flag::when, "the condition that raises it").Required(),
      Key("applies_when", &Flag::applies_when, "condition for asking at all"),
      Key("reason", &Flag::reason, "what people read when it is raised").Required(),
      Key("playbook", &Flag::playbook, "what to do about it"),
      Key("notify", &Flag::notify, "who is told"), NotesOf(&Flag::notes));
};

template <>
struct Table<PlaybookStep> {
  static constexpr auto kFields =
      std::make_tuple(Key("do", &PlaybookStep::action, "the step").Required(),
                      Key("owner", &PlaybookStep::owner, "whose step it is"),
                      Key("due_days", &PlaybookStep::due_days, "days until it is due").AtLeast(0));
};

template <>
struct Table<Playbook> {
  static constexpr auto kFields = std::make_tuple(
      Key("steps", &Playbook::steps, "what to do, in order").Required(), NotesOf(&Playbook::notes));
};

template <>
struct Table<Criterion> {
  static constexpr auto kFields = std::make_tuple(
      Key("weight", &Criterion::weight, "relative to the other criteria").Required().AtLeast(0),
      Key("invert", &Criterion::invert, "turn the score round: 100 becomes 0"),
      Key("missing", &Criterion::missing, "what to do when its value is missing"),
      Key("curve", &Criterion::curve, "how a value becomes points"),
      OtherSpelling(&Criterion::curve, kCurveFields),
      Key("met_at", &Criterion::met_at, "points from which on it is met").Between(0, kFull),
      NotesOf(&Criterion::notes));
};

template <>
struct Table<Dimension> {
  static constexpr auto kFields = std::make_tuple(
      Key("weight", &Dimension::weight, "relative to the other dimensions").Required().AtLeast(0),
      Key("min_coverage", &Dimension::min_coverage, "less known weight is no evidence")
          .Between(0, 1),
      Key("criteria", &Dimension::criteria, "what the dimension is made of"),
      NotesOf(&Dimension::notes));
};

template <>
struct Table<Gate> {
  static constexpr auto kFields = std::make_tuple(
      Key("dimension", &Gate::dimension, "the dimension it belongs to, or organisation").Required(),
      Key("when", &Gate::when, "graduation is blocked while this holds").Required(),
      Key("reason", &Gate::reason, "what people read when it blocks").Required(),
      Key("unknown", &Gate::unknown, "whether an unknown condition blocks: block or pass"),
      NotesOf(&Gate::notes));
};

template <>
struct Table<Requirement> {
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Requirement::when, "must hold").Required(),
      Key("reason", &Requirement::reason, "what people read when it does not").Required(),
      NotesOf(&Requirement::notes));
};

template <>
struct Table<UsageThreshold> {
  static constexpr auto kFields = std::make_tuple(
      Key("of", &UsageThreshold::of, "the signal or derived fact that is measured").Required(),
      Key("at_least", &UsageThreshold::at_least, "met from this value on"),
      Key("above", &UsageThreshold::above, "met above this value"),
      Key("at_most", &UsageThreshold::at_most, "met up to this value"),
      Key("below", &UsageThreshold::below, "met below this value"),
      Key("is", &UsageThreshold::is, "met when a yes-or-no signal says this"),
      NotesOf(&UsageThreshold::notes));
};

template <>
struct Table<Thresholds> {
  static constexpr auto kFields =
      std::make_tuple(Key("ready", &Thresholds::ready, "ready from this total on")
                          .Required()
                          .Between(0, kTopDimension),
                      Key("close", &Thresholds::close, "close from this total on")
                          .Required()
                          .Between(0, kTopDimension));
};

template <>
struct Table<Graduation> {
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &Graduation::applies_when, "condition for assessing at all"),
      Key("precision", &Graduation::precision, "decimals shown, and decided on")
          .Between(0, kMostDecimals),
      Key("thresholds", &Graduation::thresholds, "totals that are ready and close").Required(),
      Key("require_each_dimension", &Graduation::require_each_dimension,
          "every dimension is green from here on")
          .Between(0, kTopDimension),
      Key("min_coverage", &Graduation::min_coverage, "less known weight is no evidence")
          .Between(0, 1),
      Key("dimensions", &Graduation::dimensions, "what is scored").Required(),
      Key("gates", &Graduation::gates, "what blocks whatever the total"),
      Key("requires", &Graduation::requirements, "what must hold besides"),
      Key("usage_thresholds", &Graduation::usage_thresholds, "minimum usage, by product cadence"),
      NotesOf(&Graduation::notes));
};

template <>
struct Table<Reason> {
  static constexpr auto kFields =
      std::make_tuple(Key("when", &Reason::when, "the condition").Required(),
                      Key("reason", &Reason::reason, "what people read").Required(),
                      Key("days", &Reason::days, "days that it asks for").AtLeast(1),
                      Key("playbook", &Reason::playbook, "what to do about it"),
                      Key("notify", &Reason::notify, "who is told"), NotesOf(&Reason::notes));
};

template <>
struct Table<Response> {
  static constexpr auto kFields = std::make_tuple(
      Key("message", &Response::message, "what is said; {placeholders} are filled in"),
      Key("check_in", &Response::check_in, "how often people talk from then on"),
      Key("playbook", &Response::playbook, "what to do"),
      Key("notify", &Response::notify, "who is told"), NotesOf(&Response::notes));
};

template <>
struct Table<Responses> {
  static constexpr auto kFields = std::make_tuple(
      Key("graduate", &Responses::graduate, "the account leaves onboarding"),
      Key("continue", &Responses::proceed, "the plan goes on"),
      Key("extend", &Responses::extend, "the target moves"),
      Key("escalate", &Responses::escalate, "leadership decides"),
      Key("recover", &Responses::recover, "the recovery plan of an account that is late"));
};

template <>
struct Table<Extension> {
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &Extension::applies_when, "condition for deciding at all"),
      Key("max_total_days", &Extension::max_total_days, "days that all extensions may add up to")
          .Required()
          .AtLeast(0),
      Key("recovery_after_days", &Extension::recovery_after_days,
          "days past the original target from which on a recovery plan is due")
          .AtLeast(0),
      Key("review_window_days", &Extension::review_window_days,
          "days before the target in which reasons are listed")
          .AtLeast(0),
      Key("escalate", &Extension::escalate, "reasons for leadership to decide"),
      Key("extend", &Extension::extend, "reasons for more time"),
      Key("root_cause", &Extension::root_cause, "what may lie behind a delay"),
      Key("responses", &Extension::responses, "what is said and done after each decision"),
      NotesOf(&Extension::notes));
};

template <>
struct Table<Phase> {
  static constexpr auto kFields = std::make_tuple(
      Key("weeks", &Phase::weeks, "first and last week, from 1").Required().AtLeast(1),
      Key("segments", &Phase::segments, "another window for a segment").AtLeast(1),
      Key("done_when", &Phase::done_when, "condition for being done"),
      Key("sign", &Phase::sign, "what shows that it worked"), NotesOf(&Phase::notes));
};

template <>
struct Table<EarlyWin> {
  static constexpr auto kFields = std::make_tuple(
      Key("when", &EarlyWin::when, "the condition").Required(), NotesOf(&EarlyWin::notes));
};

template <>
struct Table<EnablementLevel> {
  static constexpr auto kFields =
      std::make_tuple(Key("level", &EnablementLevel::level, "its number").Required().AtLeast(1),
                      Key("when", &EnablementLevel::when, "the condition").Required(),
                      NotesOf(&EnablementLevel::notes));
};

template <>
struct Table<Review> {
  static constexpr auto kFields =
      std::make_tuple(Key("days_before", &Review::days_before, "days before the target: from, to")
                          .Required()
                          .AtLeast(0),
                      Key("playbook", &Review::playbook, "what to do in it"));
};

template <>
struct Table<Handoff> {
  static constexpr auto kFields =
      std::make_tuple(Key("carries", &Handoff::carries, "what is handed over"),
                      Key("playbook", &Handoff::playbook, "how it is handed over"));
};

template <>
struct Table<Programme> {
  static constexpr auto kFields = std::make_tuple(
      Key("from", &Programme::from, "the date from which weeks count: start, or an event date"),
      Key("phases", &Programme::phases, "phases with their windows"),
      Key("early_wins", &Programme::early_wins, "wins that count once each"),
      Key("enablement", &Programme::enablement, "levels of what the customer can do alone"),
      Key("review", &Programme::review, "the review before completion"),
      Key("handoff", &Programme::handoff, "what goes to those who take over"),
      NotesOf(&Programme::notes));
};

template <>
struct Table<PortfolioMetric> {
  static constexpr auto kFields = std::make_tuple(
      Key("unit", &PortfolioMetric::unit, "unit, for people"),
      Key("better", &PortfolioMetric::better, "lower or higher"),
      Key("by", &PortfolioMetric::by, "what rows are named after: segment or cadence"),
      Key("set", &PortfolioMetric::set, "the set in force"),
      Key("tiers", &PortfolioMetric::tiers, "names of the tiers, best first"),
      Key("points", &PortfolioMetric::points, "points of each tier").Between(0, kFull),
      Key("sets", &PortfolioMetric::sets, "rows of bounds, by the name of their set"),
      Key("figures", &PortfolioMetric::figures, "figures that are no tiers"),
      NotesOf(&PortfolioMetric::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_
