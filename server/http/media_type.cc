// Tested by tests/server/http/media_type_test.cc.
#include "server/http/media_type.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/string_bridge.h"

namespace bellwether::http {
namespace {

constexpr char kJsonOrProto[] = "application/";
constexpr char kConnect[] = "application/connect+";
constexpr char kGrpcWeb[] = "application/grpc-web";
constexpr char kGrpcWebText[] = "application/grpc-web-text";

std::optional<Codec> ReadCodec(absl::string_view text) {
  if (text == "json") return Codec::kJson;
  if (text == "proto") return Codec::kProto;
  return std::nullopt;
}

// Behind "application/grpc-web": "", "+proto", "+json".
std::optional<Codec> ReadSuffix(absl::string_view text) {
  if (text.empty()) return Codec::kProto;
  return text.front() == '+' ? ReadCodec(text.substr(1)) : std::nullopt;
}

bool IsUtf8(absl::string_view parameter) {
  const std::vector<absl::string_view> sides = absl::StrSplit(parameter, absl::MaxSplits('=', 1));
  if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(sides.front()), "charset")) return true;
  if (sides.size() < 2) return false;
  absl::string_view value = absl::StripAsciiWhitespace(sides[1]);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return absl::EqualsIgnoreCase(value, "utf-8");
}

// Of an entry of Accept-Encoding. "": none, or one that is not taken, by q=0.
absl::string_view AcceptedName(absl::string_view entry) {
  const std::vector<absl::string_view> parts = absl::StrSplit(entry, ';');
  absl::string_view weight =
      parts.size() > 1 ? absl::StripAsciiWhitespace(parts[1]) : absl::string_view();
  const bool is_none = absl::ConsumePrefix(&weight, "q=0") &&
                       weight.find_first_not_of(".0") == absl::string_view::npos;
  return is_none ? absl::string_view() : absl::StripAsciiWhitespace(parts.front());
}

}  // namespace

// Of a text that points nowhere StrSplit has no part at all, not one that is empty.
std::optional<MediaType> ReadMediaType(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(ToAbsl(text), ';');
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!IsUtf8(parts[i])) return std::nullopt;
  }
  std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(parts.front()));
  const auto read = [&](const char* prefix, auto reader,
                        Protocol protocol) -> std::optional<MediaType> {
    absl::string_view rest = name;
    if (!absl::StartsWith(rest, prefix)) return std::nullopt;
    rest.remove_prefix(absl::string_view(prefix).size());
    const std::optional<Codec> codec = reader(rest);
    if (!codec.has_value()) return std::nullopt;
    return MediaType{protocol, *codec, name};
  };
  if (auto type = read(kConnect, ReadCodec, Protocol::kConnectStream)) return type;
  if (auto type = read(kGrpcWebText, ReadSuffix, Protocol::kGrpcWebText)) return type;
  if (auto type = read(kGrpcWeb, ReadSuffix, Protocol::kGrpcWeb)) return type;
  return read(kJsonOrProto, ReadCodec, Protocol::kConnectUnary);
}

std::optional<Coding> ReadCoding(std::string_view text) {
  const absl::string_view name = absl::StripAsciiWhitespace(ToAbsl(text));
  if (name.empty() || absl::EqualsIgnoreCase(name, "identity")) return Coding::kIdentity;
  if (absl::EqualsIgnoreCase(name, "gzip")) return Coding::kGzip;
  return std::nullopt;
}

Coding ChooseCoding(std::string_view accepted) {
  for (const absl::string_view entry : absl::StrSplit(ToAbsl(accepted), ',')) {
    const absl::string_view name = AcceptedName(entry);
    if (name.empty()) continue;
    if (const std::optional<Coding> coding = ReadCoding(ToStd(name))) return *coding;
  }
  return Coding::kIdentity;
}

bool AcceptsBrotli(std::string_view accepted) {
  for (const absl::string_view entry : absl::StrSplit(ToAbsl(accepted), ',')) {
    if (absl::EqualsIgnoreCase(AcceptedName(entry), "br")) return true;
  }
  return false;
}

}  // namespace bellwether::http
