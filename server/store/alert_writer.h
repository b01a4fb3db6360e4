// Writes what becomes of alerts, in a transaction whose turn it is (evaluation_writer.h).
//
//   AlertWriter writer(session, desk);
//   if (writer.IsCurrent(change.of, change.version)) writer.Add(change);   // any number of them
//   const std::vector<AccountName> again = writer.Finish();  // desks are settled by all of them
//
// Changes outlive the writer. Everything throws soci_error. One thread.
#ifndef BELLWETHER_SERVER_STORE_ALERT_WRITER_H_
#define BELLWETHER_SERVER_STORE_ALERT_WRITER_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/store/alert_store.h"
#include "soci/soci.h"

namespace bellwether::store {

class AlertWriter {
 public:
  AlertWriter(soci::session& session, const SettleDesk& desk);
  AlertWriter(const AlertWriter&) = delete;
  AlertWriter& operator=(const AlertWriter&) = delete;

  // Whether nobody has changed the alerts of the account since that version was read.
  bool IsCurrent(const AccountName& of, int64_t version);
  // Its state, alerts and tasks.
  void Add(const AlertChange& change);
  // Who is shown what, and all events. Accounts that are shown one from now on are due.
  std::vector<AccountName> Finish();

 private:
  struct Numbers {
    long long alert = 0, task = 0, event = 0, sequence = 0, changed = 0;
  };
  struct Added {
    const AlertChange* change = nullptr;
    std::vector<long long> numbers;  // of its alerts
  };
  struct Queue {
    std::string tenant, csm, rule;
    auto operator<=>(const Queue&) const = default;
  };
  struct Touched {
    std::optional<uint32_t> capacity;
    absl::Time now;
  };

  struct DeskEvent {
    AccountName of;
    long long alert = 0;
    absl::Time told_at;
    std::string body;
  };

  long long AddAlert(const AlertChange& change, const AlertChange::Alert& alert);
  void ChangeAlert(const AlertChange& change, const AlertChange::Alert& alert);
  void AddTask(const AccountName& of, const StoredTask& task, long long alert, absl::Time now);
  void ChangeTask(const StoredTask& task, absl::Time now);
  void AddIntervention(const AccountName& of, const AlertChange::Intervention& begun,
                       long long alert);
  void Touch(const AlertChange& change, const std::string& csm, const std::string& rule);
  void Settle(const Queue& queue, const Touched& touched);
  void LookAgain(const AccountName& of);
  void AddEvent(const AccountName& of, long long alert, absl::Time told_at,
                const std::string& body);
  // Events of the account that are told by then have a sequence from now on.
  void Release(const AccountName& of, absl::Time now);

  soci::session& session_;
  const SettleDesk& desk_;
  Numbers numbers_;
  std::vector<Added> added_;
  std::map<Queue, Touched> touched_;
  std::vector<DeskEvent> desk_events_;
  std::map<AccountName, absl::Time> told_;  // accounts with new events, or some that may be due
  std::set<AccountName> again_;
};

// The account is looked at again at that moment, or before.
void MarkDue(soci::session& session, const AccountName& of, absl::Time at);

// In the transaction that erases an account: nothing of its alerts is left, and whoever was held
// back for them is looked at again. Throws soci_error.
void EraseAlerts(soci::session& session, const AccountName& of);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ALERT_WRITER_H_
