// Internal to the testing stage: what an answer says, as `expect:` would say it.
#ifndef BELLWETHER_ENGINE_TESTING_EXPECTED_YAML_H_
#define BELLWETHER_ENGINE_TESTING_EXPECTED_YAML_H_

#include <string>

#include "engine/paths/path.h"

namespace bellwether {

// On one line: `8.3`, `green`, `[a, b]`, `2026-03-01`; `~` for no value.
std::string ExpectedYaml(const Plan& plan, const Path& path, const Observed& observed);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_EXPECTED_YAML_H_
