// Columns of a CSV file that are neither a field nor a signal: what they were perhaps meant for.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_UNKNOWN_COLUMNS_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_UNKNOWN_COLUMNS_H_

#include <vector>

#include "engine/facts/account.h"

namespace bellwether::cli {

// Those of `violations` that are about signals which the pack does not know. A heading in other
// letters is taken for a field before any signal, a misspelled one after them.
std::vector<Violation> UnknownColumns(const std::vector<Violation>& violations);

// The same for all violations of an account, whose others stay as they are.
void NameColumns(std::vector<Violation>& violations);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_UNKNOWN_COLUMNS_H_
