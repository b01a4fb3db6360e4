// What a server knows of an account, fact by fact: where each comes from, and how old it is.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_ORIGINS_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_ORIGINS_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "bellwether/v1/accounts.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

// `width`: of the terminal; nothing: as wide as it needs.
std::string OriginsText(const v1::GetAccountResponse& response, const Style& style,
                        std::optional<size_t> width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_ORIGINS_TEXT_H_
