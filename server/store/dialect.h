// What differs between the databases: how one connects, a few words of SQL, and what their errors
// mean. Everything else is said once, in SQL that both speak.
#ifndef BELLWETHER_SERVER_STORE_DIALECT_H_
#define BELLWETHER_SERVER_STORE_DIALECT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "soci/soci.h"

namespace bellwether::store {

class Dialect {
 public:
  virtual ~Dialect() = default;

  // Opens `session`, and sets what holds for one connection. Throws soci_error.
  virtual void Connect(soci::session& session) const = 0;
  // The type of a text that is ordered by its bytes.
  virtual std::string_view text() const = 0;
  // What follows a table that is kept in the order of its primary key, where there is such a thing.
  virtual std::string_view clustered() const = 0;
  // The type of a column that is the key of its table, and numbers rows as they are added.
  virtual std::string_view numbered() const = 0;
  // Begins a transaction that will write.
  virtual std::string_view begin_write() const = 0;
  // Begins a transaction that reads the database as it is at its first statement, and nothing
  // later.
  virtual std::string_view begin_read() const = 0;
  // The text of a field of an object of JSON that a column holds; "" where it is none.
  virtual std::string TextOfJson(std::string_view column, std::string_view field) const = 0;
  // Held by whoever migrates, until its transaction ends, so that two do not.
  virtual std::string_view lock_schema() const = 0;
  // Asks to be in charge of what one server of several does, for as long as the connection lasts: 1
  // where it is, 0 where another is. "": there is no other.
  virtual std::string_view take_charge() const = 0;
  // The same of delivering messages.
  virtual std::string_view take_delivery() const = 0;
  // The same of deleting what is kept no longer.
  virtual std::string_view take_retention() const = 0;
  // How many may write at once: more wait.
  virtual uint32_t writers(uint32_t connections) const = 0;
  bool writes_in_turn() const { return writers(2) == 1; }

  // Says what happened and what to do. `error` was thrown by a call of this database.
  virtual absl::Status StatusOf(const soci::soci_error& error) const = 0;
  // Whether the connection must be opened anew after that.
  virtual bool IsBroken(const soci::soci_error& error) const = 0;
  // As people should read it: without passwords.
  virtual const std::string& place() const = 0;

  // Has the database's own log, where what was written and erased stands for a while, begin anew,
  // where that is ours to do, and unless somebody reads by it. Outside of transactions. Throws
  // soci_error.
  virtual void EmptyLog(soci::session& session) const = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_DIALECT_H_
