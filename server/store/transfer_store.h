// Everything that is kept of a tenant's accounts, on its way from one store to another.
//
//   auto all = store.transfer().Begin(tenant);
//   for (auto page = (*all)->Next(); page.ok() && !page->empty(); page = (*all)->Next()) ...
//
//   auto outcomes = other.transfer().Import({tenant, "", now, by}, items, with_task);   // in parts
//
// What was evaluated and told elsewhere keeps its order and its numbers there, under numbers below
// 0 (imported_sequence.h): so it is history here, which no watch, relay or count of events ever
// sees. Alerts and tasks keep their numbers where these are free.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_TRANSFER_STORE_H_
#define BELLWETHER_SERVER_STORE_TRANSFER_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/alert_store.h"
#include "server/store/entry_transfer_store.h"
#include "server/store/evaluation_store.h"
#include "server/store/intervention_store.h"
#include "server/store/store.h"

namespace bellwether::store {

struct KeptTask {
  StoredTask row;
  std::optional<absl::Time> ended_at;  // done or dropped; given where it is not open
};

struct KeptAlertEvent {
  // The sequence as it was given where people were told of it; 0: they were not yet.
  StoredAlertEvent row;
  int64_t task = 0;  // that it is about, by number; 0: none. For who imports it
};

struct KeptIntervention {
  std::string playbook;
  std::string rule;
  std::string band;
  std::optional<Lots> lots;
  absl::Time begun_at;
  // Of what is kept no longer of its alert and the tasks of that.
  bool was_acknowledged = false;
  uint32_t tasks_gone = 0;
  uint32_t tasks_gone_done = 0;
  int64_t former_alert = 0;  // 0: the alert that it is with
};

struct KeptAlert {
  StoredAlert row;
  std::vector<KeptTask> tasks;
  std::vector<KeptAlertEvent> events;  // in order
  std::vector<KeptIntervention> interventions;
};

// Sequences, here and of evaluations, as they were given where it was evaluated.
struct KeptBandChange {
  int64_t sequence = 0;
  absl::Time at;
  std::string band;
};

struct AccountStanding {
  std::string account;
  std::optional<StoredEvaluation> last;
  std::vector<KeptBandChange> bands;
  std::string alert_state;  // "": there is none
  std::vector<KeptAlert> open;
  std::vector<KeptIntervention> former;  // whose alerts are kept no longer
};

// Which kinds of records are told of any account.
struct KindsTold {
  std::vector<std::string> kinds;
};

// Of a record that is exported the account and the body alone. Of evaluations `of.tenant` is passed
// over, as it is of alerts: it is the request's.
using TransferItem = std::variant<StoredRecord, AccountEntry, AccountStanding, StoredEvaluation,
                                  KeptAlert, KindsTold>;

enum class TransferOutcome : uint8_t {
  kStored,
  kAlreadyThere,
  kConflict,        // another one is in its place, and stays
  kOutOfOrder,      // of entries: entry_transfer_store.h
  kUnknownAccount,  // no record of it is kept
};

// Everything as it was when it began. It has a connection of its own: end it soon. One thread at a
// time, any one.
class TransferExport {
 public:
  virtual ~TransferExport() = default;
  // The next ones, 256 at most, and no more once they have 256 KiB. Kinds; then by account, of each
  // its records, its entries, how it stands, evaluations but the last one, alerts that are over.
  // Empty: there are no more. After an error it is of no use.
  virtual absl::StatusOr<std::vector<TransferItem>> Next() = 0;
};

class TransferStore {
 public:
  virtual ~TransferStore() = default;

  // FAILED_PRECONDITION: kMostExports of these run (record_export_store.h). The export does not
  // outlive the store.
  virtual absl::StatusOr<std::unique_ptr<TransferExport>> Begin(const std::string& tenant) = 0;

  // The body of an event that is about the task of another number: tasks may get new ones.
  using WithTask = std::function<std::string(const std::string& body, int64_t task)>;
  // All of them or, with an error, none; one outcome each. Kinds and records first, then entries,
  // standings, and the rest. Durable when it is OK. The request's id is not looked at: doing it
  // twice changes nothing. The audit has that something was imported, when and by whom.
  virtual absl::StatusOr<std::vector<TransferOutcome>> Import(const Request& request,
                                                              std::span<const TransferItem> items,
                                                              const WithTask& with_task) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_TRANSFER_STORE_H_
