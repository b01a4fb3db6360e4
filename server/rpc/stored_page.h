// Pages of what a store keeps: of the rows that were found, as many as a page takes.
//
//   const auto next = FillPage(
//       *found, size, scope,
//       [&](const Row& row) { return TellAlert(row, now, *response.add_alerts()); },
//       [](const Row& last) { return PageStart{static_cast<uint64_t>(last.number)}; });
//
// Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_STORED_PAGE_H_
#define BELLWETHER_SERVER_RPC_STORED_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/rpc/page_token.h"

namespace bellwether {

// The token of the next page, which begins after the last row of this one; "": this is the last.
// One row more than `size` is asked of the store, so that it is known whether there are more.
// `tell` adds a row to the response; its errors are those of this. `after` says where a page begins
// that comes after a row.
template <typename Row, typename Tell, typename After>
absl::StatusOr<std::string> FillPage(const std::vector<Row>& found, uint32_t size,
                                     std::string_view scope, const Tell& tell, const After& after) {
  // Clients take messages of 4 MiB; what is kept takes more room than what is told of it.
  constexpr size_t kMostBytes = 2u << 20;
  size_t bytes = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    if (i == size || bytes > kMostBytes) return MakePageToken(after(found[i - 1]), scope);
    const absl::Status told = tell(found[i]);
    if (!told.ok()) return told;
    bytes += found[i].body.size();
  }
  return std::string();
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STORED_PAGE_H_
