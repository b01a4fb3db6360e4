// Tables of docs/rules and docs/imports.md that are made from the sources, so that neither can
// forget the other.
#ifndef BELLWETHER_TESTS_DOCS_TABLES_H_
#define BELLWETHER_TESTS_DOCS_TABLES_H_

#include <string>
#include <string_view>
#include <vector>

namespace bellwether::docs {

// The Markdown of the table called `name` ("signal", "built-in facts"); "" when there is none.
std::string GeneratedTable(std::string_view name);

std::vector<std::string> GeneratedTableNames();

}  // namespace bellwether::docs

#endif  // BELLWETHER_TESTS_DOCS_TABLES_H_
