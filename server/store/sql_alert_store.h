// Alerts and tasks over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_ALERT_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_ALERT_STORE_H_

#include <string>
#include <vector>

#include "server/store/alert_store.h"
#include "server/store/connections.h"

namespace bellwether::store {

class SqlAlertStore final : public AlertStore {
 public:
  // `connections` outlives it.
  explicit SqlAlertStore(Connections& connections) : connections_(connections) {}

  absl::StatusOr<KeptAlerts> Of(const AccountName& of) override;
  absl::StatusOr<PutAlerts> PutEvaluated(std::span<const EvaluatedAlerts> evaluated,
                                         const SettleDesk& desk) override;
  absl::StatusOr<Acted> Act(const Request& request, const std::string& digest, int64_t number,
                            const AlertChange& change, const SettleDesk& desk) override;
  absl::StatusOr<std::optional<int64_t>> Answered(const Request& request,
                                                  const std::string& digest) override;
  absl::StatusOr<std::optional<ListedAlert>> Find(const std::string& tenant,
                                                  int64_t number) override;
  absl::StatusOr<std::optional<StoredTask>> FindTask(const std::string& tenant,
                                                     int64_t number) override;
  absl::StatusOr<std::vector<ListedAlert>> List(const std::string& tenant,
                                                const AlertListing& listing) override;
  absl::StatusOr<std::vector<AlertChoice>> Choices(const std::string& tenant) override;
  absl::StatusOr<std::vector<StoredTask>> ListTasks(const std::string& tenant,
                                                    const TaskListing& listing) override;
  absl::StatusOr<std::vector<StoredAlertEvent>> EventsOf(const AlertEventListing& listing) override;
  absl::StatusOr<std::vector<StoredAlertEvent>> After(const std::string& tenant, int64_t sequence,
                                                      uint32_t most) override;
  absl::StatusOr<std::vector<ToldAlertEvent>> AfterOfAll(int64_t sequence, uint32_t most) override;
  absl::StatusOr<int64_t> LastSequence() override;
  absl::StatusOr<std::vector<OpenAlert>> OpenOfAll(int64_t after, int64_t upto,
                                                   uint32_t most) override;
  absl::StatusOr<AlertCounts> Count(absl::Time now) override;

 private:
  Connections& connections_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_ALERT_STORE_H_
