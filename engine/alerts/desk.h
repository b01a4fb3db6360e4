// What a CSM is shown of the alerts that are open: as many of a rule as its capacity says. The
// others are held back, ranked by what is at stake, and come up when there is room: none is
// dropped.
//
//   Desk desk(plan);
//   desk.Open({"acme", "health", "turned_red", "kim", stake.weight(), at});
//   for (const DeskEvent& event : desk.Settle(at)) ...
//
// What is shown stays so until it ends, whatever comes later. A value: copy it to keep it. Pure,
// one thread. Rules without a capacity, and accounts that nobody looks after, are always shown.
#ifndef BELLWETHER_ENGINE_ALERTS_DESK_H_
#define BELLWETHER_ENGINE_ALERTS_DESK_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/plan/plan.h"

namespace bellwether::alerts {

struct Claim {
  std::string account;
  std::string key;    // of the open alert
  std::string alert;  // the rule that leads it
  std::string csm;    // "": nobody
  double stake = 0;   // Stake::weight()
  absl::Time at;      // since when it is open
};

struct DeskEvent {
  enum class Kind : uint8_t { kShown, kHeldBack };
  Kind kind = Kind::kShown;
  absl::Time at;
  Claim claim;
  // Of those held back for the CSM and the rule: 1 is the next to come up.
  uint32_t rank = 0;
};

class Desk {
 public:
  explicit Desk(const Plan& plan);
  // Of rules by name; those that are not there have no capacity.
  explicit Desk(std::map<std::string, uint32_t> capacities) : capacities_(std::move(capacities)) {}

  // An alert is open; one that is open already is replaced, and stays where it stood.
  void Open(const Claim& claim);
  // The same of one that was open before the desk was, and was shown or held back.
  void Restore(const Claim& claim, DeskEvent::Kind kind);
  // It ended. One that is not open: nothing happens.
  void Close(std::string_view account, std::string_view key);
  // What is shown from now on, and what is held back that was not told of before: highest stake
  // first, then those open for longer, then by account and key.
  std::vector<DeskEvent> Settle(absl::Time at);
  // Those held back now, in that order.
  std::vector<Claim> Held() const;

 private:
  struct Entry {
    Claim claim;
    bool shown = false;
    bool told = false;  // that it is held back
  };

  std::optional<uint32_t> CapacityOf(const Claim& claim) const;

  std::map<std::string, uint32_t> capacities_;                    // by rule
  std::map<std::pair<std::string, std::string>, Entry> entries_;  // by account and key
};

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_DESK_H_
