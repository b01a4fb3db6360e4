// All or nothing: what was not committed is undone when it goes.
#ifndef BELLWETHER_SERVER_STORE_TRANSACTION_H_
#define BELLWETHER_SERVER_STORE_TRANSACTION_H_

#include <string>

#include "server/store/dialect.h"
#include "soci/soci.h"

namespace bellwether::store {

class Transaction {
 public:
  // Throws soci_error, as Commit does.
  Transaction(soci::session& session, const Dialect& dialect) : session_(session) {
    session_ << std::string(dialect.begin_write());
  }
  ~Transaction() {
    if (!committed_) Undo();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void Commit() {
    session_ << "commit";
    committed_ = true;
  }

 private:
  // A connection that broke has undone it already.
  void Undo() {
    try {
      session_ << "rollback";
    } catch (const soci::soci_error&) {
    }
  }

  soci::session& session_;
  bool committed_ = false;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_TRANSACTION_H_
