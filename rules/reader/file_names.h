// What the ending of a file's name says about its bytes. Pure functions.
#ifndef BELLWETHER_RULES_READER_FILE_NAMES_H_
#define BELLWETHER_RULES_READER_FILE_NAMES_H_

#include <string_view>

namespace bellwether {

// "accounts.csv" of "accounts.csv.gz" and "accounts.csv.zst"; other names as they are.
std::string_view WithoutCompressionEnding(std::string_view file_name);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_FILE_NAMES_H_
