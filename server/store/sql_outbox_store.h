// The outbox over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_OUTBOX_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_OUTBOX_STORE_H_

#include <string>
#include <vector>

#include "server/store/charge.h"
#include "server/store/connections.h"
#include "server/store/outbox_store.h"
#include "soci/soci.h"

namespace bellwether::store {

class SqlOutboxStore final : public OutboxStore {
 public:
  // `connections` outlives it.
  explicit SqlOutboxStore(Connections& connections)
      : connections_(connections),
        charge_(connections.dialect(), connections.dialect().take_delivery()) {}

  absl::StatusOr<uint64_t> Put(std::span<const OutboxMessage> messages, absl::Time now) override;
  absl::StatusOr<uint64_t> Relay(std::span<const OutboxMessage> messages, absl::Time now,
                                 const std::string& source, int64_t upto) override;
  absl::StatusOr<uint64_t> BeginRelay(std::span<const OutboxMessage> messages, absl::Time now,
                                      const std::string& source, int64_t upto) override;
  absl::StatusOr<std::optional<int64_t>> Relayed(const std::string& source) override;
  absl::StatusOr<std::vector<StoredMessage>> Due(const std::string& target, absl::Time by,
                                                 uint32_t most) override;
  absl::StatusOr<std::optional<absl::Time>> NextDue(const std::string& target,
                                                    absl::Time after) override;
  absl::Status Settle(const StoredMessage& message, const Attempt& attempt) override;
  absl::StatusOr<std::vector<StoredMessage>> List(const Listing& listing) override;
  absl::StatusOr<bool> Replay(const std::string& tenant, const std::string& target,
                              const std::string& key, absl::Time now) override;
  absl::StatusOr<std::vector<TargetCount>> Count() override;
  absl::StatusOr<bool> IsInCharge() override { return charge_.Take(); }

 private:
  Connections& connections_;
  Charge charge_;
};

// In a transaction that writes, of whoever has something to tell: what it writes and the messages
// are there together or not at all. How many were not there before. Throws soci_error. Two that
// write the same lines wait for each other, so it comes late in a transaction and once.
uint64_t WriteMessages(soci::session& session, std::span<const OutboxMessage> messages,
                       absl::Time now);

// In the transaction that erases an account: nothing more is told of it, and nothing is kept of
// what was. A message that is on its way at that moment may still arrive. Throws soci_error.
void EraseMessages(soci::session& session, const AccountName& of);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_OUTBOX_STORE_H_
