// The store over a database that speaks SQL. All that differs between databases is in its dialect.
#ifndef BELLWETHER_SERVER_STORE_SQL_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_STORE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/store/connections.h"
#include "server/store/sql_account_list.h"
#include "server/store/sql_alert_store.h"
#include "server/store/sql_audit_store.h"
#include "server/store/sql_decision_store.h"
#include "server/store/sql_entry_transfer.h"
#include "server/store/sql_evaluation_store.h"
#include "server/store/sql_intervention_store.h"
#include "server/store/sql_outbox_store.h"
#include "server/store/sql_record_export.h"
#include "server/store/sql_retention_store.h"
#include "server/store/sql_transfer.h"
#include "server/store/store.h"

namespace bellwether::store {

class SqlStore final : public Store {
 public:
  // Of a database whose tables are up to date.
  explicit SqlStore(std::unique_ptr<Connections> connections)
      : connections_(std::move(connections)),
        account_list_(*connections_),
        exports_(connections_->dialect()),
        evaluations_(*connections_),
        outbox_(*connections_) {}

  absl::StatusOr<std::vector<PutOutcome>> PutRecords(
      const Request& request, std::span<const StoredRecord> records) override;
  absl::StatusOr<AccountRecords> RecordsOf(const std::string& tenant, const std::string& account,
                                           absl::Time known_until) override;
  AccountListStore& account_list() override { return account_list_; }
  RecordExportStore& exports() override { return exports_; }
  absl::StatusOr<uint64_t> Erase(const Request& request, const std::string& account) override;
  DecisionStore& decisions() override { return decisions_; }
  EntryTransferStore& entry_transfer() override { return entry_transfer_; }
  EvaluationStore& evaluations() override { return evaluations_; }
  OutboxStore& outbox() override { return outbox_; }
  AlertStore& alerts() override { return alerts_; }
  InterventionStore& interventions() override { return interventions_; }
  RetentionStore& retention() override { return retention_; }
  TransferStore& transfer() override { return transfer_; }
  AuditStore& audit() override { return audit_; }

 private:
  const std::unique_ptr<Connections> connections_;
  SqlAccountList account_list_;
  SqlRecordExports exports_;
  SqlDecisionStore decisions_{*connections_};
  SqlEntryTransfer entry_transfer_{*connections_};
  SqlEvaluationStore evaluations_;
  SqlOutboxStore outbox_;
  SqlAlertStore alerts_{*connections_};
  SqlInterventionStore interventions_{*connections_};
  SqlRetentionStore retention_{*connections_};
  SqlTransfer transfer_{*connections_};
  SqlAuditStore audit_{*connections_};
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_STORE_H_
