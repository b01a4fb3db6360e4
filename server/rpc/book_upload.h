// LoadBook: a client's stream of records becomes a book in the store.
#ifndef BELLWETHER_SERVER_RPC_BOOK_UPLOAD_H_
#define BELLWETHER_SERVER_RPC_BOOK_UPLOAD_H_

#include <memory>

#include "bellwether/v1/portfolio.pb.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/portfolio_handlers.h"

namespace bellwether {

// Records of one message: what a polling thread reads in a few milliseconds.
inline constexpr int kMostMessageRecords = 1'000;
// Refused records that the answer names.
inline constexpr int kMostNamedRecords = 100;

// `environment` is copied.
std::unique_ptr<Upload<v1::LoadBookRequest, v1::LoadBookResponse>> MakeBookUpload(
    const PortfolioEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_BOOK_UPLOAD_H_
