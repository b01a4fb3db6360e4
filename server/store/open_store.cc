// Tested by tests/server/store/store_test.cc.
#include "server/store/open_store.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/store/migrations.h"
#include "server/store/postgres_dialect.h"
#include "server/store/sql_store.h"
#include "server/store/sqlite_dialect.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

absl::StatusOr<std::unique_ptr<const Dialect>> DialectOf(absl::string_view place) {
  if (absl::StartsWith(place, "postgresql://") || absl::StartsWith(place, "postgres://")) {
    return PostgresDialect::Of(std::string(place));
  }
  if (absl::ConsumePrefix(&place, "sqlite:") && !place.empty()) {
    return std::make_unique<SqliteDialect>(std::string(place));
  }
  return absl::InvalidArgumentError(
      "the place of a store is sqlite:FILE or postgresql://USER@HOST:PORT/DATABASE");
}

}  // namespace

absl::Status CheckStorePlace(const std::string& place) { return DialectOf(place).status(); }

absl::StatusOr<std::unique_ptr<Store>> OpenStore(const std::string& place,
                                                 const StoreOptions& options, absl::Time now) {
  auto dialect = DialectOf(place);
  if (!dialect.ok()) return dialect.status();
  auto connections = std::make_unique<Connections>(*std::move(dialect), options.connections);
  const absl::Status ready = WithSession(
      *connections, Connections::For::kWriting,
      [&](soci::session& session) { return Migrate(session, connections->dialect(), now); });
  if (!ready.ok()) return ready;
  return std::make_unique<SqlStore>(std::move(connections));
}

}  // namespace bellwether::store
