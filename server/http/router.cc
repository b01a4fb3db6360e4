// Tested by tests/server/http/gateway_test.cc and tests/e2e/http_test.py.
#include "server/http/router.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "grpcpp/support/status.h"
#include "nlohmann/json.hpp"
#include "server/http/call_error.h"
#include "server/http/media_type.h"
#include "server/http/query.h"
#include "server/http/stream_exchange.h"
#include "server/http/time_limit.h"
#include "server/http/unary_exchange.h"

namespace bellwether::http {
namespace {

using Responding = std::weak_ptr<Responder>;

constexpr char kUnaryTypes[] =
    "application/json, application/proto, application/grpc-web+proto, application/grpc-web+json, "
    "application/grpc-web-text+proto";
constexpr char kStreamTypes[] =
    "application/connect+json, application/connect+proto, application/grpc-web+proto, "
    "application/grpc-web+json, application/grpc-web-text+proto";
// What the clients of both protocols send.
constexpr char kAllowedHeaders[] =
    "authorization, connect-accept-encoding, connect-content-encoding, connect-protocol-version, "
    "connect-timeout-ms, content-encoding, content-type, grpc-accept-encoding, grpc-encoding, "
    "grpc-timeout, traceparent, tracestate, x-grpc-web, x-request-id, x-user-agent";
constexpr char kPreflightSeconds[] = "7200";

absl::Status Invalid(const std::string& text) { return absl::InvalidArgumentError(text); }

Route Refused(Response response, Refusal refusal, std::string_view detail,
              Environment& environment) {
  environment.CountRefusal(refusal, detail);
  return {nullptr, std::move(response)};
}

// Clients of gRPC-Web go by the status: what is no call of Connect is told in plain words.
bool ReadsJson(const RequestHead& head) {
  const std::string_view text = Find(head.headers, "content-type");
  if (text.empty()) return true;
  const std::optional<MediaType> type = ReadMediaType(text);
  return type.has_value() &&
         (type->protocol == Protocol::kConnectUnary || type->protocol == Protocol::kConnectStream);
}

Response Refuse(const RequestHead& head, int status, std::string_view code,
                std::string_view message) {
  if (ReadsJson(head)) return RefusalResponse(status, code, message);
  return {
      status, {{"content-type", "text/plain; charset=utf-8"}}, absl::StrCat(ToAbsl(message), "\n")};
}

Route UnknownMethod(const RequestHead& head, Environment& environment) {
  const std::string message =
      absl::StrCat("there is no method ", Quoted(head.path()),
                   " here; a method is called by POST to /package.Service/Method");
  return Refused(Refuse(head, 404, "unimplemented", message), Refusal::kUnknownMethod, message,
                 environment);
}

Route PageOrNothing(const RequestHead& head, Environment& environment) {
  bool is_refused = false;
  std::optional<Response> page = environment.pages.Answer(head, is_refused);
  if (!page.has_value()) return UnknownMethod(head, environment);
  if (is_refused) {
    return Refused(*std::move(page), Refusal::kMethodNotAllowed, head.path(), environment);
  }
  return {nullptr, *std::move(page)};
}

Route WrongVerb(const RequestHead& head, const Method& method, Environment& environment) {
  const char* allowed = method.is_unary() && method.has_no_side_effects ? "GET, POST" : "POST";
  const std::string message =
      absl::StrCat(Quoted(head.method), " does not call ", method.path, "; send ", allowed);
  Response response = Refuse(head, 405, "unknown", message);
  response.headers.emplace_back("allow", allowed);
  return Refused(std::move(response), Refusal::kMethodNotAllowed, message, environment);
}

Route WrongMediaType(const RequestHead& head, const Method& method, Environment& environment) {
  const std::string_view type = Find(head.headers, "content-type");
  const char* accepted = method.is_unary() ? kUnaryTypes : kStreamTypes;
  const std::string message = absl::StrCat(
      method.path, " takes no ", type.empty() ? "body without a Content-Type" : Quoted(type),
      "; send one of ", accepted);
  Response response = Refuse(head, 415, "unknown", message);
  response.headers.emplace_back("accept-post", accepted);
  return Refused(std::move(response), Refusal::kMediaType, message, environment);
}

// Of a page that asks whether it may: that it may was looked at before.
Route Preflight() {
  Response response;
  response.status = 204;
  response.headers = {{"access-control-allow-methods", "GET, POST"},
                      {"access-control-allow-headers", kAllowedHeaders},
                      {"access-control-max-age", kPreflightSeconds}};
  return {nullptr, std::move(response)};
}

absl::Status CheckVersion(std::string_view version, std::string_view expected) {
  if (version.empty() || version == expected) return absl::OkStatus();
  return Invalid(absl::StrCat("version ", Quoted(version), " of Connect is not spoken; send ",
                              ToAbsl(expected)));
}

absl::StatusOr<absl::Time> DeadlineOf(const Headers& headers, bool is_connect) {
  const std::string_view text = Find(headers, is_connect ? "connect-timeout-ms" : "grpc-timeout");
  if (text.empty()) return absl::InfiniteFuture();
  const auto limit = is_connect ? ReadConnectTimeout(text) : ReadGrpcTimeout(text);
  if (!limit.ok()) return limit.status();
  return absl::Now() + *limit;
}

absl::StatusOr<Coding> CodingOf(std::string_view text) {
  if (const std::optional<Coding> coding = ReadCoding(text)) return *coding;
  return absl::UnimplementedError(
      absl::StrCat("the compression ", Quoted(text), " is not spoken; use one of ", kKnownCodings));
}

// What a client accepts that does not say so is what it sends.
Coding AcceptedCoding(std::string_view accepted, Coding sent) {
  return accepted.empty() ? sent : ChooseCoding(accepted);
}

grpc::Status ToGrpc(const absl::Status& status) {
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message())};
}

Route CannotBegin(const grpc::Status& error, Refusal refusal, Environment& environment) {
  return Refused({HttpStatus(error.error_code()),
                  {{"content-type", "application/json"}},
                  ErrorJson(error, environment.codec)},
                 refusal, error.error_message(), environment);
}

Route CannotBegin(const absl::Status& status, Environment& environment) {
  return CannotBegin(ToGrpc(status), Refusal::kMalformed, environment);
}

// What a unary call says in its headers, whether it is sent by POST or by GET.
absl::Status ReadCommon(const RequestHead& head, std::string_view coding_text,
                        UnaryExchange::Request& request) {
  const auto coding = CodingOf(coding_text);
  if (!coding.ok()) return coding.status();
  request.coding = *coding;
  request.accepted = AcceptedCoding(Find(head.headers, "accept-encoding"), *coding);
  const auto deadline = DeadlineOf(head.headers, true);
  if (!deadline.ok()) return deadline.status();
  request.deadline = *deadline;
  auto metadata = ToMetadata(head.headers);
  if (!metadata.ok()) return metadata.status();
  request.metadata = *std::move(metadata);
  return absl::OkStatus();
}

Route BeginUnary(const RequestHead& head, const MediaType& type, const Method& method,
                 Environment& environment, const Responding& responder) {
  // What is announced too large is not waited for.
  const uint64_t most = environment.settings.limits.max_request_bytes;
  if (head.content_length.value_or(0) > most) {
    return CannotBegin(MessageTooLarge(most), Refusal::kBodyTooLarge, environment);
  }
  UnaryExchange::Request request;
  request.codec = type.codec;
  absl::Status status = CheckVersion(Find(head.headers, "connect-protocol-version"), "1");
  status.Update(ReadCommon(head, Find(head.headers, "content-encoding"), request));
  if (!status.ok()) return CannotBegin(status, environment);
  return {std::make_shared<UnaryExchange>(method, std::move(request), environment, responder)};
}

absl::StatusOr<UnaryExchange::Request> ReadGet(const RequestHead& head,
                                               std::map<std::string, std::string> values) {
  if (absl::Status status = CheckVersion(values["connect"], "v1"); !status.ok()) return status;
  if (values.count("message") == 0) {
    return Invalid("a call by GET has its message in the address: ?encoding=json&message=%7B%7D");
  }
  UnaryExchange::Request request;
  request.codec = values["encoding"] == "proto" ? Codec::kProto : Codec::kJson;
  request.message = std::move(values["message"]);
  if (values["base64"] == "1") {
    std::string bytes;
    if (!absl::WebSafeBase64Unescape(*request.message, &bytes)) {
      return Invalid("message is no base64 for addresses, although base64=1 says so");
    }
    request.message = std::move(bytes);
  }
  if (absl::Status status = ReadCommon(head, values["compression"], request); !status.ok()) {
    return status;
  }
  return request;
}

Route BeginGet(const RequestHead& head, const Method& method, Environment& environment,
               const Responding& responder) {
  auto values = ReadQuery(head.query());
  if (!values.ok()) return CannotBegin(values.status(), environment);
  const std::string encoding = (*values)["encoding"];
  if (encoding != "json" && encoding != "proto") {
    const std::string message = absl::StrCat(
        "the encoding ", Quoted(encoding), " is not spoken; write encoding=json or encoding=proto");
    return Refused(RefusalResponse(415, "unknown", message), Refusal::kMediaType, message,
                   environment);
  }
  auto request = ReadGet(head, *std::move(values));
  if (!request.ok()) return CannotBegin(request.status(), environment);
  return {std::make_shared<UnaryExchange>(method, *std::move(request), environment, responder)};
}

Route BeginStream(const RequestHead& head, const MediaType& type, const Method& method,
                  Environment& environment, const Responding& responder) {
  const bool is_connect = type.protocol == Protocol::kConnectStream;
  StreamExchange::Request request{
      type, Coding::kIdentity, Coding::kIdentity, {}, absl::InfiniteFuture()};
  absl::Status problem = absl::OkStatus();
  if (is_connect) problem.Update(CheckVersion(Find(head.headers, "connect-protocol-version"), "1"));
  const auto coding =
      CodingOf(Find(head.headers, is_connect ? "connect-content-encoding" : "grpc-encoding"));
  problem.Update(coding.status());
  const auto deadline = DeadlineOf(head.headers, is_connect);
  problem.Update(deadline.status());
  auto metadata = ToMetadata(head.headers);
  problem.Update(metadata.status());
  if (coding.ok()) {
    request.coding = *coding;
    request.accepted = AcceptedCoding(
        Find(head.headers, is_connect ? "connect-accept-encoding" : "grpc-accept-encoding"),
        *coding);
  }
  if (deadline.ok()) request.deadline = *deadline;
  if (metadata.ok()) request.metadata = *std::move(metadata);
  auto exchange =
      std::make_shared<StreamExchange>(method, std::move(request), environment, responder);
  // A stream says what is wrong in its last message.
  if (!problem.ok()) exchange->Fail(ToGrpc(problem), Refusal::kMalformed);
  return {std::move(exchange)};
}

bool Fits(const MediaType& type, const Method& method) {
  switch (type.protocol) {
    case Protocol::kConnectUnary:
      return method.is_unary();
    case Protocol::kConnectStream:
      return !method.is_unary();
    case Protocol::kGrpcWeb:
    case Protocol::kGrpcWebText:
      return true;
  }
  return false;
}

}  // namespace

Response RefusalResponse(int status, std::string_view code, std::string_view message) {
  const nlohmann::ordered_json body = {{"code", std::string(code)},
                                       {"message", std::string(message)}};
  return {status,
          {{"content-type", "application/json"}},
          body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
}

void AppendCorsHeaders(const RequestHead& head, Headers& headers) {
  const std::string_view origin = Find(head.headers, "origin");
  if (origin.empty()) return;
  std::string exposed;
  for (const auto& [name, value] : headers) {
    if (name != "content-type" && name != "content-length") {
      absl::StrAppend(&exposed, exposed.empty() ? "" : ", ", name);
    }
  }
  headers.emplace_back("access-control-allow-origin", std::string(origin));
  headers.emplace_back("vary", "Origin");
  if (!exposed.empty()) headers.emplace_back("access-control-expose-headers", std::move(exposed));
}

Route FindRoute(const RequestHead& head, Environment& environment, const Responding& responder) {
  if (const std::string problem = environment.origins.Refuse(head); !problem.empty()) {
    return Refused(Refuse(head, 403, "permission_denied", problem), Refusal::kOrigin, problem,
                   environment);
  }
  const Method* method = environment.methods.Find(head.path());
  if (method == nullptr) return PageOrNothing(head, environment);
  if (head.method == "OPTIONS" && !Find(head.headers, "origin").empty()) return Preflight();
  if (head.method == "GET" && method->is_unary() && method->has_no_side_effects) {
    return BeginGet(head, *method, environment, responder);
  }
  if (head.method != "POST") return WrongVerb(head, *method, environment);
  const std::optional<MediaType> type = ReadMediaType(Find(head.headers, "content-type"));
  if (!type.has_value() || !Fits(*type, *method)) return WrongMediaType(head, *method, environment);
  return type->protocol == Protocol::kConnectUnary
             ? BeginUnary(head, *type, *method, environment, responder)
             : BeginStream(head, *type, *method, environment, responder);
}

}  // namespace bellwether::http
