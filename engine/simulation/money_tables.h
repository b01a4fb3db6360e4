// The language of parameters: revenue, people, costs, arms. Every key, where it
// is kept, and a line about it for people, as engine/document has it for packs. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_MONEY_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_MONEY_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/simulation/parameters.h"

namespace bellwether::document {

template <>
struct Table<simulation::Revenue> {
  static constexpr std::string_view kTitle = "Simulated revenue";
  static constexpr std::string_view kAbout = "Movements of revenue, and the sales behind them";
  using T = simulation::Revenue;
  static constexpr auto kFields = std::make_tuple(
      Key("currency", &T::currency, "of all amounts").Example("USD").Required(),
      Key("expansion", &T::expansion, "by how much it grows, ÷ revenue before")
          .Example("{median: 0.2, spread: 0.5}")
          .Required(),
      Key("expansion_causes", &T::expansion_causes, "what moved it")
          .Example("{upsell: 1}")
          .Required()
          .AtLeast(0),
      Key("reduced", &T::reduced, "share of terms in which it shrinks")
          .Example("0.05")
          .Required()
          .Between(0, 1),
      Key("reduction", &T::reduction, "by how much, ÷ revenue before")
          .Example("{least: 0.1, most: 0.3}")
          .Required(),
      Key("reduction_causes", &T::reduction_causes, "what moved it")
          .Example("{downgrade: 1}")
          .Required()
          .AtLeast(0),
      Key("lost_cause", &T::lost_cause, "the cause of revenue that is lost")
          .Example("cancelled")
          .Required(),
      Key("sale_days", &T::sale_days, "days from the opening of a sale to its end")
          .Example("{least: 20, most: 60}")
          .Unit("days")
          .Required(),
      Key("missed_sales", &T::missed_sales, "sales of an account and year that are not won")
          .Example("0.3")
          .Required()
          .AtLeast(0),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Person> {
  static constexpr std::string_view kTitle = "Simulated person";
  static constexpr std::string_view kAbout = "Somebody of our team";
  using T = simulation::Person;
  static constexpr auto kFields = std::make_tuple(
      Key("segments", &T::segments, "whose accounts are theirs").Example("[smb]").Otherwise("all"),
      Key("hours", &T::hours, "hours that they need ÷ those of the others")
          .Example("1.6")
          .Default("1")
          .Between(0.01, 100),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::People> {
  static constexpr std::string_view kTitle = "Simulated team";
  static constexpr std::string_view kAbout = "Who looks after accounts";
  using T = simulation::People;
  static constexpr auto kFields = std::make_tuple(
      Key("csms", &T::csms, "by name").Example("{Ana Lima: {segments: [smb]}}").Required(),
      Key("specialists", &T::specialists, "of the onboarding, by name").Example("{Ben Okoro: {}}"),
      Key("changes", &T::changes, "share of accounts that change hands in a year")
          .Example("0.1")
          .Required()
          .Between(0, 1));
};

template <>
struct Table<simulation::Cost> {
  static constexpr std::string_view kTitle = "Simulated cost";
  static constexpr std::string_view kAbout = "Money that an onboarding takes";
  using T = simulation::Cost;
  static constexpr auto kFields =
      std::make_tuple(Key("of_acv", &T::of_acv, "÷ contract value of the first year")
                          .Example("0.03")
                          .Required()
                          .Between(0, 1),
                      Key("segments", &T::segments, "segments that have it")
                          .Example("[enterprise]")
                          .Otherwise("all"),
                      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Arm> {
  static constexpr std::string_view kTitle = "Simulated arm";
  static constexpr std::string_view kAbout = "What accounts of an arm get";
  using T = simulation::Arm;
  static constexpr auto kFields =
      std::make_tuple(Key("weight", &T::weight, "how many there are, beside the other arms")
                          .Example("1")
                          .Default("1")
                          .AtLeast(0),
                      Key("faster_days", &T::faster_days, "days by which value is reached sooner")
                          .Example("12")
                          .Unit("days")
                          .Default("0")
                          .Between(0, 300));
};

template <>
struct Table<simulation::Trial> {
  static constexpr std::string_view kTitle = "Simulated experiment";
  static constexpr std::string_view kAbout = "Accounts that are put into arms at random";
  using T = simulation::Trial;
  static constexpr auto kFields =
      std::make_tuple(Key("segments", &T::segments, "whose accounts take part")
                          .Example("[enterprise]")
                          .Otherwise("all"),
                      Key("enrolled", &T::enrolled, "share of those that does")
                          .Example("0.5")
                          .Default("1")
                          .Between(0, 1),
                      Key("arms", &T::arms, "by name")
                          .Example("{control: {}, variation: {faster_days: 12}}")
                          .Required(),
                      NotesOf(&T::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_MONEY_TABLES_H_
