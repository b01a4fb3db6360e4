// Tested by tests/server/http/envelope_test.cc.
#include "server/http/envelope.h"

namespace bellwether::http {
namespace {

constexpr size_t kHeadBytes = 5;

uint32_t LengthAt(std::string_view bytes) {
  uint32_t length = 0;
  for (size_t i = 1; i < kHeadBytes; ++i) length = length << 8 | static_cast<uint8_t>(bytes[i]);
  return length;
}

}  // namespace

std::string Enveloped(uint8_t flags, std::string_view message) {
  std::string bytes;
  bytes.reserve(kHeadBytes + message.size());
  bytes.push_back(static_cast<char>(flags));
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(message.size() >> shift & 0xff));
  }
  bytes.append(message);
  return bytes;
}

std::optional<Envelope> EnvelopeReader::Next() {
  const std::string_view rest = std::string_view(bytes_).substr(begin_);
  if (is_too_large_ || rest.size() < kHeadBytes) return std::nullopt;
  const uint32_t length = LengthAt(rest);
  if (length > max_message_bytes_) {
    is_too_large_ = true;
    return std::nullopt;
  }
  if (rest.size() < kHeadBytes + length) return std::nullopt;
  Envelope envelope{static_cast<uint8_t>(rest.front()),
                    std::string(rest.substr(kHeadBytes, length))};
  begin_ += kHeadBytes + length;
  // What was taken is let go when it is most of what is held, so that each byte moves about once.
  if (begin_ * 2 >= bytes_.size()) {
    bytes_.erase(0, begin_);
    begin_ = 0;
  }
  return envelope;
}

}  // namespace bellwether::http
