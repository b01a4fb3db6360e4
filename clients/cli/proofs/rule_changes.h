// What two packs say otherwise, in words and as JSON. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_RULE_CHANGES_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_RULE_CHANGES_H_

#include <string>
#include <vector>

#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/words/proto_json.h"
#include "engine/difference/difference.h"
#include "nlohmann/json_fwd.hpp"

namespace bellwether::cli {

// Rule by rule; both packs have a plan.
std::vector<difference::RuleChange> ChangesOf(const LoadedPack& from, const LoadedPack& to);

// "health customer: weight of usage 40 → 25  rules/saas/health/customer.yaml:34": where the new
// pack says it, or the old one did.
std::string ChangeLine(const difference::RuleChange& change, const LoadedPack& from,
                       const LoadedPack& to, const Style& style);
nlohmann::ordered_json ChangeJson(const difference::RuleChange& change, const LoadedPack& from,
                                  const LoadedPack& to);

// Name, version and digest, and where the pack was read.
nlohmann::ordered_json PackJson(const v1::PackInfo& pack, const std::string& place);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_RULE_CHANGES_H_
