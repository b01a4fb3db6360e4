// What Bellwether remembers: records of accounts, kept until their account is erased.
//
//   auto store = OpenStore("sqlite:/var/lib/bellwether/store.db", StoreOptions{}, log);
//   if (!store.ok()) ...         // says what to do (open_store.h)
//   auto outcomes = (*store)->PutRecords({"", "req-1", now}, records);
//   if (outcomes.ok()) ...       // they are durable from here on
//
// Records are append-only (docs/portfolio/records.md): one of the same kind and id that was known
// later takes the place of the earlier one, which stays, so that every moment of the past can be
// asked about (P1).
//
// Any number of threads may call it. A call blocks until the database has answered, so threads that
// answer clients leave it to workers. Errors:
//   ALREADY_EXISTS       the request's id was used within a day, for other records
//   UNAVAILABLE          it cannot be reached, or was too busy: nothing was written; ask again
//   RESOURCE_EXHAUSTED   its disk is full: nothing was written
//   DATA_LOSS            what it holds is not what was written
#ifndef BELLWETHER_SERVER_STORE_STORE_H_
#define BELLWETHER_SERVER_STORE_STORE_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/evaluation_store.h"

namespace bellwether::store {

class AccountListStore;    // account_list_store.h
class AlertStore;          // alert_store.h
class AuditStore;          // audit_store.h
class DecisionStore;       // decision_store.h
class EntryTransferStore;  // entry_transfer_store.h
class InterventionStore;   // intervention_store.h
class OutboxStore;         // outbox_store.h
class RecordExportStore;   // record_export_store.h
class RetentionStore;      // retention_store.h
class TransferStore;       // transfer_store.h

// What a record of kind "account" says of the account that lists are filtered by; "": nothing.
struct Attributes {
  std::string segment = {};
  std::string csm = {};
  std::string stage = {};
};

// A record as it is kept: by what it is found, and the record itself.
struct StoredRecord {
  std::string account;
  std::string kind;  // "contract"
  std::string id;    // within its kind
  absl::Time at;     // when it happened; microseconds are kept
  absl::Time known_at;
  std::string body;  // the record as a line of JSON
  // As the body has them; for who writes it, and not told again.
  Attributes attributes = {};
};

enum class PutOutcome : uint8_t {
  kStored,
  kAlreadyThere,  // the same record, to the byte, is there
  kConflict,      // another record of that kind, id and known_at is there: this one is not kept
};

// A changing call. Where the same one was answered within a day, its answer is given again and
// nothing is written.
struct Request {
  std::string tenant;  // "" where there is one
  std::string id;      // "": it is not remembered
  absl::Time now;
  std::string by = {};  // who asks; "" where callers have no names
};

// What is known of an account, and beside it which kinds of records are told of any account.
struct AccountRecords {
  std::vector<StoredRecord> records;
  std::vector<std::string> kinds;  // of the tenant; what was erased is still among them
};

struct AccountSummary {
  std::string account;
  uint64_t records = 0;
  absl::Time changed_at;  // when the last record was stored
  // As its records say last, by `at`, corrections included; "": none does.
  std::string segment = {};
  std::string csm = {};
  std::string stage = {};
  // Of the last evaluation, in lists that are ordered by it; nothing: there is none.
  std::optional<double> score = {};
};

struct AccountPage {
  std::vector<AccountSummary> accounts;  // by id
  bool more = false;
};

class Store {
 public:
  virtual ~Store() = default;

  // All of them or, with an error, none; one outcome each. Durable when it is OK.
  virtual absl::StatusOr<std::vector<PutOutcome>> PutRecords(
      const Request& request, std::span<const StoredRecord> records) = 0;

  // Every version, known at `known_until` or before, of each record that is the account's or once
  // was: a later version may have given it to another account. By kind, id and known_at. Empty:
  // nothing was known of it.
  virtual absl::StatusOr<AccountRecords> RecordsOf(const std::string& tenant,
                                                   const std::string& account,
                                                   absl::Time known_until) = 0;

  // Lists with a filter and an order, and exports. As long as the store.
  virtual AccountListStore& account_list() = 0;
  virtual RecordExportStore& exports() = 0;

  // Nothing that was stored of the account is left; how many records that were. That it happened,
  // when and by whom, is kept.
  virtual absl::StatusOr<uint64_t> Erase(const Request& request, const std::string& account) = 0;

  // What people decided about accounts (decision_store.h). Lives as long as the store.
  virtual DecisionStore& decisions() = 0;
  // These, from one store to another.
  virtual EntryTransferStore& entry_transfer() = 0;
  // What was answered about accounts.
  virtual EvaluationStore& evaluations() = 0;
  // What is to be told to others.
  virtual OutboxStore& outbox() = 0;
  // What people were told of accounts.
  virtual AlertStore& alerts() = 0;
  // What was done about it, and how bands changed.
  virtual InterventionStore& interventions() = 0;
  // What is kept no longer.
  virtual RetentionStore& retention() = 0;
  // All that is kept of accounts, from one store to another.
  virtual TransferStore& transfer() = 0;
  // What is not forgotten with an account.
  virtual AuditStore& audit() = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_STORE_H_
