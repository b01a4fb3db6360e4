// A page out of a template: markers replaced by parts, data as a script element holds it. Pure
// functions.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bellwether::cli {

// JSON that ends no element, whatever texts it holds.
std::string ScriptData(const std::string& json);

// The markers stand in the template in this order. What stands between two of them is copied once,
// so nothing that is put in is read as a marker.
std::string FillPage(std::string_view text,
                     const std::vector<std::pair<std::string_view, std::string_view>>& parts);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_
