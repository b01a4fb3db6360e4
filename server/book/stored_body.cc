// Tested by tests/server/alert_course_test.cc.
#include "server/book/stored_body.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace bellwether {

std::string EncodeBody(const google::protobuf::Message& message) {
  std::string body;
  // Fails for messages of other files alone.
  const auto status = google::protobuf::util::MessageToJsonString(message, &body);
  return status.ok() ? body : "{}";
}

absl::Status DecodeBody(const std::string& body, const char* what,
                        google::protobuf::Message& message) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // of a newer server
  const auto status = google::protobuf::util::JsonStringToMessage(body, &message, options);
  if (status.ok()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(what, " cannot be read: ", status.ToString()));
}

}  // namespace bellwether
