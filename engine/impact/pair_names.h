// What two packs call things: all that a report of an impact needs to know of them. Plain data.
#ifndef BELLWETHER_ENGINE_IMPACT_PAIR_NAMES_H_
#define BELLWETHER_ENGINE_IMPACT_PAIR_NAMES_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::impact {

// The answer of a pack that has no such outcome.
inline constexpr char kNotThere[] = "not_in_the_pack";

// The outcome that both packs' bands are compared by.
inline constexpr char kPrimaryBandName[] = "health.primary.band";

// An outcome of either pack.
struct Outcome {
  std::string name;
  bool is_decision = false;
  // Every answer of either pack: the best first, as the new pack has them; what only the old one
  // has after what stands before it there.
  std::vector<std::string> answers;
  // Of these, what only the old pack can answer, and what only the new one can.
  std::vector<std::string> only_from, only_to;
};

// A component of a model that both packs have. Weights are those where no segment says another
// (S20); nothing where a pack has no such component.
struct PartNames {
  std::string name;  // dotted
  std::optional<double> from_weight;
  std::optional<double> to_weight;
};

struct ScoreNames {
  std::string name;              // "primary", or that of a model
  std::vector<PartNames> parts;  // none where one pack has no such model
};

struct PairNames {
  std::vector<Outcome> outcomes;
  // The primary score first, then a score for each model of either pack.
  std::vector<ScoreNames> scores;
  // Words of either pack, in the order of the new one; accounts without one come after them.
  std::vector<std::string> segments;

  // Position in `segments`; their number for any other text.
  uint32_t SegmentOf(std::string_view segment) const {
    return static_cast<uint32_t>(std::find(segments.begin(), segments.end(), segment) -
                                 segments.begin());
  }
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_PAIR_NAMES_H_
