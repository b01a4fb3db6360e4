// What became of a call that is not about one account of many.
#ifndef BELLWETHER_CLIENTS_CPP_CALL_ANSWER_H_
#define BELLWETHER_CLIENTS_CPP_CALL_ANSWER_H_

#include <vector>

#include "absl/status/status.h"
#include "engine/facts/account.h"

namespace bellwether {

template <typename Response>
struct CallAnswer {
  absl::Status status;                // OK: `response` is the answer
  std::vector<Violation> violations;  // what the server found wrong with the request, if it said
  Response response;
  bool ok() const { return status.ok(); }
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CALL_ANSWER_H_
