// Connections to a database, lent to one call at a time: so many for reading, and so many for
// writing as the database lets write at once.
//
//   Connections connections(std::move(dialect), 4);
//   Connections::Loan loan = connections.Take(Connections::For::kReading);
//   loan.session() << "select ...";
//
// A connection is opened when it is first used, and anew after it broke. What is asked all the time
// is prepared once for each, as a class that is made of a session:
//
//   auto& names = loan.Kept<NamesQuery>();
//
// Thread-safe; Take blocks until one is free.
#ifndef BELLWETHER_SERVER_STORE_CONNECTIONS_H_
#define BELLWETHER_SERVER_STORE_CONNECTIONS_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <typeindex>
#include <utility>
#include <vector>

#include "server/base/mutex.h"
#include "server/store/dialect.h"
#include "soci/soci.h"

namespace bellwether::store {

class Connections {
  struct Connection {
    soci::session session;
    bool is_open = false;
    std::map<std::type_index, std::shared_ptr<void>> kept;  // goes before the session does
  };

 public:
  enum class For : uint8_t { kReading, kWriting };

  // `readers`: at least one.
  Connections(std::unique_ptr<const Dialect> dialect, uint32_t readers);

  class Loan {
   public:
    Loan(Connections& from, For use, std::unique_ptr<Connection> connection)
        : from_(from), use_(use), connection_(std::move(connection)) {}
    ~Loan() { from_.GiveBack(use_, std::move(connection_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    // Throws soci_error where the database cannot be reached.
    soci::session& session();
    // It is not to be trusted any more, and is closed.
    void Close();
    // A T(session), made when it is first asked for. A query of it is read to its end: until then
    // the database keeps for it what it would clean up. Throws soci_error.
    template <typename T>
    T& Kept() {
      soci::session& of = session();
      std::shared_ptr<void>& kept = connection_->kept[typeid(T)];
      if (kept == nullptr) kept = std::make_shared<T>(of);
      return *static_cast<T*>(kept.get());
    }
    // After an error: what is kept may stand in the middle of something.
    void Forget() { connection_->kept.clear(); }

   private:
    Connections& from_;
    const For use_;
    std::unique_ptr<Connection> connection_;
  };

  Loan Take(For use);
  const Dialect& dialect() const { return *dialect_; }

 private:
  using Free = std::vector<std::unique_ptr<Connection>>;
  void GiveBack(For use, std::unique_ptr<Connection> connection);

  const std::unique_ptr<const Dialect> dialect_;
  Mutex mutex_;
  ConditionVariable given_back_;
  std::array<Free, 2> free_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_CONNECTIONS_H_
