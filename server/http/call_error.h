// Errors of calls as Connect and gRPC-Web write them.
#ifndef BELLWETHER_SERVER_HTTP_CALL_ERROR_H_
#define BELLWETHER_SERVER_HTTP_CALL_ERROR_H_

#include <string>
#include <string_view>

#include "grpcpp/support/status.h"
#include "server/http/message_codec.h"
#include "server/http/metadata.h"

namespace bellwether::http {

// "invalid_argument".
std::string_view ConnectCode(grpc::StatusCode code);
// What Connect answers a unary call with.
int HttpStatus(grpc::StatusCode code);

// {"code": ..., "message": ..., "details": [{"type", "value", "debug"}]}. Details are those of
// grpc-status-details-bin; what is no UTF-8 is replaced.
std::string ErrorJson(const grpc::Status& status, const MessageCodec& codec);

// The last message of a Connect stream: {"error": ..., "metadata": ...}, each where there is one.
std::string EndOfStreamJson(const grpc::Status& status, const Metadata& trailing,
                            const MessageCodec& codec);

// The last message of a gRPC-Web stream: lines as headers have them.
std::string GrpcWebTrailers(const grpc::Status& status, const Metadata& trailing);

// Of grpc-message: what is not printable ASCII, and %, as %XX.
std::string PercentEncoded(std::string_view text);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_CALL_ERROR_H_
