// Evaluations over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_EVALUATION_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_EVALUATION_STORE_H_

#include <string>
#include <vector>

#include "server/store/charge.h"
#include "server/store/connections.h"
#include "server/store/evaluation_store.h"
#include "soci/soci.h"

namespace bellwether::store {

class SqlEvaluationStore final : public EvaluationStore {
 public:
  // `connections` outlives it.
  explicit SqlEvaluationStore(Connections& connections)
      : connections_(connections),
        charge_(connections.dialect(), connections.dialect().take_charge()) {}

  absl::StatusOr<std::vector<int64_t>> Put(std::span<const StoredEvaluation> evaluations) override;
  absl::StatusOr<std::optional<StoredEvaluation>> Last(const AccountName& of) override;
  absl::StatusOr<std::vector<StandingEvaluation>> LastOfEach(
      const std::string& tenant, const std::vector<std::string>& accounts) override;
  absl::StatusOr<std::vector<StoredEvaluation>> Of(const AccountName& of, int64_t before,
                                                   uint32_t most) override;
  absl::StatusOr<std::vector<StoredEvaluation>> After(const std::string& tenant, int64_t sequence,
                                                      uint32_t most) override;
  absl::StatusOr<int64_t> LastSequence() override;
  absl::StatusOr<std::vector<AccountName>> Due(absl::Time by, uint32_t most) override;
  absl::StatusOr<std::optional<absl::Time>> NextDue() override;
  absl::StatusOr<std::vector<AccountName>> Behind(const AccountName& after, uint32_t most) override;
  absl::StatusOr<std::vector<AccountName>> OfOtherPacks(const std::string& pack_digest,
                                                        const AccountName& after,
                                                        uint32_t most) override;
  absl::StatusOr<uint64_t> CountOfOtherPacks(const std::string& pack_digest) override;
  absl::StatusOr<std::vector<AccountName>> OfOtherPacksIn(const std::string& tenant,
                                                          const std::string& pack_digest,
                                                          const std::string& after,
                                                          uint32_t most) override;
  absl::StatusOr<uint64_t> CountOfOtherPacksIn(const std::string& tenant,
                                               const std::string& pack_digest) override;
  absl::StatusOr<uint64_t> CountRecords(const AccountName& of) override;
  absl::StatusOr<bool> IsInCharge() override { return charge_.Take(); }

 private:
  Connections& connections_;
  Charge charge_;
};

// In the transaction that erases an account: forgets what was answered about it, and has
// evaluations of it that are on their way find it gone. Throws soci_error.
void EraseEvaluations(soci::session& session, const AccountName& of);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_EVALUATION_STORE_H_
