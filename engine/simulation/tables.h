// The language of parameters: the whole of a file. Internal to engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/simulation/contact_tables.h"
#include "engine/simulation/course_tables.h"
#include "engine/simulation/money_tables.h"
#include "engine/simulation/parameters.h"
#include "engine/simulation/usage_tables.h"
#include "engine/simulation/value_tables.h"

namespace bellwether::document {

template <>
struct Table<simulation::Parameters> {
  static constexpr std::string_view kTitle = "Simulation";
  static constexpr std::string_view kAbout = "What a simulated book is like";
  using T = simulation::Parameters;
  static constexpr auto kFields = std::make_tuple(
      NotesOf(&T::notes),
      Key("starts", &T::starts, "when accounts start").Example("{growth: 0.02}"),
      Key("segments", &T::segments, "by name").Required(),
      Key("value", &T::value, "how long value takes, and what follows from it").Required(),
      Key("plan", &T::plan, "how onboardings are planned, and go wrong").Required(),
      Key("onboarding", &T::onboarding, "what else happens to onboardings").Required(),
      Key("lifetime", &T::lifetime, "terms, losses and returns").Required(),
      Key("revenue", &T::revenue, "movements of revenue").Required(),
      Key("stages", &T::stages, "the words of the stages")
          .Example("{onboarding: onboarding, customer: customer, lost: churned}")
          .Required(),
      Key("people", &T::people, "who looks after accounts")
          .Example("{csms: {Ana Lima: {}}, changes: 0.1}")
          .Required(),
      Key("attributes", &T::attributes, "words that are drawn once for an account")
          .Example("{industry: {retail: 1}}")
          .AtLeast(0),
      Key("unlike", &T::unlike, "how much accounts of a bucket differ in health")
          .Example("0.1")
          .Default("0")
          .Between(0, 1),
      Key("signals", &T::signals, "by name").Example("{active_share: {best: 0.9}}"),
      Key("usage", &T::usage, "how much the product is used").Required(),
      Key("activities", &T::activities, "by name")
          .Example("{review: {type: qbr, purpose: review, every_days: 91, hours: 4, invited: 5, "
                   "proactive: 1}}"),
      Key("tickets", &T::tickets, "requests for support").Required(),
      Key("surveys", &T::surveys, "by name"),
      Key("costs", &T::costs, "by item").Example("{training: {of_acv: 0.03}}"),
      Key("trials", &T::trials, "by name: arms that accounts are put into")
          .Example("{video: {arms: {control: {}, variation: {}}}}"));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_TABLES_H_
