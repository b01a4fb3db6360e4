// Tokens of pages: where the next one begins, bound to the request that the first page answered.
//
// A token is the client's to send back and nobody's to read. One that was made for another request,
// another pack or another book, or that was changed, is told apart by a digest in it. Pure
// functions.
#ifndef BELLWETHER_SERVER_RPC_PAGE_TOKEN_H_
#define BELLWETHER_SERVER_RPC_PAGE_TOKEN_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/facts/account.h"

namespace bellwether {

struct PageStart {
  uint64_t offset = 0;
  std::string as_of = {};  // of the first page, as FormatMoment has it; "" where there is none
  // The last entry of the page before, where lists grow between two pages; "" where they do not.
  std::string after = {};
};

// `scope`: everything that must be the same for all pages, as one text.
std::string MakePageToken(const PageStart& start, std::string_view scope);
// The beginning for "". Nothing, and a violation, for a token that is not one of `scope`.
std::optional<PageStart> ReadPageToken(std::string_view token, std::string_view scope,
                                       std::vector<Violation>& violations);

// How many entries a page has: `usual` for 0, at most `most`; a negative number is a violation.
uint32_t PageSize(int32_t asked, uint32_t usual, uint32_t most, std::vector<Violation>& violations);

// Of lists that say nothing else.
inline constexpr uint32_t kUsualPage = 100;
inline constexpr uint32_t kMostPage = 1'000;

// What all pages of a list have in common, as one text.
template <typename Request>
std::string ScopeOf(Request request) {
  request.clear_page_size();
  request.clear_page_token();
  return absl::StrCat(request.GetTypeName(), " ", request.SerializeAsString());
}

// The page of `all` that begins where the token says.
template <typename Entry, typename Add>
std::string AddPage(const std::vector<Entry>& all, const PageStart& start, uint32_t size,
                    std::string_view scope, const Add& add) {
  const uint64_t end = std::min<uint64_t>(all.size(), start.offset + size);
  for (uint64_t i = start.offset; i < end; ++i) add(all[i]);
  return end < all.size() ? MakePageToken({end, ""}, scope) : "";
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PAGE_TOKEN_H_
