// What another pack does to many accounts <-> messages: the server writes them, the command line
// reads them back and prints them like its own.
//
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_IMPACT_H_
#define BELLWETHER_PROTOS_WIRE_IMPACT_H_

#include <optional>
#include <vector>

#include "bellwether/v1/impact.pb.h"
#include "engine/impact/impact.h"
#include "engine/impact/pair_names.h"
#include "engine/impact/rule_counts.h"

namespace bellwether::wire {

// Total, but for packs and moment. Into an empty message.
void ImpactToProto(const impact::PairNames& names, const impact::Impact& impact,
                   v1::Impact& message);

// Likewise.
void RulesToProto(const std::vector<impact::RuleCount>& rules, v1::Impact& message);

struct NamedImpact {
  impact::PairNames names;
  impact::Impact impact;
};
// Reads back what ImpactToProto wrote, to the bit; of an account's unchanged answers and scores
// that it has by neither pack, nothing but that. Nothing for a message that does not hold together.
std::optional<NamedImpact> ImpactFromProto(const v1::Impact& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_IMPACT_H_
