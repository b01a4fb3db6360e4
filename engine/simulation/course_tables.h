// The language of parameters: plans, onboardings, terms. Every key, where it
// is kept, and a line about it for people, as engine/document has it for packs. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_COURSE_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_COURSE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/simulation/parameters.h"

namespace bellwether::document {

template <>
struct Words<simulation::Role> {
  static constexpr EnumWord<simulation::Role> kAll[] = {
      {"kickoff", simulation::Role::kKickoff},
      {"value", simulation::Role::kValue},
      {"graduation", simulation::Role::kGraduation}};
};

template <>
struct Table<simulation::Milestone> {
  static constexpr std::string_view kTitle = "Simulated milestone";
  static constexpr std::string_view kAbout = "One step of an onboarding's plan";
  using T = simulation::Milestone;
  static constexpr auto kFields = std::make_tuple(
      Key("way", &T::way, "where it is planned on the way from kickoff to value")
          .Example("0.4")
          .Default("0")
          .Between(0, 1),
      Key("begins", &T::begins, "how likely what goes wrong begins here, beside the others")
          .Example("0.3")
          .Default("0")
          .AtLeast(0),
      Key("segments", &T::segments, "segments whose plan has it")
          .Example("[enterprise]")
          .Otherwise("all"),
      Key("is", &T::is, "the date of the account that it is").Example("value").Otherwise("none"),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Cascade> {
  static constexpr std::string_view kTitle = "Simulated cascade";
  static constexpr std::string_view kAbout = "How much later the next one is";
  using T = simulation::Cascade;
  static constexpr auto kFields = std::make_tuple(
      Key("low", &T::low, "at least by this factor").Example("1.4").Required().Between(1, 10),
      Key("high", &T::high, "at most by this factor").Example("2").Required().Between(1, 10));
};

template <>
struct Table<simulation::Plan> {
  static constexpr std::string_view kTitle = "Simulated plan";
  static constexpr std::string_view kAbout = "How an onboarding is planned, and goes wrong";
  using T = simulation::Plan;
  static constexpr auto kFields = std::make_tuple(
      Key("milestones", &T::milestones, "in order").Example("{kickoff: {is: kickoff}}").Required(),
      Key("cascade", &T::cascade, "how what is late makes the next later")
          .Example("{low: 1.4, high: 2}")
          .Required(),
      Key("grace_days", &T::grace, "days after the plan that are still on time")
          .Example("2")
          .Unit("days")
          .Required()
          .Between(0, 100),
      Key("causes", &T::causes, "what lies behind a delay")
          .Example("{our_process: 1}")
          .Required()
          .AtLeast(0),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Onboarding> {
  static constexpr std::string_view kTitle = "Simulated onboarding";
  static constexpr std::string_view kAbout = "What else happens to onboardings";
  using T = simulation::Onboarding;
  static constexpr auto kFields = std::make_tuple(
      Key("complete_within", &T::complete_within,
          "days within which one is complete, for the truth that is told")
          .Example("120")
          .Unit("days")
          .Required()
          .Between(1, 325),
      Key("held", &T::held, "share that is put on hold once")
          .Example("0.08")
          .Required()
          .Between(0, 1),
      Key("hold_days", &T::hold_days, "how long")
          .Example("{least: 5, most: 20}")
          .Unit("days")
          .Required(),
      Key("hold_reasons", &T::hold_reasons, "why").Example("{season: 1}").Required().AtLeast(0),
      Key("extension_days", &T::extension_days, "days of one extension")
          .Example("14")
          .Unit("days")
          .Required()
          .Between(1, 365),
      Key("extension_reasons", &T::extension_reasons, "why")
          .Example("{season: 1}")
          .Required()
          .AtLeast(0),
      Key("abandoned_after", &T::abandoned_after,
          "days after the target, where value is never reached")
          .Example("{least: 30, most: 90}")
          .Unit("days")
          .Required(),
      Key("abandon_reasons", &T::abandon_reasons, "why")
          .Example("{no_sponsor: 1}")
          .Required()
          .AtLeast(0),
      Key("first_login", &T::first_login, "days from kickoff to the first login")
          .Example("{least: 0, most: 4}")
          .Unit("days")
          .Required(),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Lifetime> {
  static constexpr std::string_view kTitle = "Simulated lifetime";
  static constexpr std::string_view kAbout = "Terms, losses and returns";
  using T = simulation::Lifetime;
  static constexpr auto kFields = std::make_tuple(
      Key("term_days", &T::term_days, "length of a term")
          .Example("365")
          .Unit("days")
          .Required()
          .Between(330, 3650),
      Key("at_renewal", &T::at_renewal,
          "share of losses at the end of a term; the others fall in it")
          .Example("0.6")
          .Required()
          .Between(0, 1),
      Key("later_years", &T::later_years, "losses of a later term ÷ those of the first")
          .Example("0.6")
          .Required()
          .Between(0, 1),
      Key("auto_renews", &T::auto_renews, "share of contracts that go on by themselves")
          .Example("0.8")
          .Required()
          .Between(0, 1),
      Key("reasons", &T::reasons, "why customers leave")
          .Example("{price: 1}")
          .Required()
          .AtLeast(0),
      Key("second_reason", &T::second_reason,
          "share of losses with a second reason, drawn likewise")
          .Example("0.25")
          .Required()
          .Between(0, 1),
      Key("returns", &T::returns, "share of lost accounts that come back")
          .Example("0.05")
          .Required()
          .Between(0, 1),
      Key("returns_after", &T::returns_after, "days after which they do")
          .Example("{least: 60, most: 200}")
          .Unit("days")
          .Required(),
      Key("returning_revenue", &T::returning_revenue, "their revenue ÷ that of before")
          .Example("0.8")
          .Required()
          .Between(0.01, 10),
      Key("fading_weeks", &T::fading_weeks, "weeks before a loss in which health falls")
          .Example("10")
          .Unit("weeks")
          .Required()
          .Between(1, 200),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Stages> {
  static constexpr std::string_view kTitle = "Simulated stages";
  static constexpr std::string_view kAbout = "The words of the three stages of an account";
  using T = simulation::Stages;
  static constexpr auto kFields = std::make_tuple(
      Key("onboarding", &T::onboarding, "until graduation").Example("onboarding").Required(),
      Key("customer", &T::customer, "from then on").Example("customer").Required(),
      Key("lost", &T::lost, "after it left").Example("churned").Required());
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_COURSE_TABLES_H_
