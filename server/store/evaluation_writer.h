// Writes evaluations one after the other, in a transaction.
//
//   TakeTurn(session);                          // first of all
//   EvaluationWriter writer(session);
//   for (const StoredEvaluation& one : evaluations) numbers.push_back(writer.Write(one));
//   writer.Finish();
//
// Everything throws soci_error. One thread.
#ifndef BELLWETHER_SERVER_STORE_EVALUATION_WRITER_H_
#define BELLWETHER_SERVER_STORE_EVALUATION_WRITER_H_

#include <string>

#include "server/store/evaluation_store.h"
#include "soci/soci.h"

namespace bellwether::store {

// Waits until no other writer is in between: writers of evaluations and of alerts take turns, and
// so numbers become visible in their order.
void TakeTurn(soci::session& session);

// How much is known of an account: its records, what people decided about it, and of which kinds of
// records its tenant tells at all, for an account without one of these is known to have none. SQL,
// of `a`, a row of accounts.
extern const char kKnownOfAccount[];
// How much that is, of :tenant and :account; without a row there is no account.
std::string CountRecordsText();
// 0: there is no account.
long long CountRecordsOf(soci::session& session, const AccountName& of);

// Every account of the tenant is to be looked at again: something is known of all of them. Takes
// the turn.
void MarkAllDue(soci::session& session, const std::string& tenant);

class EvaluationWriter {
 public:
  explicit EvaluationWriter(soci::session& session);
  EvaluationWriter(const EvaluationWriter&) = delete;
  EvaluationWriter& operator=(const EvaluationWriter&) = delete;

  // 0: the account was erased, or nothing new is said of it.
  int64_t Write(const StoredEvaluation& one);
  void Finish();

 private:
  void ReadHealth(const StoredEvaluation& one);
  void WriteBand();

  // What the statements read from.
  struct Row {
    std::string tenant, account, facts_digest, pack_digest, body, band;
    long long sequence = 0, as_of = 0, next_change_at = 0, records = 0;
    int cause = 0, standing = 0;
    double score = 0;
    soci::indicator has_standing = soci::i_null, has_score = soci::i_null;
  };

  soci::session& session_;
  Row row_;
  long long known_ = 0;  // what `count_` reads into
  std::string band_before_;
  soci::statement count_, insert_, last_, again_, find_band_, insert_band_;
  long long sequence_ = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_EVALUATION_WRITER_H_
