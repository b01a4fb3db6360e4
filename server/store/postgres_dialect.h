// A PostgreSQL server, shared by any number of replicas.
#ifndef BELLWETHER_SERVER_STORE_POSTGRES_DIALECT_H_
#define BELLWETHER_SERVER_STORE_POSTGRES_DIALECT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/store/dialect.h"

namespace bellwether::store {

class PostgresDialect final : public Dialect {
 public:
  // `url`: "postgresql://user:password@host:port/database?sslmode=verify-full", as libpq reads it.
  // INVALID_ARGUMENT: it does not.
  static absl::StatusOr<std::unique_ptr<const Dialect>> Of(const std::string& url);

  void Connect(soci::session& session) const override;
  std::string_view text() const override { return "text collate \"C\""; }
  std::string_view clustered() const override { return ""; }
  std::string_view numbered() const override {
    return "bigint generated always as identity primary key";
  }
  std::string_view begin_write() const override { return "begin"; }
  std::string_view begin_read() const override {
    return "begin isolation level repeatable read read only";
  }
  std::string TextOfJson(std::string_view column, std::string_view field) const override;
  std::string_view lock_schema() const override;
  std::string_view take_charge() const override;
  std::string_view take_delivery() const override;
  std::string_view take_retention() const override;
  uint32_t writers(uint32_t connections) const override { return connections; }
  absl::Status StatusOf(const soci::soci_error& error) const override;
  bool IsBroken(const soci::soci_error& error) const override;
  const std::string& place() const override { return place_; }
  void EmptyLog(soci::session&) const override {}

 private:
  PostgresDialect(std::string words, std::string place)
      : words_(std::move(words)), place_(std::move(place)) {}

  const std::string words_;  // of libpq:, "host=127.0.0.1 port=5432"
  const std::string place_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_POSTGRES_DIALECT_H_
