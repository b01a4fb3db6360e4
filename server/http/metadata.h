// Headers of HTTP ↔ metadata of calls.
//
// What belongs to a connection, to HTTP or to a protocol stays here, and so do cookies: who asks is
// said by `authorization` alone. A name that ends in -bin has bytes: base64 in HTTP, as they are in
// a call.
#ifndef BELLWETHER_SERVER_HTTP_METADATA_H_
#define BELLWETHER_SERVER_HTTP_METADATA_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "server/http/request.h"

namespace bellwether::http {

// Metadata of a call: as headers, but values of -bin are bytes.
using Metadata = Headers;

// INVALID_ARGUMENT: a value of -bin is no base64, or a value that a call would be given is no
// printable ASCII, which gRPC knows alone.
absl::StatusOr<Metadata> ToMetadata(const Headers& headers);

// Of an answer: names with `prefix` before them.
void AppendHeaders(const Metadata& metadata, std::string_view prefix, Headers& headers);

// A value as HTTP and JSON have it.
std::string TextOfValue(std::string_view name, std::string_view value);

// Whether a piece of metadata that the server sent is for clients to see: not what says how the
// call ended, nor what HTTP has for itself.
bool IsForClients(std::string_view name);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_METADATA_H_
