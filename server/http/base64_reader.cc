// Tested by tests/server/http/base64_reader_test.cc.
#include "server/http/base64_reader.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "engine/base/string_bridge.h"

namespace bellwether::http {

bool Base64Reader::Add(std::string_view text, std::string& bytes) {
  waiting_.append(text);
  std::string_view whole = std::string_view(waiting_).substr(0, waiting_.size() / 4 * 4);
  while (!whole.empty()) {
    // Up to the end of the four characters that have padding.
    const size_t padding = whole.find('=');
    const size_t end = padding == std::string_view::npos ? whole.size() : padding / 4 * 4 + 4;
    std::string part;
    if (!absl::Base64Unescape(ToAbsl(whole.substr(0, end)), &part)) return false;
    bytes += part;
    whole.remove_prefix(end);
  }
  waiting_.erase(0, waiting_.size() / 4 * 4);
  return true;
}

}  // namespace bellwether::http
