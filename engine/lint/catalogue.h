// Every finding of a check by its code. Codes are stable: builds and comments name them.
// docs/findings.md holds the same list, and a test compares both with what the sources report.
#ifndef BELLWETHER_ENGINE_LINT_CATALOGUE_H_
#define BELLWETHER_ENGINE_LINT_CATALOGUE_H_

#include <span>
#include <string_view>

#include "engine/source/diagnostic.h"

namespace bellwether::lint {

struct Code {
  std::string_view code;
  Severity severity = Severity::kError;  // the worst that it is reported with
  std::string_view meaning;              // one line, no full stop
};

// In byte order.
std::span<const Code> Catalogue();
// "" for a code that is none.
std::string_view MeaningOf(std::string_view code);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_CATALOGUE_H_
