// Tested by tests/server/http/message_codec_test.cc.
#include "server/http/message_codec.h"

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace bellwether::http {
namespace {

namespace pb = google::protobuf;

constexpr char kTypes[] = "type.googleapis.com";

std::string UrlOf(std::string_view type) { return absl::StrCat(kTypes, "/", ToAbsl(type)); }

// The library's words have the client's in their middle, however many these are.
constexpr size_t kMostWords = 160, kFirst = 80, kLast = 60;

bool IsWithinCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string InFewWords(std::string_view text) {
  if (text.size() <= kMostWords) return std::string(text);
  size_t end = kFirst, begin = text.size() - kLast;
  while (end > 0 && IsWithinCharacter(text[end])) --end;
  while (begin < text.size() && IsWithinCharacter(text[begin])) ++begin;
  return absl::StrCat(ToAbsl(text.substr(0, end)), "…", ToAbsl(text.substr(begin)));
}

absl::Status Invalid(const pb::util::Status& status) {
  return absl::InvalidArgumentError(InFewWords({status.message().data(), status.message().size()}));
}

}  // namespace

MessageCodec::MessageCodec()
    : types_(pb::util::NewTypeResolverForDescriptorPool(kTypes,
                                                        pb::DescriptorPool::generated_pool())) {}

MessageCodec::~MessageCodec() = default;

absl::StatusOr<std::string> MessageCodec::FromJson(std::string_view type,
                                                   std::string_view json) const {
  std::string bytes;
  const auto status = pb::util::JsonToBinaryString(
      types_.get(), UrlOf(type), pb::StringPiece(json.data(), json.size()), &bytes);
  if (!status.ok()) return Invalid(status);
  return bytes;
}

absl::StatusOr<std::string> MessageCodec::ToJson(std::string_view type,
                                                 std::string_view bytes) const {
  std::string json;
  const auto status =
      pb::util::BinaryToJsonString(types_.get(), UrlOf(type), std::string(bytes), &json);
  if (!status.ok()) return Invalid(status);
  return json;
}

}  // namespace bellwether::http
