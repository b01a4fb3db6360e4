// The language of parameters: what is said and asked, and what is done about it. Every key, where
// it is kept, and a line about it for people, as engine/document has it for packs. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_CONTACT_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_CONTACT_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/simulation/parameters.h"

namespace bellwether::document {

template <>
struct Words<simulation::When> {
  static constexpr EnumWord<simulation::When> kAll[] = {
      {"onboarding", simulation::When::kOnboarding},
      {"customer", simulation::When::kCustomer},
      {"always", simulation::When::kAlways}};
};

template <>
struct Words<simulation::Asked> {
  static constexpr EnumWord<simulation::Asked> kAll[] = {
      {"graduation", simulation::Asked::kGraduation},
      {"regularly", simulation::Asked::kRegularly},
      {"ticket", simulation::Asked::kTicket}};
};

template <>
struct Table<simulation::Activity> {
  static constexpr std::string_view kTitle = "Simulated activity";
  static constexpr std::string_view kAbout = "A kind of meeting, call or mail";
  using T = simulation::Activity;
  static constexpr auto kFields = std::make_tuple(
      Key("type", &T::type, "what it is").Example("check_in").Required(),
      Key("purpose", &T::purpose, "what the time is for").Example("onboarding").Required(),
      Key("when", &T::when, "in which part of an account's life")
          .Example("customer")
          .Default("always"),
      Key("every_days", &T::every_days, "how often")
          .Example("14")
          .Unit("days")
          .Required()
          .Between(1, 3650),
      Key("hours", &T::hours, "of our people, preparation included")
          .Example("1")
          .Unit("hours")
          .Required()
          .AtLeast(0),
      Key("invited", &T::invited, "people of the customer who are asked")
          .Example("4")
          .Required()
          .Between(1, 1000),
      Key("proactive", &T::proactive, "share that is ours to start")
          .Example("0.8")
          .Required()
          .Between(0, 1),
      Key("below", &T::below, "only while health is below")
          .Example("0.5")
          .Otherwise("always")
          .Between(0, 1),
      Key("segments", &T::segments, "segments that have it")
          .Example("[enterprise]")
          .Otherwise("all"),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Tickets> {
  static constexpr std::string_view kTitle = "Simulated tickets";
  static constexpr std::string_view kAbout = "Requests for support";
  using T = simulation::Tickets;
  static constexpr auto kFields = std::make_tuple(
      Key("per_month", &T::per_month, "of a healthy account in 30 days")
          .Example("0.4")
          .Required()
          .Between(0, 100),
      Key("early", &T::early, "the same in the first 90 days ÷ later")
          .Example("3")
          .Required()
          .Between(0, 100),
      Key("unwell", &T::unwell, "the same at health 0 ÷ at health 1")
          .Example("4")
          .Required()
          .Between(0, 100),
      Key("types", &T::types, "by type").Example("{how_to: 1}").Required().AtLeast(0),
      Key("first_response", &T::first_response, "until somebody answers")
          .Example("{median: 2, spread: 0.8}")
          .Unit("hours")
          .Required(),
      Key("resolution", &T::resolution, "until it is solved")
          .Example("{median: 14, spread: 0.9}")
          .Unit("hours")
          .Required(),
      Key("escalated", &T::escalated, "share that is escalated")
          .Example("0.06")
          .Required()
          .Between(0, 1),
      Key("reopened", &T::reopened, "share that is opened again")
          .Example("0.05")
          .Required()
          .Between(0, 1),
      Key("frustrated", &T::frustrated, "share that expresses frustration")
          .Example("0.05")
          .Required()
          .Between(0, 1),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Survey> {
  static constexpr std::string_view kTitle = "Simulated survey";
  static constexpr std::string_view kAbout = "A question that is asked";
  using T = simulation::Survey;
  static constexpr auto kFields = std::make_tuple(
      Key("instrument", &T::instrument, "which one, as records of surveys name it").Required(),
      Key("occasion", &T::occasion, "after what it is asked").Example("onboarding").Required(),
      Key("asked", &T::asked, "when").Example("graduation").Required(),
      Key("every_days", &T::every_days, "of `regularly`: how often")
          .Example("182")
          .Unit("days")
          .Default("182")
          .Between(7, 3650),
      Key("share", &T::share, "share of the occasions on which it is asked")
          .Example("0.5")
          .Default("1")
          .Between(0, 1),
      Key("answered", &T::answered, "share of those that is answered")
          .Example("0.45")
          .Required()
          .Between(0, 1),
      Key("worst", &T::worst, "the answer at health 0").Example("2").Required(),
      Key("best", &T::best, "the answer at health 1").Example("10").Required(),
      Key("noise", &T::noise, "standard deviation around that")
          .Example("1.5")
          .Required()
          .AtLeast(0),
      Key("least", &T::least, "the lowest answer").Example("0").Required().AtLeast(0),
      Key("most", &T::most, "the highest answer").Example("10").Required().AtLeast(0),
      NotesOf(&T::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_CONTACT_TABLES_H_
