// The tables, as a list of steps that only grows: what is in the field was made by a prefix of it,
// and is brought up to date when a server opens it. Forward only.
#ifndef BELLWETHER_SERVER_STORE_MIGRATIONS_H_
#define BELLWETHER_SERVER_STORE_MIGRATIONS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/store/dialect.h"
#include "soci/soci.h"

namespace bellwether::store {

struct Migration {
  std::string_view what;  // "records of accounts"
  std::span<const std::string_view>
      statements;  // "{text}", "{clustered}", "{numbered}", "{json csm}": the dialect's
};

// Version N is what the first N of them make.
std::span<const Migration> Migrations();

// Brings the tables to version `to`, in one transaction: another server that opens them meanwhile
// waits, and finds it done. FAILED_PRECONDITION: they are of a newer version than this server
// knows. Throws soci_error.
absl::Status Migrate(soci::session& session, const Dialect& dialect, absl::Time now,
                     uint32_t to = static_cast<uint32_t>(Migrations().size()));

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_MIGRATIONS_H_
