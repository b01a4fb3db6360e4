// Overrides and decisions of accounts on their way from one store to another.
//
//   auto entries = store.entry_transfer().Begin(tenant);
//   for (auto page = (*entries)->Next(); page.ok() && !page->empty(); page = (*entries)->Next())
//   ...
//
//   auto outcomes = other.entry_transfer().Import({tenant, "", now, by}, entries);   // in parts
//
// They come with all that is kept of them, so that the other store gives the same answers. Records
// go first (record_export_store.h): entries of an account without any are not taken.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_ENTRY_TRANSFER_STORE_H_
#define BELLWETHER_SERVER_STORE_ENTRY_TRANSFER_STORE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/decision_store.h"

namespace bellwether::store {

struct Request;

struct AccountEntry {
  std::string account;
  EntryHead head;
  std::variant<NewOverride, NewDecision> what;
  std::string etag;  // of the account, with its last entry; "": with others
};

enum class ImportOutcome : uint8_t {
  kStored,
  kAlreadyThere,    // the same entry, to the bit
  kConflict,        // another one has its number
  kOutOfOrder,      // a number before it is missing, or it is known since before the last entry
  kUnknownAccount,  // no record of it is kept
};

// Entries as they were when it began. It has a connection of its own: end it soon. One thread at a
// time, any one.
class EntryExport {
 public:
  virtual ~EntryExport() = default;
  // The next ones by account and number, 256 at most. Empty: there are no more. After an error it
  // is of no use.
  virtual absl::StatusOr<std::vector<AccountEntry>> Next() = 0;
};

class EntryTransferStore {
 public:
  virtual ~EntryTransferStore() = default;

  // FAILED_PRECONDITION: kMostExports of these run (record_export_store.h). The export does not
  // outlive the store.
  virtual absl::StatusOr<std::unique_ptr<EntryExport>> Begin(const std::string& tenant) = 0;
  // All of them or, with an error, none; one outcome each, and those of one account in the order of
  // their numbers. Durable when it is OK. The request's id is not looked at: doing it twice changes
  // nothing. The audit has that entries were imported, when and by whom.
  virtual absl::StatusOr<std::vector<ImportOutcome>> Import(
      const Request& request, std::span<const AccountEntry> entries) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ENTRY_TRANSFER_STORE_H_
