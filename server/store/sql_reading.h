// What queries of this folder have in common.
#ifndef BELLWETHER_SERVER_STORE_SQL_READING_H_
#define BELLWETHER_SERVER_STORE_SQL_READING_H_

#include <limits>
#include <optional>
#include <string>
#include <type_traits>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/connections.h"
#include "server/store/with_session.h"
#include "soci/soci.h"

namespace bellwether::store {

// Stands for a moment that never comes, and orders as one.
inline constexpr long long kNever = std::numeric_limits<long long>::max();

inline long long MicrosOf(const std::optional<absl::Time>& time) {
  return time ? absl::ToUnixMicros(*time) : kNever;
}
inline std::optional<absl::Time> TimeOf(long long micros) {
  if (micros == kNever) return std::nullopt;
  return absl::FromUnixMicros(micros);
}

// A number, or `otherwise` where there is no row.
template <typename... Uses>
long long ReadNumber(soci::session& session, const std::string& query, long long otherwise,
                     const Uses&... uses) {
  long long number = otherwise;
  auto prepared = session.prepare << query;
  prepared, soci::into(number);
  static_cast<void>((prepared, ..., soci::use(uses)));
  soci::statement rows = prepared;
  return rows.execute(true) ? number : otherwise;
}

// What `read` finds with a session for reading, or the loan of one.
template <typename T, typename Read>
absl::StatusOr<T> Found(Connections& connections, const Read& read) {
  T found{};
  const auto step = [&](Connections::Loan& loan) {
    if constexpr (std::is_invocable_v<const Read&, Connections::Loan&>) {
      found = read(loan);
    } else {
      found = read(loan.session());
    }
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections, Connections::For::kReading, step);
  if (!status.ok()) return status;
  return found;
}

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_READING_H_
