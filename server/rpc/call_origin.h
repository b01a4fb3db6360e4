// Where a call comes from: who asks, and under which names others may know the call.
#ifndef BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_
#define BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_

#include <string>

#include "server/access/caller.h"

namespace bellwether {

// Belongs to one call.
struct CallOrigin {
  CallerPointer caller = AnyCaller();  // never null
  std::string request_id = {};         // "" until somebody needs it
  std::string trace_parent = {};       // as the caller sent it; "": it sent none
};

// Of a call that came over no connection.
inline const CallOrigin& NoOrigin() {
  static const auto* const kNone = new CallOrigin;
  return *kNone;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_
