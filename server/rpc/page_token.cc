// Tested by tests/server/page_token_test.cc.
#include "server/rpc/page_token.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr size_t kSealDigits = 16;
constexpr size_t kMostTokenBytes = 8'192;  // an id of max_text_bytes, encoded

std::string SealOf(const PageStart& start, std::string_view scope) {
  return Sha256Hex(absl::StrCat(start.offset, " ", start.as_of, " ", start.after.size(), " ",
                                start.after, " ", ToAbsl(scope)))
      .substr(0, kSealDigits);
}

std::optional<PageStart> Parse(std::string_view token, std::string_view scope) {
  std::string text;
  if (token.size() > kMostTokenBytes || !absl::WebSafeBase64Unescape(ToAbsl(token), &text)) {
    return std::nullopt;
  }
  // What an entry is called may hold blanks: it stands last.
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(' ', 3));
  PageStart start;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &start.offset)) return std::nullopt;
  start.as_of = parts[1];
  start.after = parts[3];
  if (parts[2] != SealOf(start, scope)) return std::nullopt;
  return start;
}

}  // namespace

std::string MakePageToken(const PageStart& start, std::string_view scope) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(start.offset, " ", start.as_of, " ", SealOf(start, scope), " ", start.after));
}

std::optional<PageStart> ReadPageToken(std::string_view token, std::string_view scope,
                                       std::vector<Violation>& violations) {
  if (token.empty()) return PageStart{};
  auto start = Parse(token, scope);
  if (!start.has_value()) {
    violations.push_back(
        {"page_token", "BAD_PAGE_TOKEN",
         "this is no next_page_token of this request; the request, the pack or the "
         "book has changed: leave it out, and begin with the first page"});
  }
  return start;
}

uint32_t PageSize(int32_t asked, uint32_t usual, uint32_t most,
                  std::vector<Violation>& violations) {
  if (asked < 0) {
    violations.push_back({"page_size", "OUT_OF_RANGE",
                          absl::StrCat("a page has no ", asked, " entries; give 1 to ", most,
                                       ", or 0 for ", usual)});
  }
  return asked <= 0 ? usual : std::min(static_cast<uint32_t>(asked), most);
}

}  // namespace bellwether
