// The language of parameters: signals and usage. Every key, where it
// is kept, and a line about it for people, as engine/document has it for packs. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_USAGE_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_USAGE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/simulation/parameters.h"

namespace bellwether::document {

template <>
struct Words<simulation::Tells> {
  static constexpr EnumWord<simulation::Tells> kAll[] = {
      {"health", simulation::Tells::kCurve},           {"use", simulation::Tells::kUse},
      {"monthly_use", simulation::Tells::kMonthlyUse}, {"tickets", simulation::Tells::kTickets},
      {"reached", simulation::Tells::kReached},        {"days_ago", simulation::Tells::kDaysAgo}};
};

template <>
struct Table<simulation::Curve> {
  static constexpr std::string_view kTitle = "Simulated signal";
  static constexpr std::string_view kAbout =
      "A signal of accounts, and how it follows their health";
  using T = simulation::Curve;
  static constexpr auto kFields = std::make_tuple(
      Key("tells", &T::tells,
          "what it is made of: health, use, monthly_use, tickets of 90 days, the date on which "
          "something is reached, a date some days ago")
          .Example("use")
          .Default("health"),
      Key("worst", &T::worst, "its value at health 0").Example("0.1").Default("0"),
      Key("best", &T::best, "its value at health 1").Example("0.9").Default("1"),
      Key("noise", &T::noise, "standard deviation around that")
          .Example("0.05")
          .Default("0")
          .AtLeast(0),
      Key("least", &T::least, "nothing below is told").Example("0").Otherwise("no bound"),
      Key("most", &T::most, "nothing above is told").Example("1").Otherwise("no bound"),
      Key("decimals", &T::decimals, "decimals that are told")
          .Example("2")
          .Default("0")
          .Between(0, 9),
      Key("words", &T::words, "words in place of numbers, worst first")
          .Example("[negative, neutral, positive]"),
      Key("true_from", &T::truth_from, "yes or no in place of numbers: yes from this value on")
          .Example("0.6"),
      Key("way", &T::way, "of `reached`: when it happens, on the way to value")
          .Example("0.3")
          .Between(0, 3),
      Key("every_weeks", &T::every_weeks, "how often it is told")
          .Example("2")
          .Unit("weeks")
          .Default("4")
          .Between(1, 52),
      Key("stages", &T::stages, "stages in which it is told")
          .Example("[onboarding]")
          .Otherwise("all"),
      Key("cadences", &T::cadences, "cadences whose accounts tell it")
          .Example("[daily]")
          .Otherwise("all"),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Feature> {
  static constexpr std::string_view kTitle = "Simulated feature";
  static constexpr std::string_view kAbout = "A feature of the product";
  using T = simulation::Feature;
  static constexpr auto kFields =
      std::make_tuple(Key("way", &T::way, "first used here on the way to value")
                          .Example("0.5")
                          .Required()
                          .Between(0, 10),
                      Key("uses", &T::uses, "uses of an active user in a week")
                          .Example("2.5")
                          .Required()
                          .AtLeast(0));
};

template <>
struct Table<simulation::Usage> {
  static constexpr std::string_view kTitle = "Simulated usage";
  static constexpr std::string_view kAbout = "How much the product is used";
  using T = simulation::Usage;
  static constexpr auto kFields = std::make_tuple(
      Key("worst", &T::worst, "share of seats that is active in a week at health 0")
          .Example("0.1")
          .Required()
          .Between(0, 1),
      Key("best", &T::best, "the same at health 1").Example("0.9").Required().Between(0, 1),
      Key("noise", &T::noise, "standard deviation around that")
          .Example("0.05")
          .Required()
          .Between(0, 1),
      Key("months", &T::months, "use in a month of the calendar, beside 1 for the others")
          .Example("{august: 0.8}")
          .Between(0, 10),
      Key("daily", &T::daily, "users of a day ÷ users of the week")
          .Example("0.5")
          .Required()
          .Between(0, 1),
      Key("monthly", &T::monthly, "users of a month ÷ users of the week")
          .Example("1.2")
          .Required()
          .Between(1, 10),
      Key("logins", &T::logins, "of an active user in a week").Example("4").Required().AtLeast(0),
      Key("features", &T::features, "by name").Example("{reports: {way: 0.5, uses: 2}}").Required(),
      NotesOf(&T::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_USAGE_TABLES_H_
