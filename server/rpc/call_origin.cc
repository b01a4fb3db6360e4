// Ids are random and need not be secret. 13 characters fit into a string without memory of its own.
//
// Tested by tests/server/call_origin_test.cc.
#include "server/rpc/call_origin.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace bellwether {
namespace {

// No line of the log has more of a caller's words.
constexpr size_t kMostBytes = 100;
constexpr size_t kTraceParentBytes = 55;  // 00-<32>-<16>-<2>

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

std::string_view Find(const grpc::ServerContext& context, std::string_view key) {
  const auto& metadata = context.client_metadata();
  if (metadata.empty()) return {};
  const auto found = metadata.find(grpc::string_ref(key.data(), key.size()));
  if (found == metadata.end()) return {};
  return {found->second.data(), found->second.size()};
}

std::string NewRequestId() {
  constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  static thread_local std::mt19937_64 random{(static_cast<uint64_t>(std::random_device{}()) << 32) |
                                             std::random_device{}()};
  uint64_t rest = random();
  std::string id(13, '0');
  for (char& digit : id) {
    digit = kDigits[rest & 31];
    rest >>= 5;
  }
  return id;
}

}  // namespace

bool IsRequestId(std::string_view text) {
  constexpr std::string_view kSigns = "._-:/+=@";
  const auto allowed = [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kSigns.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= kMostBytes &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool IsTraceParent(std::string_view text) {
  if (text.size() < kTraceParentBytes) return false;
  const std::string_view version = text.substr(0, 2), trace = text.substr(3, 32),
                         parent = text.substr(36, 16), flags = text.substr(53, 2);
  const std::string_view rest = text.substr(kTraceParentBytes);
  return text[2] == '-' && text[35] == '-' && text[52] == '-' && IsHex(version) &&
         version != "ff" && IsHex(trace) && !IsZero(trace) && IsHex(parent) && !IsZero(parent) &&
         IsHex(flags) && (rest.empty() || (version != "00" && rest.front() == '-')) &&
         text.size() <= kMostBytes;
}

void NameCall(const grpc::ServerContext& context, CallOrigin& origin) {
  const std::string_view id = Find(context, kRequestIdKey);
  origin.request_id = IsRequestId(id) ? std::string(id) : NewRequestId();
  const std::string_view trace = Find(context, kTraceParentKey);
  if (IsTraceParent(trace)) origin.trace_parent = std::string(trace);
}

std::string_view TraceId(const CallOrigin& origin) {
  const std::string_view parent = origin.trace_parent;
  return parent.size() < kTraceParentBytes ? std::string_view() : parent.substr(3, 32);
}

std::string_view ParentSpanId(const CallOrigin& origin) {
  const std::string_view parent = origin.trace_parent;
  return parent.size() < kTraceParentBytes ? std::string_view() : parent.substr(36, 16);
}

void AddIds(const CallOrigin& origin, std::vector<LogField>& fields) {
  if (!origin.request_id.empty()) fields.emplace_back("request_id", origin.request_id);
  if (origin.trace_parent.empty()) return;
  fields.emplace_back("trace_id", TraceId(origin));
  fields.emplace_back("span_id", ParentSpanId(origin));
}

void TellRequestId(const CallOrigin& origin, grpc::ServerContext& context) {
  if (origin.request_id.empty()) return;
  context.AddTrailingMetadata(std::string(kRequestIdKey), origin.request_id);
}

}  // namespace bellwether
