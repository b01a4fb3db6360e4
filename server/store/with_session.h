// Where exceptions of the database library become statuses.
#ifndef BELLWETHER_SERVER_STORE_WITH_SESSION_H_
#define BELLWETHER_SERVER_STORE_WITH_SESSION_H_

#include <type_traits>

#include "absl/status/status.h"
#include "server/store/connections.h"
#include "soci/soci.h"

namespace bellwether::store {

// Calls `step` with a connection of that use, or the loan of one; what it throws is the status.
// Where the connection broke it is opened anew and the step done once more, for nobody can tell
// whether what it committed last arrived: a step must be harmless when it is done twice.
template <typename Step>  // absl::Status(soci::session&), or (Connections::Loan&)
absl::Status WithSession(Connections& connections, Connections::For use, const Step& step) {
  Connections::Loan loan = connections.Take(use);
  const Dialect& dialect = connections.dialect();
  for (bool again = true;; again = false) {
    try {
      if constexpr (std::is_invocable_v<const Step&, Connections::Loan&>) {
        return step(loan);
      } else {
        return step(loan.session());
      }
    } catch (const soci::soci_error& error) {
      const bool broken = dialect.IsBroken(error);
      broken ? loan.Close() : loan.Forget();
      if (!broken || !again) return dialect.StatusOf(error);
    }
  }
}

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_WITH_SESSION_H_
