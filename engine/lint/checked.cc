// Tested by tests/clients/check_command_test.py and tests/server/rules_handlers_test.cc.
#include "engine/lint/checked.h"

#include <iterator>
#include <utility>

#include "engine/lint/lint.h"

namespace bellwether::lint {

Checked CheckAll(std::vector<Diagnostic> loaded, const Sources& sources, const Limits& limits,
                 const document::Overrides& overrides) {
  Checked checked;
  const bool complete = !HasErrors(loaded);
  if (complete) {
    Examined examined = Examine(sources, limits, overrides);
    std::move(examined.found.begin(), examined.found.end(), std::back_inserter(loaded));
    checked.scores = std::move(examined.scores);
  }
  checked.findings = Allow(std::move(loaded), sources, complete);
  return checked;
}

}  // namespace bellwether::lint
