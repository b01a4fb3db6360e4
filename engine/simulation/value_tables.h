// The language of parameters: who there is, and how long value takes. Every key, where it
// is kept, and a line about it for people, as engine/document has it for packs. Internal to
// engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_VALUE_TABLES_H_
#define BELLWETHER_ENGINE_SIMULATION_VALUE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/simulation/parameters.h"

namespace bellwether::document {

template <>
struct Table<simulation::Range> {
  static constexpr std::string_view kTitle = "Simulated range";
  static constexpr std::string_view kAbout = "Evenly between two ends";
  using T = simulation::Range;
  static constexpr auto kFields =
      std::make_tuple(Key("least", &T::least, "the lower end").Example("3").Required(),
                      Key("most", &T::most, "the upper end").Example("14").Required());
};

template <>
struct Table<simulation::Skewed> {
  static constexpr std::string_view kTitle = "Simulated skewed number";
  static constexpr std::string_view kAbout = "Lognormal: half of them lie below the median";
  using T = simulation::Skewed;
  static constexpr auto kFields = std::make_tuple(
      Key("median", &T::median, "half lie below").Example("75").Required().AtLeast(0),
      Key("spread", &T::spread, "standard deviation of the logarithm")
          .Example("0.45")
          .Required()
          .Between(0, 3));
};

template <>
struct Table<simulation::Starts> {
  static constexpr std::string_view kTitle = "Simulated starts";
  static constexpr std::string_view kAbout = "When accounts start";
  using T = simulation::Starts;
  static constexpr auto kFields = std::make_tuple(
      Key("growth", &T::growth, "new accounts of a month ÷ those of the month before, less 1")
          .Example("0.02")
          .Default("0")
          .Between(-0.5, 1),
      Key("months", &T::months,
          "how many start in a month of the calendar, beside 1 for the others")
          .Example("{march: 1.3}")
          .Between(0, 100));
};

template <>
struct Table<simulation::Segment> {
  static constexpr std::string_view kTitle = "Simulated segment";
  static constexpr std::string_view kAbout = "Accounts of one segment";
  using T = simulation::Segment;
  static constexpr auto kFields = std::make_tuple(
      Key("share", &T::share, "how many there are, beside the other segments")
          .Example("0.2")
          .Required()
          .AtLeast(0),
      Key("cadence", &T::cadence, "how often the product is used").Example("daily").Required(),
      Key("trial", &T::trial, "whether it starts with a trial, not with a contract")
          .Example("true")
          .Default("false"),
      Key("acv", &T::acv, "contract value of the first year")
          .Example("{median: 90000, spread: 0.5}")
          .Required(),
      Key("seat_price", &T::seat_price, "of a licensed user, a year")
          .Example("600")
          .Required()
          .AtLeast(0.01),
      Key("kickoff_days", &T::kickoff, "days from the start to kickoff")
          .Example("{least: 2, most: 7}")
          .Unit("days")
          .Required(),
      Key("value_days", &T::value, "days from the start to the first confirmed value")
          .Example("{median: 78, spread: 0.4}")
          .Unit("days")
          .Required(),
      Key("never", &T::never, "share that never gets to value")
          .Example("0.08")
          .Required()
          .Between(0, 1),
      Key("plan_days", &T::plan, "day for which value is planned")
          .Example("80")
          .Unit("days")
          .Required()
          .Between(1, 1000),
      Key("handover_days", &T::handover, "days from value to graduation")
          .Example("14")
          .Unit("days")
          .Required()
          .Between(1, 100),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Bucket> {
  static constexpr std::string_view kTitle = "Simulated bucket";
  static constexpr std::string_view kAbout = "Accounts by how long value took";
  using T = simulation::Bucket;
  static constexpr auto kFields = std::make_tuple(
      Key("up_to", &T::up_to, "the longest time to value of the bucket")
          .Example("30")
          .Unit("days")
          .Otherwise("all that took longer")
          .Between(1, 10000),
      Key("retained", &T::retained, "share that is there after its first term")
          .Example("0.96")
          .Required()
          .Between(0, 1),
      Key("expanded", &T::expanded, "share of those that stay a whole term that grow in it")
          .Example("0.35")
          .Required()
          .Between(0, 1),
      Key("health", &T::health, "how well they are, which signals, usage and answers follow")
          .Example("0.8")
          .Required()
          .Between(0, 1),
      NotesOf(&T::notes));
};

template <>
struct Table<simulation::Outcome> {
  static constexpr std::string_view kTitle = "Simulated outcome";
  static constexpr std::string_view kAbout = "What a customer achieves";
  using T = simulation::Outcome;
  static constexpr auto kFields = std::make_tuple(
      Key("metric", &T::metric, "what is measured").Example("invoice_days").Required(),
      Key("baseline", &T::baseline, "before").Example("6").Required(),
      Key("target", &T::target, "aimed at").Example("3").Required(), NotesOf(&T::notes));
};

template <>
struct Table<simulation::Value> {
  static constexpr std::string_view kTitle = "Simulated value";
  static constexpr std::string_view kAbout = "How long value takes, and what follows from it";
  using T = simulation::Value;
  static constexpr auto kFields = std::make_tuple(
      Key("latest", &T::latest, "the last day on which value is reached at all")
          .Example("240")
          .Unit("days")
          .Required()
          .Between(2, 320),
      Key("buckets", &T::buckets, "by how long value took, fastest first")
          .Example("{fast: {up_to: 30, retained: 0.96, expanded: 0.35, health: 0.8}}")
          .Required(),
      Key("never", &T::never, "accounts that never get there")
          .Example("{retained: 0.45, expanded: 0, health: 0.3}")
          .Required(),
      Key("outcomes", &T::outcomes, "what customers achieve, in words for people")
          .Example("{Invoices in three days: {metric: invoice_days, baseline: 6, target: 3}}")
          .Required(),
      Key("confirmed_by", &T::confirmed_by, "who of the customer says so")
          .Example("{the sponsor: 1}")
          .Required()
          .AtLeast(0),
      NotesOf(&T::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_SIMULATION_VALUE_TABLES_H_
