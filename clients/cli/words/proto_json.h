// A message of bellwether.v1 as JSON for people and programs, by reflection.
//
//   std::string line = MessageJson(evaluation, kOneLine);
//
// The spelling: field names as in the proto, in its order; enum values without their prefix
// (HEALTH_STATE_SCORED is "SCORED") and UNSPECIFIED left out; timestamps in RFC 3339, and a date
// as a date; a fact's value as the plain value that account files have, a series as
// {"points": 12}; numbers in their shortest form that reads back as the same double. What is
// absent is left out: never null, 0 or "". Numbers, bools and lists that are always meant are
// always there; the few that mean something only when set are listed in proto_json.cc.
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_PROTO_JSON_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_PROTO_JSON_H_

#include <string>

#include "bellwether/v1/evaluation.pb.h"
#include "engine/accounts/json_text.h"
#include "google/protobuf/message.h"
#include "nlohmann/json_fwd.hpp"
#include "protos/wire/field_selection.h"

namespace bellwether::cli {

std::string MessageJson(const google::protobuf::Message& message, int indent);
// Of a part of the message: what is not among the fields is not said, not even as 0 or [].
std::string MessageJson(const google::protobuf::Message& message,
                        const wire::FieldSelection& fields, int indent);

// Of a document that is no message. Never throws: broken UTF-8 becomes U+FFFD.
std::string Dump(const nlohmann::ordered_json& json, int indent);

// "2026-03-01T00:00:00Z", with a fraction only when there is one.
std::string FormatTimestamp(const google::protobuf::Timestamp& timestamp);
std::string FormatMoment(const v1::Moment& moment);
// "2026-03-01".
std::string FormatDate(const v1::Date& date);

// The value's name without the prefix that it shares with all values of its enum.
template <typename Enum>
std::string EnumWord(Enum value);
std::string EnumWord(const google::protobuf::EnumDescriptor& type, int value);

template <typename Enum>
std::string EnumWord(Enum value) {
  return EnumWord(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_PROTO_JSON_H_
