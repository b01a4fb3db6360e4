// Alerts of accounts, what happened to them, and the tasks that came of them: written with the
// evaluation that caused them, or with what people did, in one transaction.
//
//   auto kept = store->alerts().Of({tenant, account});      // what a change goes on from
//   ... the engine says what becomes of it: an AlertChange
//   store->alerts().PutEvaluated(evaluated, desk);           // durable when it is OK
//   store->alerts().Act(request, digest, change, desk);      // likewise
//   store->alerts().After("", cursor, 100);                  // whoever watches
//
// What stands in a state and in bodies is for who writes them: here they are texts. An event waits
// until people are to be told of it, and has its sequence from then on: it rises in the order in
// which events become visible, over all tenants, so that whoever has read up to one of them has
// missed none before it. Everything goes with its account when that is erased.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_ALERT_STORE_H_
#define BELLWETHER_SERVER_STORE_ALERT_STORE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/alert_listing.h"
#include "server/store/evaluation_store.h"
#include "server/store/intervention_store.h"
#include "server/store/stored_alert.h"

namespace bellwether::store {

struct Request;

// An event with what whoever carries it out must know besides.
struct ToldAlertEvent {
  std::string tenant;
  StoredAlertEvent event;
  std::string former;    // body of the event before it of the same alert; "": it is the first
  std::string segment;   // of the account, as its records say last; "": none does
  absl::Time raised_at;  // the alert
};

// An alert that is not over, with what whoever carries it out must know besides.
struct OpenAlert {
  StoredAlert alert;
  std::string segment;  // as of an event
  int64_t told = 0;     // sequence of the last event of it that people were told of; 0: none was
};

// How an account stands, as a change finds it.
struct KeptAlerts {
  int64_t version = 0;  // of the state; 0: there is none
  std::string state;
  std::vector<StoredAlert> open;  // by number
  std::vector<StoredTask> tasks;  // open ones, by number
  // When the first event that waits is to be told; nothing: none waits.
  std::optional<absl::Time> next_told_at;
};

// What becomes of the alerts of one account.
struct AlertChange {
  struct Alert {
    StoredAlert row;
    bool people_see = false;  // what has changed of it
    // A new one may be, and is until it is not any more.
    bool held_out = false;
  };
  struct Task {
    StoredTask row;
    size_t alert = 0;  // of a new one: its place in `alerts`
  };
  struct Event {
    size_t alert = 0;  // its place in `alerts`
    absl::Time told_at;
    std::string body;
  };
  // A playbook that begins with one of them.
  struct Intervention {
    size_t alert = 0;  // its place in `alerts`
    std::string playbook;
    std::string rule;  // that leads
    std::string band;  // of the account; "": it has none
    std::optional<Lots> lots;
    absl::Time begun_at;
  };

  AccountName of;
  int64_t version = 0;  // of the state that it goes on from
  std::string state;
  absl::Time now;  // events that are told by then wait no more
  // All that were open, and new ones; of tasks those that are changed or new. What the store gives,
  // `number` aside, is passed over.
  std::vector<Alert> alerts;
  std::vector<Task> tasks;
  std::vector<Event> events;                 // in order
  std::vector<Intervention> interventions;   // likewise
  std::map<std::string, uint32_t> capacity;  // by rule; of those that have one
  // When the account must be looked at again because of it; nothing: never.
  std::optional<absl::Time> next_at;
};

// The alerts of one rule that are open for one CSM, and how many of them are shown at a time.
struct DeskQueue {
  struct Entry {
    StoredAlert alert;
    std::string state;  // of its account
  };
  std::string tenant;
  std::string csm;
  std::string rule;
  std::optional<uint32_t> capacity;  // nothing: all
  absl::Time now;
  std::vector<Entry> entries;
};
// What becomes of one of them.
struct DeskVerdict {
  size_t entry = 0;
  AlertStanding standing = AlertStanding::kShown;
  absl::Time told_at;
  std::string body;  // of the event
};
// Says which are shown from now on, and which are held back and were not before. Pure: it may be
// asked twice.
using SettleDesk = std::function<std::vector<DeskVerdict>(const DeskQueue&)>;

struct EvaluatedAlerts {
  StoredEvaluation evaluation;
  std::optional<AlertChange> alerts;  // nothing: nothing of them changes
  // Of the state that was looked at for that, by which the account is to be looked at again.
  // Nothing: there was nothing to look at.
  std::optional<int64_t> alert_version;
  // Other accounts of the tenant, whose answers may be others by what became known of this one: a
  // record was given to it, or to them.
  std::vector<std::string> concerns = {};
};

struct PutAlerts {
  std::vector<int64_t> numbers;  // of the evaluations, as EvaluationStore::Put has them
  // Accounts that are to be looked at once more, and are due in the store: their alerts changed
  // meanwhile, and nothing of them was written; or one of them is shown from now on; or another
  // account concerns them.
  std::vector<AccountName> again;
};

enum class ActOutcome : uint8_t {
  kDone,
  kMoved,  // the account's alerts changed meanwhile, or are gone: look again
};
struct Acted {
  ActOutcome outcome = ActOutcome::kDone;
  std::vector<AccountName> again;  // likewise
};

// Alerts that are not over, of all tenants: by the rule that leads, its severity, and how they
// stand. An alert that is held back and was acknowledged is the latter.
struct OpenAlertCount {
  enum class Standing : uint8_t { kOpen = 0, kAcknowledged = 1, kSnoozed = 2, kHeldBack = 3 };
  std::string lead;
  std::string severity;
  Standing standing = Standing::kOpen;
  uint64_t count = 0;
};
struct AlertCounts {
  std::vector<OpenAlertCount> open;
  uint64_t tasks_open = 0;     // those that are overdue included
  uint64_t tasks_overdue = 0;  // open, and due by then
  // Since when the first event is to be told that nobody was told of; nothing: there is none.
  std::optional<absl::Time> untold_since;
};

class AlertStore {
 public:
  virtual ~AlertStore() = default;

  // Read in this order, so that a change that comes between is found out by the version.
  virtual absl::StatusOr<KeptAlerts> Of(const AccountName& of) = 0;

  // All of them or, with an error, none: each evaluation with what its alerts became, or neither.
  virtual absl::StatusOr<PutAlerts> PutEvaluated(std::span<const EvaluatedAlerts> evaluated,
                                                 const SettleDesk& desk) = 0;

  // What people did to the alert or the task `number`. A request that was done within a day is not
  // done again: Answered tells it apart, before and after.
  virtual absl::StatusOr<Acted> Act(const Request& request, const std::string& digest,
                                    int64_t number, const AlertChange& change,
                                    const SettleDesk& desk) = 0;
  // The number that the request acted on; nothing: it is new. ALREADY_EXISTS: it asked for
  // something else.
  virtual absl::StatusOr<std::optional<int64_t>> Answered(const Request& request,
                                                          const std::string& digest) = 0;

  // Nothing: there is none of that number.
  virtual absl::StatusOr<std::optional<ListedAlert>> Find(const std::string& tenant,
                                                          int64_t number) = 0;
  virtual absl::StatusOr<std::optional<StoredTask>> FindTask(const std::string& tenant,
                                                             int64_t number) = 0;
  virtual absl::StatusOr<std::vector<ListedAlert>> List(const std::string& tenant,
                                                        const AlertListing& listing) = 0;
  // What there is to ask for: one for each combination.
  virtual absl::StatusOr<std::vector<AlertChoice>> Choices(const std::string& tenant) = 0;
  // What is due first comes first, and then by number; what has no hurry comes last.
  virtual absl::StatusOr<std::vector<StoredTask>> ListTasks(const std::string& tenant,
                                                            const TaskListing& listing) = 0;

  // Those that wait included.
  virtual absl::StatusOr<std::vector<StoredAlertEvent>> EventsOf(
      const AlertEventListing& listing) = 0;

  // At most `most` events of the tenant, in order, after that sequence.
  virtual absl::StatusOr<std::vector<StoredAlertEvent>> After(const std::string& tenant,
                                                              int64_t sequence, uint32_t most) = 0;
  // The same of all tenants.
  virtual absl::StatusOr<std::vector<ToldAlertEvent>> AfterOfAll(int64_t sequence,
                                                                 uint32_t most) = 0;
  // The last sequence that was given; 0: none was.
  virtual absl::StatusOr<int64_t> LastSequence() = 0;
  // At most `most` alerts of all tenants that are open, in order, after that number. Of what was
  // told of them, that up to the sequence `upto` alone.
  virtual absl::StatusOr<std::vector<OpenAlert>> OpenOfAll(int64_t after, int64_t upto,
                                                           uint32_t most) = 0;

  // Of all tenants, at that moment.
  virtual absl::StatusOr<AlertCounts> Count(absl::Time now) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ALERT_STORE_H_
