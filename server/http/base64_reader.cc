// Tested by tests/server/http/base64_reader_test.cc.
#include "server/http/base64_reader.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "engine/base/string_bridge.h"

namespace bellwether::http {
namespace {

// The library also takes blanks, and a dot for padding: groups of four would be others then,
// depending on where a piece ends.
bool IsOfBase64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

}  // namespace

bool Base64Reader::Add(std::string_view text, std::string& bytes) {
  if (!std::all_of(text.begin(), text.end(), IsOfBase64)) return false;
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
