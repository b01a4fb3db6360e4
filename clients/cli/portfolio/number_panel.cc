// Tested by tests/clients/portfolio_command_test.py and remote_portfolio_test.py.
#include "clients/cli/portfolio/number_panel.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/terminal/display_text.h"

namespace bellwether::cli {
namespace {

using portfolio::AccountInNumber;

std::string NameOf(const portfolio::NumberName& number) {
  return number.line.empty() ? absl::StrCat(number.row, ", ", number.column) : number.line;
}

std::string TitleOf(const std::string& metric, const portfolio::NumberName& number,
                    const portfolio::AccountsInNumber& told) {
  const std::string value = ValueWords(told.number.quantity);
  return absl::StrCat(NameOf(number), " of ", metric, ": ",
                      told.number.mature ? value : absl::StrCat("[", value, "]"), " (",
                      Thousands(told.accounts.size()), " of ", Thousands(told.accounts_in_all),
                      told.accounts_in_all == 1 ? " account)" : " accounts)");
}

PanelCell AmountCell(const AccountInNumber& account, MeasureUnit unit) {
  if (!account.amount) return {};
  portfolio::Quantity amount;
  amount.value = account.amount;
  amount.unit = unit;
  amount.standing = portfolio::Standing::kKnown;
  return NumberCell(account.amount, ValueWords(amount));
}

}  // namespace

Panel NumberPanel(const std::string& metric, const portfolio::NumberName& number,
                  const portfolio::AccountsInNumber& told) {
  const std::string& why = told.number.quantity.why;
  Panel panel{"accounts",
              TitleOf(metric, number, told),
              why.empty() ? "no account" : why,
              {{"account", "account"}, {"counted", "counted"}},
              {}};
  const bool some_go_on = std::any_of(told.accounts.begin(), told.accounts.end(),
                                      [](const AccountInNumber& one) { return one.ongoing; });
  if (told.amount_unit) panel.columns.push_back({"amount", "amount", true});
  if (some_go_on) panel.columns.push_back({"ongoing", "now"});
  panel.columns.push_back({"what", "what", false, 1});
  for (const AccountInNumber& account : told.accounts) {
    std::vector<PanelCell> row = {TextCell(account.account),
                                  TruthCell(account.counted, "counted", "", Tone::kPlain)};
    if (told.amount_unit) row.push_back(AmountCell(account, *told.amount_unit));
    if (some_go_on) row.push_back(TruthCell(account.ongoing, "goes on", "", Tone::kMiddling));
    row.push_back(TextCell(account.what));
    panel.rows.push_back(std::move(row));
  }
  return panel;
}

}  // namespace bellwether::cli
