// The health of accounts on past days, as the pack sees what the book knew then (P1, P20, P22).
// What is asked of a day once is kept, so that metrics, and the same metric at earlier period ends,
// share it: a past day looks the same from every later one.
//
// One thread. It refers to the book and the plan, which must outlive it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_HEALTH_HISTORY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_HEALTH_HISTORY_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/evaluate/evaluate.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/replayed_account.h"

namespace bellwether::portfolio {

inline constexpr uint8_t kNoBand = 0xFF;

struct HealthState {
  uint8_t band = kNoBand;   // of the primary model: a position in Bands::names
  uint64_t severities = 0;  // a SeverityBit for each severity of which a flag is raised
};
// A pack has a handful of severities; those beyond the 64 worst would share the last bit.
constexpr uint64_t SeverityBit(uint32_t severity) {
  return 1ULL << (severity < 63 ? severity : 63);
}

// Names of the bands of all models, each once: the best of each model first.
struct Bands {
  explicit Bands(const Plan& plan);
  std::string_view NameOf(uint8_t band) const {
    return band == kNoBand ? std::string_view() : std::string_view(names[band]);
  }
  std::vector<std::string> names;
  std::vector<uint8_t> by_note;  // of Plan::band_notes
};

class HealthHistory {
 public:
  // `stop` outlives it; null: nobody stops it. Once it says yes, what is answered means nothing.
  HealthHistory(const book::Book& book, const Plan& plan, const Stop* stop = nullptr);

  const Bands& bands() const { return bands_; }
  // At a moment. An account that the pack refuses has neither band nor flags.
  HealthState At(uint32_t account, const Moment& moment);
  // At the beginning of a day of the account, which is kept.
  HealthState On(uint32_t account, int32_t day);

 private:
  struct Kept {
    HealthState state;
    bool asked = false;
  };

  const book::Book& book_;
  const Plan& plan_;
  const Stop* const stop_;
  const Bands bands_;
  ReplayedAccount replayed_;
  std::unordered_map<int32_t, std::vector<Kept>> days_;  // by account
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_HEALTH_HISTORY_H_
