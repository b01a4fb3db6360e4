// Pieces of an impact in words. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/impact/account_change.h"
#include "engine/impact/impact.h"
#include "engine/impact/pair_names.h"

namespace bellwether::cli {

// What stands beside the components in what moved a score.
inline constexpr char kLimitsWords[] = "floors, caps, overrides";

// "12.4 %"; "0.04 %" where one decimal would be nothing; "" of nothing.
std::string ShareWords(uint64_t part, uint64_t all);
// "1,240", "-5", "7.83": accounts or points of a budget.
std::string AmountWords(double amount);
// "-3.2", "+0.4"; "-0.04" where one decimal would be nothing.
std::string PointsWords(double points);
// Of a component of both packs: "30 → 35", or the one weight; "new, 35" and "30, gone" where a pack
// does not have it.
std::string WeightWords(const impact::PartNames& part);
// The components that moved the account's primary score most: "usage -9.4, caps -30".
std::string MoverWords(const impact::PairNames& names, const impact::AccountChange& change);
// What is decided otherwise: "health.primary.band green → yellow, extension.decision ...".
std::string DecisionWords(const impact::PairNames& names, const impact::AccountChange& change);
// Position in `outcomes` of the band of whichever model answers; nothing where neither pack has
// bands.
std::optional<size_t> PrimaryBandOf(const impact::PairNames& names);
// "in no segment" for the last one.
std::string SegmentWords(const impact::PairNames& names, size_t segment);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_WORDS_H_
