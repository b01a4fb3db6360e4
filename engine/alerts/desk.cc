// Tested by tests/engine/alerts/desk_test.cc.
#include "engine/alerts/desk.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace bellwether::alerts {
namespace {

// The first of the two comes up first.
bool ComesFirst(const Claim& a, const Claim& b) {
  return std::tie(b.stake, a.at, a.account, a.key) < std::tie(a.stake, b.at, b.account, b.key);
}

using Queue = std::pair<std::string, std::string>;  // of a CSM and a rule

}  // namespace

Desk::Desk(const Plan& plan) {
  for (const ruleset::Alert& alert : plan.alerts) {
    if (alert.capacity) capacities_.emplace(alert.name, *alert.capacity);
  }
}

std::optional<uint32_t> Desk::CapacityOf(const Claim& claim) const {
  const auto found = capacities_.find(claim.alert);
  if (claim.csm.empty() || found == capacities_.end()) return std::nullopt;
  return found->second;
}

void Desk::Open(const Claim& claim) { entries_[{claim.account, claim.key}].claim = claim; }

void Desk::Restore(const Claim& claim, DeskEvent::Kind kind) {
  const bool shown = kind == DeskEvent::Kind::kShown;
  entries_[{claim.account, claim.key}] = {claim, shown, !shown};
}

void Desk::Close(std::string_view account, std::string_view key) {
  entries_.erase(std::make_pair(std::string(account), std::string(key)));
}

std::vector<DeskEvent> Desk::Settle(absl::Time at) {
  std::map<Queue, uint32_t> shown;
  std::vector<Entry*> waiting;
  for (auto& [name, entry] : entries_) {
    if (entry.shown) {
      ++shown[{entry.claim.csm, entry.claim.alert}];
    } else {
      waiting.push_back(&entry);
    }
  }
  std::sort(waiting.begin(), waiting.end(),
            [](const Entry* a, const Entry* b) { return ComesFirst(a->claim, b->claim); });
  std::vector<DeskEvent> events;
  std::map<Queue, uint32_t> ranks;
  for (Entry* entry : waiting) {
    const Queue queue{entry->claim.csm, entry->claim.alert};
    const auto capacity = CapacityOf(entry->claim);
    if (!capacity || shown[queue] < *capacity) {
      ++shown[queue];
      entry->shown = true;
      events.push_back({DeskEvent::Kind::kShown, at, entry->claim, 0});
      continue;
    }
    const uint32_t rank = ++ranks[queue];
    if (entry->told) continue;
    entry->told = true;
    events.push_back({DeskEvent::Kind::kHeldBack, at, entry->claim, rank});
  }
  return events;
}

std::vector<Claim> Desk::Held() const {
  std::vector<Claim> held;
  for (const auto& [name, entry] : entries_) {
    if (!entry.shown) held.push_back(entry.claim);
  }
  std::sort(held.begin(), held.end(), ComesFirst);
  return held;
}

}  // namespace bellwether::alerts
