// Headings of spreadsheets -> fields of an account: "Account ID" is `id`.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_HEADINGS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_HEADINGS_H_

#include <string>
#include <string_view>

namespace bellwether {

// The field that a column was most likely meant for: the same words in other letters, or a field
// among the words of the heading. "" when there is none.
std::string FieldOfHeading(std::string_view heading);

// The field that is spelled nearly like the column. "" when there is none.
std::string FieldCloseTo(std::string_view column);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_HEADINGS_H_
