// Tables of the programme and of portfolios in outcomes.h; see fields.h for how to read one. Parts
// of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_PROGRAMME_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_PROGRAMME_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/fields.h"
#include "engine/document/outcomes.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

inline constexpr double kMostMonths = 120;

template <>
struct Table<Phase> {
  static constexpr std::string_view kTitle = "Phase";
  static constexpr std::string_view kAbout = "A part of the programme with its weeks";
  static constexpr auto kFields =
      std::make_tuple(Key("weeks", &Phase::weeks, "first and last week, from 1")
                          .Unit("weeks")
                          .Example("[1, 2]")
                          .Required()
                          .Between(1, kMostWeeks),
                      Key("segments", &Phase::segments, "another window for a segment")
                          .Unit("weeks")
                          .Otherwise("the same for all")
                          .Example("{smb: [1, 1]}")
                          .Between(1, kMostWeeks),
                      Key("done_when", &Phase::done_when, "condition for being done")
                          .Otherwise("never done")
                          .Example("'training_done_ratio >= 0.9'"),
                      Key("sign", &Phase::sign, "what shows that it worked")
                          .Example("Key users do core tasks unaided"),
                      NotesOf(&Phase::notes));
};

template <>
struct Table<EarlyWin> {
  static constexpr std::string_view kTitle = "Early win";
  static constexpr std::string_view kAbout = "A first success that counts once";
  static constexpr auto kFields = std::make_tuple(Key("when", &EarlyWin::when, "the condition")
                                                      .Example("'happened(first_login_at)'")
                                                      .Required(),
                                                  NotesOf(&EarlyWin::notes));
};

template <>
struct Table<EnablementLevel> {
  static constexpr std::string_view kTitle = "Enablement level";
  static constexpr std::string_view kAbout = "What the customer can do alone";
  static constexpr auto kFields = std::make_tuple(
      Key("level", &EnablementLevel::level, "its number").Example("1").Required().AtLeast(1),
      Key("when", &EnablementLevel::when, "the condition").Example("'trains_others'").Required(),
      NotesOf(&EnablementLevel::notes));
};

template <>
struct Table<Review> {
  static constexpr std::string_view kTitle = "Review";
  static constexpr std::string_view kAbout = "The review before completion";
  static constexpr auto kFields = std::make_tuple(
      Key("days_before", &Review::days_before, "days before the target: from, to")
          .Unit("days")
          .Example("[14, 7]")
          .Required()
          .Between(0, kMostDays),
      Key("playbook", &Review::playbook, "what to do in it").Example("completion_review"));
};

template <>
struct Table<Handoff> {
  static constexpr std::string_view kTitle = "Handoff";
  static constexpr std::string_view kAbout = "What goes to those who take over";
  static constexpr auto kFields = std::make_tuple(
      Key("carries", &Handoff::carries, "what is handed over")
          .Example("[Goals and agreements, Open points]"),
      Key("playbook", &Handoff::playbook, "how it is handed over").Example("handoff"));
};

template <>
struct Table<Programme> {
  static constexpr std::string_view kTitle = "Programme";
  static constexpr std::string_view kAbout = "Phases, early wins, enablement, review and handoff";
  static constexpr auto kFields = std::make_tuple(
      Key("from", &Programme::from, "the date from which weeks count: start, or an event date")
          .Default("start")
          .Example("kickoff_at"),
      Key("phases", &Programme::phases, "phases with their windows")
          .Example("{setup: {weeks: [1, 2], done_when: \"setup_done\"}}"),
      Key("early_wins", &Programme::early_wins, "wins that count once each")
          .Example("{first_login: {when: \"happened(first_login_at)\"}}"),
      Key("enablement", &Programme::enablement, "levels of what the customer can do alone")
          .Example("[{level: 1, when: \"admin_trained\"}, {level: 2, when: \"trains_others\"}]"),
      Key("review", &Programme::review, "the review before completion")
          .Otherwise("no review")
          .Example("{days_before: [14, 7], playbook: completion_review}"),
      Key("handoff", &Programme::handoff, "what goes to those who take over")
          .Example("{carries: [Goals and agreements], playbook: handoff}"),
      NotesOf(&Programme::notes));
};

template <>
struct Table<RecordShare> {
  static constexpr std::string_view kTitle = "Share of records";
  static constexpr std::string_view kAbout = "Which records of a kind count, of which";
  static constexpr auto kFields = std::make_tuple(
      Key("of", &RecordShare::of, "the kind of records").Example("ticket").Required(),
      Key("numerator", &RecordShare::numerator, "which of them count")
          .Example("'escalated'")
          .Required(),
      Key("denominator", &RecordShare::denominator, "which are looked at")
          .Otherwise("all of the kind")
          .Example("'type == \"bug\"'"),
      Key("weight", &RecordShare::weight, "its share of the whole, against its neighbours")
          .Example("30")
          .Required()
          .AtLeast(0),
      NotesOf(&RecordShare::notes));
};

template <>
struct Table<PortfolioMetric> {
  static constexpr std::string_view kTitle = "Portfolio metric";
  static constexpr std::string_view kAbout = "A target over many accounts";
  static constexpr auto kFields = std::make_tuple(
      Key("measure", &PortfolioMetric::measure, "what is counted in a book of records")
          .Otherwise("nothing: figures and tiers alone")
          .Example("retention"),
      Key("benchmark", &PortfolioMetric::benchmark, "a benchmark of accounts whose tiers count")
          .Otherwise("its own `sets`")
          .Example("first_value_days"),
      Key("months", &PortfolioMetric::months,
          "months up to the day of the report that are looked at")
          .Unit("months")
          .Default("12")
          .Example("3")
          .Between(1, kMostMonths),
      Key("horizon", &PortfolioMetric::horizon, "how long each account is followed").Example("90d"),
      Key("edges", &PortfolioMetric::edges, "edges of the distribution, each in the part below it")
          .Otherwise("no distribution")
          .Example("[30, 60, 90]"),
      Key("min_count", &PortfolioMetric::min_count, "fewer cases have no tier and are not compared")
          .Default("10")
          .Example("30")
          .AtLeast(1),
      Key("of", &PortfolioMetric::of,
          "which of them: an occasion of surveys, a band, a purpose, a kind of records")
          .Otherwise("all of them")
          .Example("onboarding"),
      Key("bands", &PortfolioMetric::bands, "bands of health that give concern")
          .Example("[yellow, red]"),
      Key("severities", &PortfolioMetric::severities,
          "severities of raised flags that give concern")
          .Example("[red]"),
      Key("numerator", &PortfolioMetric::numerator,
          "over the fields of a record: which count, or the number that is added up")
          .Example("'escalated'"),
      Key("denominator", &PortfolioMetric::denominator,
          "likewise: which are looked at, or the number to divide by")
          .Otherwise("all of the kind")
          .Example("'type == \"bug\"'"),
      Key("parts", &PortfolioMetric::parts, "shares of records that are weighed together")
          .Example("{answers: {of: survey, numerator: \"has(score)\", weight: 1}}"),
      Key("order", &PortfolioMetric::order, "features in the order in which they are best taken up")
          .Example("[import, report]"),
      Key("breakdowns", &PortfolioMetric::breakdowns,
          "attributes or signals of accounts to break down by")
          .Otherwise("segment and csm")
          .Example("[segment, industry]"),
      Key("dashboards", &PortfolioMetric::dashboards, "dashboards that show it")
          .Example("[executive]"),
      Key("investigate", &PortfolioMetric::investigate,
          "a guide to the cause of a bad number, step by step")
          .Otherwise("no guide")
          .Example("[{do: Look for a pattern, breakdowns: [segment]}]"),
      Key("unit", &PortfolioMetric::unit, "unit, for people").Example("\"%\""),
      Key("better", &PortfolioMetric::better, "lower or higher").Example("lower"),
      Key("by", &PortfolioMetric::by, "what rows are named after: segment or cadence")
          .Default("segment")
          .Example("cadence"),
      Key("set", &PortfolioMetric::set, "the set in force")
          .Otherwise("`benchmark_set`, else its only set")
          .Example("OM"),
      Key("tiers", &PortfolioMetric::tiers, "names of the tiers, best first")
          .Example("[good, fair, bad]"),
      Key("points", &PortfolioMetric::points, "points of each tier")
          .Unit("points, 0 to 100")
          .Example("{good: 100, fair: 50, bad: 0}")
          .Between(0, kFull),
      Key("sets", &PortfolioMetric::sets, "rows of bounds, by the name of their set")
          .Example("{PM: {default: [0.05, 0.1]}}"),
      Key("figures", &PortfolioMetric::figures, "figures that are no tiers")
          .Example("{typical_share: 0.7}"),
      NotesOf(&PortfolioMetric::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_PROGRAMME_TABLES_H_
