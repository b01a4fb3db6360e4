// Tested by tests/server/reconciler_test.cc.
#include "server/packs/pack_state.h"

namespace bellwether {

std::string_view NameOf(ReloadOutcome outcome) {
  constexpr std::string_view kNames[] = {"published", "refreshed", "unreadable", "invalid",
                                         "tests_failed"};
  static_assert(std::size(kNames) == kReloadOutcomes);
  return kNames[static_cast<size_t>(outcome)];
}

}  // namespace bellwether
