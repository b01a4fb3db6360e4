// What a comparison of two evaluations and a search for paths find -> messages: the server sends
// them, and the command line prints them, its own and those of a server alike.
//
// Thread-safe: no state. Total. Into empty messages.
#ifndef BELLWETHER_PROTOS_WIRE_COMPARISON_H_
#define BELLWETHER_PROTOS_WIRE_COMPARISON_H_

#include <string_view>

#include "bellwether/v1/scoring.pb.h"
#include "engine/attribution/attribution.h"
#include "engine/pathfinding/find_paths.h"

namespace bellwether::wire {

// `attribution` is that of `before` and `after`. `model`: this one alone, and no other outcomes; ""
// for all.
void ComparisonToProto(const ComparedAccount& before, const ComparedAccount& after,
                       const Attribution& attribution, std::string_view model,
                       v1::CompareEvaluationsResponse& message);

// What FindPaths found for `goal`, with what it was asked about.
void PathsToProto(const EvaluatedAccount& account, const Moment& as_of, const Goal& goal,
                  const PathsToGoal& paths, std::string_view language,
                  v1::FindPathResponse& message);

// The value of a fact as a message has it, but for series and times, which are nothing.
FactValue FactValueFromProto(const v1::FactValue& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_COMPARISON_H_
