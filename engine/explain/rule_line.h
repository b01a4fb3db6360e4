// Internal to the explain stage: what flags, gates, requirements and reasons have in common.
#ifndef BELLWETHER_ENGINE_EXPLAIN_RULE_LINE_H_
#define BELLWETHER_ENGINE_EXPLAIN_RULE_LINE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/outcomes.h"
#include "engine/explain/placeholders.h"

namespace bellwether {

std::vector<std::string> In(const std::vector<ruleset::Text>& texts, std::string_view language);

// `program` is the one that `causes` belong to.
RuleLine Rule(const Answered& answered, const PlanNote& note, uint32_t program, uint64_t causes,
              Said said);

// "" for kNoIndex.
std::string PlaybookName(const Plan& plan, uint32_t playbook);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_RULE_LINE_H_
