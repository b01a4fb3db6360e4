// Facts of accounts at their landmark, column by column, each cut into buckets (P27).
#ifndef BELLWETHER_ENGINE_EVIDENCE_FACT_COLUMNS_H_
#define BELLWETHER_ENGINE_EVIDENCE_FACT_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/saying.h"
#include "engine/evidence/landmark.h"

namespace bellwether::evidence {

// What the buckets of a fact are.
enum class BucketsBy : uint8_t { kEdges, kTiers, kTruth, kQuarters };

struct FactColumn {
  std::string name;
  std::string title = {};  // the pack's; "" where it has none
  // By member. Nothing: not known at the landmark. What a policy of the pack put in the place of a
  // missing value is not known either. Yes is 1, no 0.
  std::vector<std::optional<double>> values;
  BucketsBy buckets_by = BucketsBy::kQuarters;
  std::vector<Wording> bucket_names;             // lowest first; of tiers the best first
  std::vector<double> edges;                     // between buckets that are numbers; rising
  std::vector<std::optional<uint32_t>> buckets;  // by member
};

struct FactTable {
  Landmarks landmarks;
  std::vector<FactColumn> columns;
};

// The facts that the pack's `drivers` name, at its landmark.
FactTable FactsAtLandmark(const portfolio::View& view, const LandmarkDays& days,
                          const Scope& scope = {});

// A fact's slot in the plan, when it can be tried: a number, or yes or no, that is no outcome.
std::optional<uint32_t> FindTriedFact(const Plan& plan, std::string_view name);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_FACT_COLUMNS_H_
