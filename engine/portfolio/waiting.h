// How long accounts wait for something, when some still wait and some left before (P12): shared by
// all measures of days.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_WAITING_H_
#define BELLWETHER_ENGINE_PORTFOLIO_WAITING_H_

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/portfolio/measurement.h"

namespace bellwether::portfolio {

enum class Ending : uint8_t { kStillWaits, kReached, kLeft };

struct Wait {
  double days = 0;           // >= 0: until it ended, or so far
  double days_not_held = 0;  // the same without days on hold
  Ending ending = Ending::kStillWaits;
};

// From `start` to what came first. Events before the start count as on its day.
Wait WaitOf(const Life& life, const book::Stamp& start, const std::optional<book::Stamp>& reached,
            const std::optional<book::Stamp>& left, int32_t today);

struct WaitWords {
  const Saying& reached;  // "reached value"
  const Saying& left;     // "lost before"
};

// Below: sets of waits by their positions in `waits`.

// Log-rank test of two sets: leaving is a censoring.
std::optional<double> TellWaitsApart(std::span<const Wait> waits, std::span<const uint32_t> first,
                                     std::span<const uint32_t> second);

// Kaplan and Meier's median first, leaving is a censoring there; then the plain median of those
// that arrived, shares by each edge (Aalen and Johansen: leaving is a competing event), the
// distribution, and the median without days on hold.
Summary SummarizeWaits(std::span<const Wait> waits, std::span<const uint32_t> cases,
                       const ruleset::Measuring& measuring, const WaitWords& words,
                       std::string_view language);
// The cases that a line of it is over, of those that say what became of a wait: all of them, and
// those of which it is so are counted. Who waits longest is the worst. Nothing: of other lines.
std::optional<CasesInNumber> WaitsInLine(const std::string& line, std::span<const Wait> waits,
                                         std::span<const uint32_t> cases,
                                         const ruleset::Measuring& measuring,
                                         const WaitWords& words);
// Its value alone.
Quantity MedianWait(std::span<const Wait> waits, std::span<const uint32_t> cases,
                    uint64_t min_count, std::string_view language);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_WAITING_H_
