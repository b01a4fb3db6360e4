// One file, for one server: nothing to install, nothing to run beside it.
#ifndef BELLWETHER_SERVER_STORE_SQLITE_DIALECT_H_
#define BELLWETHER_SERVER_STORE_SQLITE_DIALECT_H_

#include <string>

#include "server/store/dialect.h"

namespace bellwether::store {

class SqliteDialect final : public Dialect {
 public:
  // The file is made if it is not there; its folder must be.
  explicit SqliteDialect(std::string file);

  void Connect(soci::session& session) const override;
  std::string_view text() const override { return "text"; }
  std::string_view clustered() const override { return " without rowid"; }
  std::string_view numbered() const override { return "integer primary key autoincrement"; }
  std::string_view begin_write() const override { return "begin immediate"; }
  std::string_view begin_read() const override { return "begin"; }
  std::string TextOfJson(std::string_view column, std::string_view field) const override;
  std::string_view lock_schema() const override { return ""; }  // begin_write has locked all
  std::string_view take_charge() const override { return ""; }
  std::string_view take_delivery() const override { return ""; }
  std::string_view take_retention() const override { return ""; }
  uint32_t writers(uint32_t) const override { return 1; }
  absl::Status StatusOf(const soci::soci_error& error) const override;
  bool IsBroken(const soci::soci_error&) const override { return false; }
  const std::string& place() const override { return place_; }
  void EmptyLog(soci::session& session) const override;

 private:
  const std::string file_;
  const std::string place_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQLITE_DIALECT_H_
