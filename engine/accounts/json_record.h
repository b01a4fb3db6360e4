// The text of one account in JSON -> a record.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_JSON_RECORD_H_
#define BELLWETHER_ENGINE_ACCOUNTS_JSON_RECORD_H_

#include <cstdint>
#include <string_view>

#include "engine/accounts/accounts.h"

namespace bellwether {

// Where in the file a text begins; both 1-based, columns in bytes.
struct TextPlace {
  uint32_t line = 1;
  uint32_t column = 1;
};

// Total: whatever the text holds, the record says what is wrong with it.
AccountRecord ReadJsonRecord(std::string_view text, TextPlace place, const Limits& limits);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_JSON_RECORD_H_
