// Tables of flags, graduation and extension in outcomes.h; see fields.h for how to read one. Parts
// of tables.h. of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/health_tables.h"
#include "engine/document/outcomes.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

inline constexpr double kTopDimension = 10;  // dimensions and totals of graduation run from 0 to 10
inline constexpr double kMostSeed = 4'294'967'295;
inline constexpr double kMostRecoveryDays = 3'660;

template <>
struct Table<Flag> {
  static constexpr std::string_view kTitle = "Flag";
  static constexpr std::string_view kAbout = "A condition that people must act on";
  static constexpr auto kFields = std::make_tuple(
      Key("severity", &Flag::severity, "how bad it is, one of the pack's severities")
          .Example("red")
          .Required(),
      Key("when", &Flag::when, "the condition that raises it")
          .Example("'meetings_missed_count >= 2'")
          .Required(),
      Key("applies_when", &Flag::applies_when, "condition for asking at all")
          .Otherwise("always")
          .Example("'stage == \"onboarding\"'"),
      Key("reason", &Flag::reason, "what people read when it is raised")
          .Example("Two meetings were missed")
          .Required(),
      Key("unknown", &Flag::unknown,
          "whether an unknown condition raises it: not_evaluated or raise")
          .Default("not_evaluated")
          .Example("raise"),
      Key("playbook", &Flag::playbook, "what to do about it").Example("call_champion"),
      Key("notify", &Flag::notify, "who is told").Example("[management]"),
      EffectiveOf(&Flag::effective), NotesOf(&Flag::notes));
};

template <>
struct Table<PlaybookStep> {
  static constexpr std::string_view kTitle = "Playbook step";
  static constexpr std::string_view kAbout = "One thing to do";
  static constexpr auto kFields = std::make_tuple(
      Key("do", &PlaybookStep::action, "the step").Example("Call the champion").Required(),
      Key("owner", &PlaybookStep::owner, "whose step it is").Example("csm"),
      Key("due_days", &PlaybookStep::due_days, "days until it is due")
          .Unit("days from the answer")
          .Otherwise("no date")
          .Example("2")
          .Between(0, kMostDays));
};

template <>
struct Table<Holdout> {
  static constexpr std::string_view kTitle = "Holdout";
  static constexpr std::string_view kAbout =
      "Accounts that alerts leave alone, so that the effect of a playbook can be measured";
  static constexpr auto kFields = std::make_tuple(
      Key("share", &Holdout::share, "accounts that are left alone; above 0 and below 1")
          .Unit("0 to 1")
          .Example("0.1")
          .Required()
          .Between(0, 1),
      Key("seed", &Holdout::seed, "of the lots: another number draws other accounts")
          .Example("7")
          .Required()
          .Between(0, kMostSeed),
      Key("worst_severity", &Holdout::worst_severity,
          "whether alerts of the pack's worst severity leave accounts alone, too")
          .Default("false")
          .Example("true"));
};

template <>
struct Table<Playbook> {
  static constexpr std::string_view kTitle = "Playbook";
  static constexpr std::string_view kAbout = "What people do, step by step";
  static constexpr auto kFields =
      std::make_tuple(Key("steps", &Playbook::steps, "what to do, in order")
                          .Example("[{do: Call the champion, owner: csm, due_days: 1}]")
                          .Required(),
                      Key("holdout", &Playbook::holdout,
                          "a share of the accounts for which alerts tell nobody and make no tasks")
                          .Otherwise("none")
                          .Example("{share: 0.1, seed: 7}"),
                      Key("recovery_days", &Playbook::recovery_days,
                          "days after an alert in which the account is to come to a better band")
                          .Unit("days")
                          .Default("30")
                          .Example("14")
                          .Between(1, kMostRecoveryDays),
                      NotesOf(&Playbook::notes));
};

template <>
struct Table<Criterion> {
  static constexpr std::string_view kTitle = "Criterion";
  static constexpr std::string_view kAbout = "A question of a dimension, scored by a curve";
  static constexpr auto kFields =
      std::make_tuple(Key("weight", &Criterion::weight, "relative to the other criteria")
                          .Example("1")
                          .Required()
                          .AtLeast(0),
                      Key("invert", &Criterion::invert, "turn the score round: 100 becomes 0")
                          .Default("false")
                          .Example("true"),
                      Key("missing", &Criterion::missing, "what to do when its value is missing")
                          .Otherwise("that of the value")
                          .Example("worst"),
                      Key("curve", &Criterion::curve, "how a value becomes points")
                          .Example("{of: active_ratio, points: [[0, 0], [0.7, 100]]}"),
                      OtherSpelling(&Criterion::curve, kCurveFields),
                      Key("met_at", &Criterion::met_at, "points from which on it is met")
                          .Unit("points, 0 to 100")
                          .Default("100")
                          .Example("70")
                          .Between(0, kFull),
                      NotesOf(&Criterion::notes));
};

template <>
struct Table<Dimension> {
  static constexpr std::string_view kTitle = "Dimension";
  static constexpr std::string_view kAbout = "A part of graduation, scored from 0 to 10";
  static constexpr auto kFields = std::make_tuple(
      Key("weight", &Dimension::weight, "relative to the other dimensions")
          .Example("20")
          .Required()
          .AtLeast(0),
      Key("min_coverage", &Dimension::min_coverage, "less known weight is no evidence")
          .Unit("share of the weight, 0 to 1")
          .Otherwise("`graduation.min_coverage`")
          .Example("0.5")
          .Between(0, 1),
      Key("criteria", &Dimension::criteria, "what the dimension is made of")
          .Example("{enough_users: {weight: 1, of: active_ratio, points: [[0, 0], [0.7, 100]]}}"),
      NotesOf(&Dimension::notes));
};

template <>
struct Table<Gate> {
  static constexpr std::string_view kTitle = "Gate";
  static constexpr std::string_view kAbout = "What blocks graduation, whatever the total";
  static constexpr auto kFields = std::make_tuple(
      Key("dimension", &Gate::dimension, "the dimension it belongs to, or organisation")
          .Example("technical")
          .Required(),
      Key("when", &Gate::when, "graduation is blocked while this holds")
          .Example("'integration_ratio < 0.8'")
          .Required(),
      Key("reason", &Gate::reason, "what people read when it blocks")
          .Example("The integration does not work")
          .Required(),
      Key("unknown", &Gate::unknown, "whether an unknown condition blocks: block or pass")
          .Default("block")
          .Example("pass"),
      EffectiveOf(&Gate::effective), NotesOf(&Gate::notes));
};

template <>
struct Table<Requirement> {
  static constexpr std::string_view kTitle = "Requirement";
  static constexpr std::string_view kAbout = "What must hold for graduation besides";
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Requirement::when, "must hold").Example("'signed_by_customer'").Required(),
      Key("reason", &Requirement::reason, "what people read when it does not")
          .Example("The customer signed off")
          .Required(),
      NotesOf(&Requirement::notes));
};

template <>
struct Table<UsageThreshold> {
  static constexpr std::string_view kTitle = "Usage threshold";
  static constexpr std::string_view kAbout =
      "Minimum usage: a signal or fact, and exactly one test";
  static constexpr auto kFields = std::make_tuple(
      Key("of", &UsageThreshold::of, "the signal or derived fact that is measured")
          .Example("active_ratio")
          .Required(),
      Key("at_least", &UsageThreshold::at_least, "met from this value on").Example("0.8"),
      Key("above", &UsageThreshold::above, "met above this value").Example("0.8"),
      Key("at_most", &UsageThreshold::at_most, "met up to this value").Example("5"),
      Key("below", &UsageThreshold::below, "met below this value").Example("5"),
      Key("is", &UsageThreshold::is, "met when a yes-or-no signal says this").Example("true"),
      NotesOf(&UsageThreshold::notes));
};

template <>
struct Table<Thresholds> {
  static constexpr std::string_view kTitle = "Thresholds";
  static constexpr std::string_view kAbout = "Totals that are ready and close";
  static constexpr auto kFields =
      std::make_tuple(Key("ready", &Thresholds::ready, "ready from this total on")
                          .Unit("points, 0 to 10")
                          .Example("8")
                          .Required()
                          .Between(0, kTopDimension),
                      Key("close", &Thresholds::close, "close from this total on")
                          .Unit("points, 0 to 10")
                          .Example("6")
                          .Required()
                          .Between(0, kTopDimension));
};

template <>
struct Table<Graduation> {
  static constexpr std::string_view kTitle = "Graduation";
  static constexpr std::string_view kAbout = "When an account leaves onboarding";
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &Graduation::applies_when, "condition for assessing at all")
          .Otherwise("always")
          .Example("'stage == \"onboarding\"'"),
      Key("precision", &Graduation::precision, "decimals shown, and decided on")
          .Unit("decimals")
          .Default("1")
          .Example("0")
          .Between(0, kMostDecimals),
      Key("thresholds", &Graduation::thresholds, "totals that are ready and close")
          .Example("{ready: 8, close: 6}")
          .Required(),
      Key("require_each_dimension", &Graduation::require_each_dimension,
          "every dimension is green from here on")
          .Unit("points, 0 to 10")
          .Default("0")
          .Example("7")
          .Between(0, kTopDimension),
      Key("min_coverage", &Graduation::min_coverage, "less known weight is no evidence")
          .Unit("share of the weight, 0 to 1")
          .Default("1")
          .Example("0.8")
          .Between(0, 1),
      Key("dimensions", &Graduation::dimensions, "what is scored")
          .Example("{usage: {weight: 20, criteria: {enough_users: {weight: 1, of: active_ratio}}}}")
          .Required(),
      Key("gates", &Graduation::gates, "what blocks whatever the total")
          .Example("{security: {dimension: technical, when: \"open_concern\", reason: A concern is "
                   "open}}"),
      Key("requires", &Graduation::requirements, "what must hold besides")
          .Example("{signed: {when: \"signed_by_customer\", reason: The customer signed off}}"),
      Key("usage_thresholds", &Graduation::usage_thresholds, "minimum usage, by product cadence")
          .Example("{daily: [{of: active_ratio, at_least: 0.8}]}"),
      NotesOf(&Graduation::notes));
};

template <>
struct Table<Reason> {
  static constexpr std::string_view kTitle = "Reason";
  static constexpr std::string_view kAbout =
      "Why more time is justified, why leadership must decide, or what lies behind a delay";
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Reason::when, "the condition").Example("'no_time'").Required(),
      Key("reason", &Reason::reason, "what people read")
          .Example("The customer has no time")
          .Required(),
      Key("days", &Reason::days, "days that it asks for")
          .Unit("days")
          .Otherwise("none in particular")
          .Example("14")
          .Between(1, kMostDays),
      Key("playbook", &Reason::playbook, "what to do about it").Example("make_time"),
      Key("notify", &Reason::notify, "who is told").Example("[management]"),
      EffectiveOf(&Reason::effective), NotesOf(&Reason::notes));
};

template <>
struct Table<Response> {
  static constexpr std::string_view kTitle = "Response";
  static constexpr std::string_view kAbout = "What is said and done after a decision";
  static constexpr auto kFields =
      std::make_tuple(Key("message", &Response::message,
                          "what is said; {placeholders} are filled in, [sections] vanish with them")
                          .Example("'{account}: the new date is {new_target}'"),
                      Key("check_in", &Response::check_in, "how often people talk from then on")
                          .Example("twice a week"),
                      Key("playbook", &Response::playbook, "what to do").Example("extend"),
                      Key("notify", &Response::notify, "who is told").Example("[stakeholders]"),
                      NotesOf(&Response::notes));
};

template <>
struct Table<Responses> {
  static constexpr std::string_view kTitle = "Responses";
  static constexpr std::string_view kAbout = "What is said and done after each decision";
  static constexpr auto kFields = std::make_tuple(
      Key("graduate", &Responses::graduate, "the account leaves onboarding")
          .Example("{message: Your onboarding is complete, playbook: graduate}"),
      Key("continue", &Responses::proceed, "the plan goes on")
          .Example("{message: The plan stands, check_in: weekly}"),
      Key("extend", &Responses::extend, "the target moves")
          .Example("{message: \"The new date is {new_target}\"}"),
      Key("escalate", &Responses::escalate, "leadership decides")
          .Example("{message: Leadership must decide, notify: [management]}"),
      Key("recover", &Responses::recover, "the recovery plan of an account that is late")
          .Example("{message: We owe you a better plan, playbook: recover}"));
};

template <>
struct Table<Extension> {
  static constexpr std::string_view kTitle = "Extension";
  static constexpr std::string_view kAbout = "When an account gets more time";
  static constexpr auto kFields = std::make_tuple(
      Key("applies_when", &Extension::applies_when, "condition for deciding at all")
          .Otherwise("always")
          .Example("'stage == \"onboarding\"'"),
      Key("max_total_days", &Extension::max_total_days, "days that all extensions may add up to")
          .Unit("days")
          .Example("30")
          .Required()
          .Between(0, kMostDays),
      Key("recovery_after_days", &Extension::recovery_after_days,
          "days past the original target from which on a recovery plan is due")
          .Unit("days")
          .Otherwise("no recovery plan")
          .Example("30")
          .Between(0, kMostDays),
      Key("review_window_days", &Extension::review_window_days,
          "days before the target in which reasons are listed")
          .Unit("days")
          .Default("0")
          .Example("14")
          .Between(0, kMostDays),
      Key("escalate", &Extension::escalate, "reasons for leadership to decide")
          .Example("{dispute: {when: \"disputed\", reason: The scope is disputed}}"),
      Key("extend", &Extension::extend, "reasons for more time")
          .Example("{busy: {when: \"no_time\", reason: The customer has no time, days: 14}}"),
      Key("root_cause", &Extension::root_cause, "what may lie behind a delay")
          .Example("{capacity: {when: \"no_time\", reason: The customer has no time}}"),
      Key("responses", &Extension::responses, "what is said and done after each decision")
          .Example("{extend: {message: \"The new date is {new_target}\"}}"),
      NotesOf(&Extension::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_OUTCOME_TABLES_H_
