// Tables of alerts.h; see fields.h for how to read one. Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_ALERT_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_ALERT_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/alerts.h"
#include "engine/document/fields.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

template <>
struct Table<QuietHours> {
  static constexpr std::string_view kTitle = "Quiet hours";
  static constexpr std::string_view kAbout =
      "Hours in which nobody is told: what is raised then is told at their end";
  static constexpr auto kFields = std::make_tuple(
      Key("from", &QuietHours::from, "when they begin, where the account lives, as HH:MM")
          .Example("\"18:00\"")
          .Required(),
      Key("to", &QuietHours::to, "when they end; an earlier time is on the next day")
          .Example("\"08:00\"")
          .Required(),
      Key("weekends", &QuietHours::weekends, "whether Saturdays and Sundays are quiet all day")
          .Default("false")
          .Example("true"));
};

template <>
struct Table<Alert> {
  static constexpr std::string_view kTitle = "Alert";
  static constexpr std::string_view kAbout =
      "When people are told of an account; one of when, overdue and no_data_for";
  static constexpr auto kFields = std::make_tuple(
      Key("when", &Alert::when, "a condition on the answer, by its paths, that raises it")
          .Example("\"health.primary.band == 'red'\""),
      Key("overdue", &Alert::overdue, "a milestone that is late raises it: its name, or any")
          .Example("any"),
      Key("no_data_for", &Alert::no_data_for, "nothing that was observed is newer: raises it")
          .Example("14d"),
      Key("applies_when", &Alert::applies_when, "a condition on the answer for asking at all")
          .Otherwise("always")
          .Example("\"stage == 'onboarding'\""),
      Key("severity", &Alert::severity, "how bad it is, one of the pack's severities")
          .Example("red")
          .Required(),
      Key("reason", &Alert::reason, "what people read when it is raised")
          .Example("The account is red")
          .Required()
          .FillsConstants(),
      Key("for", &Alert::dwell, "how long it must hold before it is raised")
          .Otherwise("not at all")
          .Example("2d"),
      Key("dedupe", &Alert::dedupe, "alerts of an account with the same key are one alert")
          .Otherwise("its name")
          .Example("health"),
      Key("route", &Alert::route, "who is told").Example("[csm]"),
      Key("playbook", &Alert::playbook, "what to do about it").Example("call_champion"),
      Key("cooldown", &Alert::cooldown, "how long after its end it is not raised again")
          .Otherwise("none")
          .Example("7d"),
      Key("resolve", &Alert::resolve,
          "what ends it: condition, the end of what raised it, or person, people alone")
          .Default("condition")
          .Example("person"),
      Key("remind_every", &Alert::remind_every, "how often it is told again while nobody acts")
          .Otherwise("never")
          .Example("1d"),
      Key("escalate_after", &Alert::escalate_after,
          "how long after it was told it is escalated while nobody acts")
          .Otherwise("never")
          .Example("2d"),
      Key("escalate_to", &Alert::escalate_to, "who is told then").Example("[management]"),
      Key("quiet_hours", &Alert::quiet_hours, "hours in which nobody is told")
          .Otherwise("none")
          .Example("{from: \"18:00\", to: \"08:00\"}"),
      Key("capacity", &Alert::capacity,
          "how many of these one CSM is shown at a time; the others are held back, by what is at "
          "stake")
          .Unit("alerts")
          .Otherwise("all")
          .Example("5")
          .AtLeast(1),
      NotesOf(&Alert::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_ALERT_TABLES_H_
