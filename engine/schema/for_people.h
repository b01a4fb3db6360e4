// Keys of a pack whose values people read or act on, with all that is below them: no score, tier,
// state or decision depends on it.
#ifndef BELLWETHER_ENGINE_SCHEMA_FOR_PEOPLE_H_
#define BELLWETHER_ENGINE_SCHEMA_FOR_PEOPLE_H_

#include <algorithm>
#include <array>
#include <string_view>

namespace bellwether {

inline constexpr std::array<std::string_view, 19> kKeysForPeople = {
    "description", "source",   "evidence",  "watch",   "unit",   "effort", "reason",
    "sign",        "message",  "check_in",  "notify",  "owner",  "do",     "carries",
    "playbooks",   "playbook", "responses", "figures", "handoff"};

inline bool IsForPeople(std::string_view key) {
  return std::find(kKeysForPeople.begin(), kKeysForPeople.end(), key) != kKeysForPeople.end();
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SCHEMA_FOR_PEOPLE_H_
