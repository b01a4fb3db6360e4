// Bytes of a connection as a request over HTTP: however they are cut the same request comes of
// them, written down plainly it is read as the same, and no proxy could find another one in it.
// What reads its headers and its body has an answer to whatever they hold, in few words of the
// client.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/http/base64_reader.h"
#include "server/http/envelope.h"
#include "server/http/media_type.h"
#include "server/http/metadata.h"
#include "server/http/origin_rules.h"
#include "server/http/pages.h"
#include "server/http/query.h"
#include "server/http/request_reader.h"
#include "server/http/time_limit.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

using http::Headers;
using http::RequestHead;
using http::RequestReader;

constexpr uint32_t kMostHeaderBytes = 1024;
// More is waited for in vain within a line of a chunk, which depends on the cut.
constexpr size_t kMostBytes = 8 << 10;
// A refusal has 100 characters of a client's words, escaped, and its own.
constexpr size_t kMostWords = 800;

struct Taken {
  RequestReader::Problem problem = RequestReader::Problem::kNone;
  bool has_head = false, is_done = false;
  RequestHead head;
  std::string body;
  size_t used = 0;
};

// As a connection does: what was not used comes again, with more behind it.
Taken Take(std::string_view bytes, size_t piece, uint32_t max_header_bytes = kMostHeaderBytes) {
  RequestReader reader(max_header_bytes);
  Taken taken;
  size_t came = 0;
  while (came < bytes.size() && !reader.failed() && !reader.is_done()) {
    came = std::min(came + piece, bytes.size());
    size_t used = 1;
    while (used > 0 && taken.used < came && !reader.failed() && !reader.is_done()) {
      used = reader.Put(bytes.substr(taken.used, came - taken.used), taken.body);
      taken.used += used;
    }
  }
  taken.problem = reader.problem();
  taken.has_head = reader.has_head();
  taken.is_done = reader.is_done();
  taken.head = reader.head();
  Require(!reader.failed() || !reader.reason().empty(), "a refusal says why");
  return taken;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool HasControls(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

size_t Count(const Headers& headers, std::string_view name) {
  return static_cast<size_t>(std::count_if(headers.begin(), headers.end(),
                                           [&](const auto& each) { return each.first == name; }));
}

void RequireOneMeaning(const RequestHead& head) {
  Require(IsToken(head.method), "a method is a word", head.method);
  Require(!head.target.empty() && !HasControls(head.target) &&
              head.target.find_first_of(" \t") == std::string::npos,
          "an address is one word", head.target);
  for (const auto& [name, value] : head.headers) {
    Require(IsToken(name), "a name is a word", name);
    Require(std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
            "a name is in lower case", name);
    Require(!HasControls(value), "a value ends nothing", name);
    if (name == "content-length") {
      Require(!value.empty() && value.find_first_not_of("0123456789") == std::string::npos,
              "a length is a number", value);
      Require(value == http::Find(head.headers, name), "there is one length", value);
    }
  }
  const size_t hosts = Count(head.headers, "host");
  Require(hosts == 1 || (head.is_http_1_0 && hosts == 0), "it has one host");
  const size_t codings = Count(head.headers, "transfer-encoding");
  Require(codings == size_t{head.is_chunked}, "chunks are said once");
  Require(!head.is_chunked || Count(head.headers, "content-length") == 0,
          "a body has one end, and not two");
  Require(head.content_length.has_value() == (Count(head.headers, "content-length") > 0),
          "what is said of the length counts");
}

std::string Written(const Taken& taken) {
  std::string text = absl::StrCat(taken.head.method, " ", taken.head.target,
                                  taken.head.is_http_1_0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
  for (const auto& [name, value] : taken.head.headers) {
    absl::StrAppend(&text, name, ": ", value, "\r\n");
  }
  text += "\r\n";
  if (!taken.head.is_chunked) return text + taken.body;
  if (!taken.body.empty()) {
    absl::StrAppend(&text, absl::Hex(taken.body.size()), "\r\n", taken.body, "\r\n");
  }
  return text + "0\r\n\r\n";
}

void RequireSame(const Taken& one, const Taken& other, std::string_view property) {
  Require(one.has_head == other.has_head && one.is_done == other.is_done, property);
  if (!one.has_head) return;
  Require(one.head.method == other.head.method && one.head.target == other.head.target &&
              one.head.headers == other.head.headers &&
              one.head.is_http_1_0 == other.head.is_http_1_0 &&
              one.head.keeps_alive == other.head.keeps_alive &&
              one.head.is_chunked == other.head.is_chunked &&
              one.head.content_length == other.head.content_length && one.body == other.body,
          property, one.head.target);
}

void RequireFewWords(std::string_view text) {
  Require(text.size() <= kMostWords, "few words of a client are repeated", text.substr(0, 300));
  Require(!HasControls(text) && text.find('\t') == std::string_view::npos,
          "no word of a client ends a line", text);
}

void ReadTimes(const Headers& headers) {
  const auto connect = http::ReadConnectTimeout(http::Find(headers, "connect-timeout-ms"));
  const auto grpc = http::ReadGrpcTimeout(http::Find(headers, "grpc-timeout"));
  for (const auto& limit : {connect, grpc}) {
    if (!limit.ok()) {
      RequireFewWords(ToStd(limit.status().message()));
    } else {
      Require(*limit >= absl::ZeroDuration() && *limit < absl::InfiniteDuration(),
              "a time limit comes to its end");
    }
  }
}

void ReadMetadata(const Headers& headers) {
  const auto metadata = http::ToMetadata(headers);
  if (!metadata.ok()) return;
  for (const auto& [name, value] : *metadata) {
    Require(name != "host" && name != "te" && name != "cookie" && !name.starts_with("grpc-") &&
                !name.starts_with("connect-") && !name.starts_with(":"),
            "what belongs to the connection is no metadata", name);
    Require(name.ends_with("-bin") || !HasControls(value), "a value is text", name);
  }
}

// Who may ask, and what is to be read.
void ReadPlace(const RequestHead& head) {
  static const auto* const rules =
      new http::OriginRules({"https://console.example"}, "https", true);
  static const auto* const pages = new http::Pages(
      {{"/", "text/html; charset=utf-8", "entrance", true},
       {"/assets/index-1f.js", "text/javascript; charset=utf-8", "script", false, true}});
  const std::string refusal = rules->Refuse(head);
  RequireFewWords(refusal);
  const std::string_view origin = http::Find(head.headers, "origin");
  const std::string_view host = http::Find(head.headers, "host");
  Require(!refusal.empty() || origin.empty() ||
              absl::EqualsIgnoreCase(ToAbsl(origin), "https://console.example") ||
              absl::EqualsIgnoreCase(ToAbsl(origin), absl::StrCat("https://", ToAbsl(host))),
          "a page of another place may not ask", origin);
  bool is_refused = false;
  const auto answer = pages->Answer(head, is_refused);
  if (!answer.has_value() || is_refused) return;
  Require(head.method == "GET" || head.method == "HEAD", "a page is read alone", head.method);
  Require(!http::Find(answer->headers, "content-security-policy").empty(), "a page has its policy");
}

void ReadHead(const RequestHead& head) {
  if (const auto query = http::ReadQuery(head.query()); !query.ok()) {
    RequireFewWords(ToStd(query.status().message()));
  }
  if (const auto type = http::ReadMediaType(http::Find(head.headers, "content-type"))) {
    Require(type->name.starts_with("application/"), "no form sends such a body", type->name);
  }
  (void)http::ChooseCoding(http::Find(head.headers, "accept-encoding"));
  ReadTimes(head.headers);
  ReadMetadata(head.headers);
  ReadPlace(head);
}

std::string Envelopes(std::string_view body, size_t piece) {
  http::EnvelopeReader reader(100);
  std::string all;
  for (size_t at = 0; at < body.size(); at += piece) {
    reader.Add(body.substr(at, piece));
    while (const auto envelope = reader.Next()) {
      all += http::Enveloped(envelope->flags, envelope->message);
    }
  }
  Require(body.starts_with(all), "messages are those that came");
  Require(reader.is_too_large() || all.size() + reader.held() == body.size(), "nothing is lost");
  return all;
}

// Nothing: it is no base64.
std::string Unpacked(std::string_view text, size_t piece, bool& is_good) {
  http::Base64Reader reader;
  std::string bytes;
  is_good = true;
  for (size_t at = 0; at < text.size() && is_good; at += piece) {
    is_good = reader.Add(text.substr(at, piece), bytes);
  }
  return is_good ? bytes : "";
}

void ReadBody(std::string_view body) {
  bool is_good = false, is_good_in_pieces = false;
  const std::string bytes = Unpacked(body, body.size() + 1, is_good);
  Require(Unpacked(body, 1, is_good_in_pieces) == bytes && is_good == is_good_in_pieces,
          "base64 means the same however it is cut", body);
  for (const std::string_view messages : {body, std::string_view(bytes)}) {
    Require(Envelopes(messages, messages.size() + 1) == Envelopes(messages, 3),
            "messages are the same however they are cut");
  }
}

void Run(std::string_view bytes) {
  if (bytes.size() > kMostBytes) return;
  const Taken taken = Take(bytes, bytes.size() + 1);
  for (const size_t piece : {size_t{1}, size_t{7}}) {
    const Taken other = Take(bytes, piece);
    RequireSame(taken, other, "the cut changes nothing");
    Require(!taken.is_done || taken.used == other.used, "the next request begins where it does");
  }
  if (!taken.has_head) return;
  ReadHead(taken.head);
  if (taken.problem != RequestReader::Problem::kNone) return;
  RequireOneMeaning(taken.head);
  ReadBody(taken.body);
  if (!taken.is_done) return;
  Require(taken.body.size() ==
              taken.head.content_length.value_or(taken.head.is_chunked ? taken.body.size() : 0),
          "a body is as long as it is said to be");
  RequireSame(taken, Take(Written(taken), bytes.size() * 2 + 100, 2 * kMostHeaderBytes),
              "written down it is the same");
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
