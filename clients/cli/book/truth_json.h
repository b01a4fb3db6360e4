// truth.json of a generated book: what was asked for, and what metrics of the book must find.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_TRUTH_JSON_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_TRUTH_JSON_H_

#include <string>

#include "clients/cli/book/book_generation.h"

namespace bellwether::cli {

// With the parameters as they were written. docs/portfolio/generate.md tells what each key means.
std::string TruthJson(const GenerationRequest& request, const LoadedParameters& loaded);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_TRUTH_JSON_H_
