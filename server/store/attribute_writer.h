// What lists are filtered by, kept beside the records that say it, in the transaction of whatever
// changes these.
//
// Throws soci_error. One thread.
#ifndef BELLWETHER_SERVER_STORE_ATTRIBUTE_WRITER_H_
#define BELLWETHER_SERVER_STORE_ATTRIBUTE_WRITER_H_

#include <set>
#include <string>
#include <string_view>

#include "server/store/store.h"
#include "soci/soci.h"

namespace bellwether::store {

// The kind of record that says what an account is.
inline constexpr std::string_view kAccountKind = "account";

class AttributeWriter {
 public:
  AttributeWriter(soci::session& session, const std::string& tenant);

  // Of a record of kAccountKind that was just stored.
  void Keep(const StoredRecord& record);
  // Accounts that may be another since: the record's, and those that a version of it was of.
  const std::set<std::string>& changed() const { return changed_; }
  // What the records of an account say now.
  void Update(const std::string& account);

 private:
  // What the statements read from and write to.
  std::string tenant_, account_, id_, sharer_;
  Attributes attributes_;
  long long known_at_ = 0, at_ = 0;
  std::set<std::string> changed_;
  soci::statement insert_, sharers_, update_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ATTRIBUTE_WRITER_H_
