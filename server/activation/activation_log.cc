// Tested by tests/server/activation_log_test.cc.
#include "server/activation/activation_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "google/protobuf/util/json_util.h"

namespace bellwether {
namespace {

constexpr std::string_view kBeforeSeal = R"({"seal":")";
constexpr std::string_view kBeforeRecord = R"(","record":)";
constexpr std::string_view kEnd = "}";
constexpr size_t kSealDigits = 64;
constexpr size_t kRecordBegins = kBeforeSeal.size() + kSealDigits + kBeforeRecord.size();

std::string SealOf(std::string_view before, std::string_view record) {
  return Sha256Hex(absl::StrCat(ToAbsl(before), "\n", ToAbsl(record)));
}

std::string_view SealIn(std::string_view line) {
  return line.substr(kBeforeSeal.size(), kSealDigits);
}

// The seal of the last line; "" of an empty text.
std::string_view LastSeal(std::string_view text) {
  if (text.empty()) return "";
  text.remove_suffix(1);
  const size_t end = text.rfind('\n');
  return SealIn(end == std::string_view::npos ? text : text.substr(end + 1));
}

bool HasForm(std::string_view line) {
  return line.size() > kRecordBegins && line.starts_with(kBeforeSeal) &&
         line.substr(kBeforeSeal.size() + kSealDigits).starts_with(kBeforeRecord) &&
         line.ends_with(kEnd);
}

absl::Status Damaged(size_t line, std::string_view why) {
  return absl::DataLossError(absl::StrCat("line ", line, " ", ToAbsl(why)));
}

absl::Status ReadLine(std::string_view line, size_t number, std::string& seal,
                      server::ActivationRecord& record) {
  if (!HasForm(line)) return Damaged(number, "is no record");
  const std::string_view json =
      line.substr(kRecordBegins, line.size() - kRecordBegins - kEnd.size());
  if (SealOf(seal, json) != SealIn(line)) {
    return Damaged(number, "is not what was written there, or lines before it are missing");
  }
  seal = std::string(SealIn(line));
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), &record);
  if (parsed.ok()) return absl::OkStatus();
  return Damaged(number,
                 "was written by a newer version of the server, which this one cannot read");
}

}  // namespace

std::string WithRecord(std::string_view text, const server::ActivationRecord& record) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // A record holds no Any and no time out of range: the two that cannot be printed.
  (void)google::protobuf::util::MessageToJsonString(record, &json, options);
  return absl::StrCat(ToAbsl(text), ToAbsl(kBeforeSeal), SealOf(LastSeal(text), json),
                      ToAbsl(kBeforeRecord), json, ToAbsl(kEnd), "\n");
}

absl::StatusOr<ActivationRecords> ReadRecords(std::string_view text) {
  ActivationRecords records;
  std::string seal;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return Damaged(records.size() + 1, "has no end");
    server::ActivationRecord record;
    absl::Status read = ReadLine(text.substr(0, end), records.size() + 1, seal, record);
    if (!read.ok()) return read;
    records.push_back(std::move(record));
    text.remove_prefix(end + 1);
  }
  return records;
}

}  // namespace bellwether
