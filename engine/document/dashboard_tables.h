// Tables of dashboards.h; see fields.h for how to read one. Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_DASHBOARD_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_DASHBOARD_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/dashboards.h"
#include "engine/document/fields.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

template <>
struct Table<GuideStep> {
  static constexpr std::string_view kTitle = "Guide step";
  static constexpr std::string_view kAbout = "A step from a bad number to its cause";
  static constexpr auto kFields = std::make_tuple(
      Key("do", &GuideStep::action, "what people do").Example("Look for the bottleneck").Required(),
      Key("metrics", &GuideStep::metrics, "metrics of the portfolio that are looked at")
          .Otherwise("the metric that the guide belongs to")
          .Example("[punctuality]"),
      Key("breakdowns", &GuideStep::breakdowns, "attributes by which groups may differ")
          .Otherwise("no groups")
          .Example("[segment, csm]"),
      Key("milestones", &GuideStep::milestones,
          "compares accounts that were late with a milestone with those that were not")
          .Default("false")
          .Example("true"),
      Key("causes", &GuideStep::causes, "counts what delayed milestones")
          .Default("false")
          .Example("true"),
      Key("components", &GuideStep::components,
          "components of health models: accounts behind the metric against the others")
          .Otherwise("no component")
          .Example("[usage]"));
};

template <>
struct Table<Worklist> {
  static constexpr std::string_view kTitle = "Worklist";
  static constexpr std::string_view kAbout = "What lies before whoever looks after some accounts";
  static constexpr auto kFields = std::make_tuple(
      Key("of", &Worklist::of, "the attribute that says whose account it is")
          .Example("csm")
          .Required(),
      Key("moved_within", &Worklist::moved_within, "the score is compared with that of so long ago")
          .Default("30d")
          .Example("14d"),
      Key("milestones_within", &Worklist::milestones_within,
          "milestones and targets that are so near are listed, and all that are late")
          .Default("14d")
          .Example("7d"),
      Key("renewals_within", &Worklist::renewals_within, "contracts that end so soon are listed")
          .Default("90d")
          .Example("60d"),
      Key("quiet_after", &Worklist::quiet_after, "an account without activity for longer is quiet")
          .Default("30d")
          .Example("14d"),
      Key("tickets_after", &Worklist::tickets_after,
          "tickets that are open for longer are listed, as are escalated and frustrated ones")
          .Default("7d")
          .Example("3d"));
};

template <>
struct Table<Grouping> {
  static constexpr std::string_view kTitle = "Grouping";
  static constexpr std::string_view kAbout = "Groups of accounts that metrics are broken down by";
  static constexpr auto kFields = std::make_tuple(
      Key("of", &Grouping::of,
          "a number or a date of accounts: an attribute, a signal, or `start`, the day on which "
          "they started")
          .Example("acv")
          .Required(),
      Key("edges", &Grouping::edges, "of a number: edges of the groups, each in the group below it")
          .Example("[10000, 50000]"),
      Key("every", &Grouping::every, "of a date: groups by calendar month, quarter or year")
          .Example("quarter"),
      NotesOf(&Grouping::notes));
};

template <>
struct Table<Dashboard> {
  static constexpr std::string_view kTitle = "Dashboard";
  static constexpr std::string_view kAbout = "What one audience reads of a portfolio";
  static constexpr auto kFields = std::make_tuple(
      Key("title", &Dashboard::title, "who reads it").Otherwise("its name").Example("Leadership"),
      Key("rhythm", &Dashboard::rhythm, "how often it is read").Example("weekly"),
      Key("worklist", &Dashboard::worklist,
          "lists the accounts of one person, and what they wait for")
          .Otherwise("metrics alone")
          .Example("{of: csm, renewals_within: 90d}"),
      NotesOf(&Dashboard::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DASHBOARD_TABLES_H_
