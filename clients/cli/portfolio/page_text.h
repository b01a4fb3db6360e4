// A page that needs nothing beside it: numbers, plots, and the libraries that draw them (page/).
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_

#include <string>
#include <string_view>

namespace bellwether::cli {

struct PageParts {
  std::string_view title;   // as HTML; scripts may set another
  std::string_view plots;   // a script that knows how the numbers are drawn
  std::string_view script;  // and one that puts them on the page
};

// `json` is what the scripts draw. Whatever texts it holds, none becomes markup.
std::string PageOf(const PageParts& parts, const std::string& json);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PAGE_TEXT_H_
