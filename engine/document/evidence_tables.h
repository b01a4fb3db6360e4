// Tables of evidence.h; see fields.h for how to read one. Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/evidence.h"
#include "engine/document/fields.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

template <>
struct Table<DriverFact> {
  static constexpr std::string_view kTitle = "Fact that may drive";
  static constexpr std::string_view kAbout = "A fact that is held against who stays";
  static constexpr auto kFields = std::make_tuple(
      Key("edges", &DriverFact::edges, "edges of its buckets, each in the bucket below it")
          .Otherwise("the tiers of its benchmark, else quarters of the accounts")
          .Example("[30, 60, 90]"),
      NotesOf(&DriverFact::notes));
};

template <>
struct Table<Drivers> {
  static constexpr std::string_view kTitle = "Drivers";
  static constexpr std::string_view kAbout =
      "Which facts, known at a landmark day, are held against who stays";
  static constexpr auto kFields = std::make_tuple(
      Key("landmark", &Drivers::landmark, "days after the start at which facts are read")
          .Default("90d")
          .Example("30d"),
      Key("gap", &Drivers::gap, "days after the landmark in which losses are not counted")
          .Otherwise("none")
          .Example("30d"),
      Key("horizon", &Drivers::horizon, "days after the start at which an account stayed or not")
          .Default("365d")
          .Example("180d"),
      Key("min_count", &Drivers::min_count,
          "where fewer stayed, or fewer were lost, a fact is not judged")
          .Default("10")
          .Example("30")
          .AtLeast(1),
      Key("facts", &Drivers::facts, "facts that are tried: numbers and yes or no")
          .Otherwise("all signals and derived facts of these types")
          .Example("{active_ratio: {edges: [0.3, 0.6]}, content: {}}"),
      NotesOf(&Drivers::notes));
};

template <>
struct Table<Experiment> {
  static constexpr std::string_view kTitle = "Experiment";
  static constexpr std::string_view kAbout =
      "Accounts that were assigned to arms, and what is compared between them";
  static constexpr auto kFields = std::make_tuple(
      Key("arms", &Experiment::arms, "its arms, the first is what is done today")
          .Example("[as_usual, prepared]")
          .Required(),
      Key("shares", &Experiment::shares, "planned shares of the accounts, by arm")
          .Otherwise("as many in each")
          .Example("{as_usual: 1, prepared: 1}"),
      Key("randomised", &Experiment::randomised, "whether lots were drawn; else nothing is adopted")
          .Example("true")
          .Required(),
      Key("metrics", &Experiment::metrics, "metrics of the portfolio that are compared")
          .Example("[churn]")
          .Required(),
      Key("decide_by", &Experiment::decide_by,
          "the one that decides; the others must not get worse")
          .Otherwise("the first metric")
          .Example("churn"),
      Key("worthwhile", &Experiment::worthwhile,
          "the least improvement of it that is worth the change, in its unit")
          .Otherwise("any")
          .Example("5")
          .AtLeast(0),
      Key("accounts_per_arm", &Experiment::accounts_per_arm, "accounts that were planned in each")
          .Example("200")
          .AtLeast(1),
      Key("hourly_cost", &Experiment::hourly_cost, "what an hour of the team costs")
          .Otherwise("hours are not priced")
          .Example("75")
          .AtLeast(0),
      NotesOf(&Experiment::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_TABLES_H_
