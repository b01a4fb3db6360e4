// Where a call comes from: who asks, and under which names others may know the call.
//
//   CallOrigin origin;
//   NameCall(context, origin);     // request id and trace, as the caller sent them or made here
//   TraceId(origin)                // "4bf92f3577b34da6a3ce929d0e0e4736", or ""
#ifndef BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_
#define BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_

#include <string>
#include <string_view>
#include <vector>

#include "grpcpp/server_context.h"
#include "server/access/caller.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// Belongs to one call.
struct CallOrigin {
  CallerPointer caller = AnyCaller();  // never null
  std::string request_id = {};  // the caller's, or one of 13 digits and letters that is made here
  std::string trace_parent =
      {};                  // of W3C, as the caller sent it; "": it sent none that is well-formed
  Standing standing = {};  // of the caller
};

// Of a call that came over no connection.
inline const CallOrigin& NoOrigin() {
  static const auto* const kNone = new CallOrigin;
  return *kNone;
}

// Metadata by which a caller names a call, and is told the name when the call fails.
inline constexpr std::string_view kRequestIdKey = "x-request-id";
inline constexpr std::string_view kTraceParentKey = "traceparent";

// Takes both from the metadata of the call. A request id that is too long or has other characters
// is taken for none, and so is a trace that is not well-formed: neither is a reason to refuse.
void NameCall(const grpc::ServerContext& context, CallOrigin& origin);

// 1 to 100 letters, digits, and . _ - : / + = @.
bool IsRequestId(std::string_view text);

// The header of https://www.w3.org/TR/trace-context/: of version 00 nothing else; of later ones
// what version 00 had, and perhaps more after it.
bool IsTraceParent(std::string_view text);

// 32 and 16 digits of a trace parent; "" where there is none.
std::string_view TraceId(const CallOrigin& origin);
std::string_view ParentSpanId(const CallOrigin& origin);

// What a line of the log says of it: request_id, trace_id, span_id; those that there are.
void AddIds(const CallOrigin& origin, std::vector<LogField>& fields);

// Tells the caller by which id the log knows its call.
void TellRequestId(const CallOrigin& origin, grpc::ServerContext& context);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_ORIGIN_H_
