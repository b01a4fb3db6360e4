// Tested by tests/server/http/call_error_test.cc.
#include "server/http/call_error.h"

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/unknown_field_set.h"
#include "nlohmann/json.hpp"

namespace bellwether::http {
namespace {

using Json = nlohmann::ordered_json;

struct Row {
  grpc::StatusCode code;
  std::string_view name;
  int http;
};

constexpr Row kRows[] = {
    {grpc::StatusCode::CANCELLED, "canceled", 499},
    {grpc::StatusCode::UNKNOWN, "unknown", 500},
    {grpc::StatusCode::INVALID_ARGUMENT, "invalid_argument", 400},
    {grpc::StatusCode::DEADLINE_EXCEEDED, "deadline_exceeded", 504},
    {grpc::StatusCode::NOT_FOUND, "not_found", 404},
    {grpc::StatusCode::ALREADY_EXISTS, "already_exists", 409},
    {grpc::StatusCode::PERMISSION_DENIED, "permission_denied", 403},
    {grpc::StatusCode::RESOURCE_EXHAUSTED, "resource_exhausted", 429},
    {grpc::StatusCode::FAILED_PRECONDITION, "failed_precondition", 400},
    {grpc::StatusCode::ABORTED, "aborted", 409},
    {grpc::StatusCode::OUT_OF_RANGE, "out_of_range", 400},
    {grpc::StatusCode::UNIMPLEMENTED, "unimplemented", 501},
    {grpc::StatusCode::INTERNAL, "internal", 500},
    {grpc::StatusCode::UNAVAILABLE, "unavailable", 503},
    {grpc::StatusCode::DATA_LOSS, "data_loss", 500},
    {grpc::StatusCode::UNAUTHENTICATED, "unauthenticated", 401},
};

const Row& RowOf(grpc::StatusCode code) {
  for (const Row& row : kRows) {
    if (row.code == code) return row;
  }
  return kRows[1];
}

std::string Unpadded(std::string_view bytes) {
  std::string text = absl::Base64Escape(ToAbsl(bytes));
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

// The details of google.rpc.Status, whose third field they are.
constexpr int kDetailsField = 3;

Json DetailsOf(const std::string& packed, const MessageCodec& codec) {
  Json details = Json::array();
  google::protobuf::UnknownFieldSet status;
  if (!status.ParseFromString(packed)) return details;
  for (int i = 0; i < status.field_count(); ++i) {
    const google::protobuf::UnknownField& field = status.field(i);
    google::protobuf::Any any;
    const bool is_detail = field.number() == kDetailsField &&
                           field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED &&
                           any.ParseFromString(field.length_delimited());
    if (!is_detail) continue;
    const std::string type = any.type_url().substr(any.type_url().rfind('/') + 1);
    Json detail = {{"type", type}, {"value", Unpadded(any.value())}};
    const absl::StatusOr<std::string> shown = codec.ToJson(type, any.value());
    if (shown.ok()) {
      Json debug = Json::parse(*shown, nullptr, /*allow_exceptions=*/false);
      if (!debug.is_discarded()) detail["debug"] = std::move(debug);
    }
    details.push_back(std::move(detail));
  }
  return details;
}

Json ErrorOf(const grpc::Status& status, const MessageCodec& codec) {
  Json error = {{"code", std::string(ConnectCode(status.error_code()))}};
  if (!status.error_message().empty()) error["message"] = status.error_message();
  Json details = DetailsOf(status.error_details(), codec);
  if (!details.empty()) error["details"] = std::move(details);
  return error;
}

std::string Written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string_view ConnectCode(grpc::StatusCode code) { return RowOf(code).name; }
int HttpStatus(grpc::StatusCode code) { return RowOf(code).http; }

std::string ErrorJson(const grpc::Status& status, const MessageCodec& codec) {
  return Written(ErrorOf(status, codec));
}

std::string EndOfStreamJson(const grpc::Status& status, const Metadata& trailing,
                            const MessageCodec& codec) {
  Json end = Json::object();
  if (!status.ok()) end["error"] = ErrorOf(status, codec);
  for (const auto& [name, value] : trailing) {
    if (IsForClients(name)) end["metadata"][name].push_back(TextOfValue(name, value));
  }
  return Written(end);
}

std::string PercentEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c >= 0x20 && c <= 0x7e && c != '%') {
      encoded.push_back(c);
    } else {
      absl::StrAppend(&encoded, "%", absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
    }
  }
  return encoded;
}

std::string GrpcWebTrailers(const grpc::Status& status, const Metadata& trailing) {
  std::string lines = absl::StrCat("grpc-status: ", static_cast<int>(status.error_code()), "\r\n");
  if (!status.error_message().empty()) {
    absl::StrAppend(&lines, "grpc-message: ", PercentEncoded(status.error_message()), "\r\n");
  }
  if (!status.error_details().empty()) {
    absl::StrAppend(&lines, "grpc-status-details-bin: ", Unpadded(status.error_details()), "\r\n");
  }
  Headers headers;
  AppendHeaders(trailing, "", headers);
  for (const auto& [name, value] : headers) absl::StrAppend(&lines, name, ": ", value, "\r\n");
  return lines;
}

}  // namespace bellwether::http
