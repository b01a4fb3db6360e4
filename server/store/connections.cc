// Tested by tests/server/store/store_test.cc and store_faults_test.cc.
#include "server/store/connections.h"

namespace bellwether::store {

Connections::Connections(std::unique_ptr<const Dialect> dialect, uint32_t readers)
    : dialect_(std::move(dialect)) {
  const uint32_t counts[] = {readers, dialect_->writers(readers)};
  MutexLock lock(mutex_);
  for (size_t use = 0; use < free_.size(); ++use) {
    for (uint32_t i = 0; i < counts[use]; ++i) {
      free_[use].push_back(std::make_unique<Connection>());
    }
  }
}

Connections::Loan Connections::Take(For use) {
  MutexLock lock(mutex_);
  Free& free = free_[static_cast<size_t>(use)];
  while (free.empty()) given_back_.WaitFor(mutex_, std::chrono::seconds(1));
  std::unique_ptr<Connection> connection = std::move(free.back());
  free.pop_back();
  return {*this, use, std::move(connection)};
}

void Connections::GiveBack(For use, std::unique_ptr<Connection> connection) {
  MutexLock lock(mutex_);
  free_[static_cast<size_t>(use)].push_back(std::move(connection));
  given_back_.NotifyAll();
}

soci::session& Connections::Loan::session() {
  if (!connection_->is_open) {
    from_.dialect().Connect(connection_->session);
    connection_->is_open = true;
  }
  return connection_->session;
}

void Connections::Loan::Close() {
  connection_->is_open = false;
  Forget();
  connection_->session.close();
}

}  // namespace bellwether::store
