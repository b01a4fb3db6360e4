// Messages of a stream as HTTP carries them: a byte of flags, four of length, the message.
//
//   EnvelopeReader reader(max_message_bytes);
//   reader.Add(bytes);
//   while (std::optional<Envelope> envelope = reader.Next()) ...
//   if (reader.is_too_large()) ...
//   if (!reader.is_between()) ...         // where the stream ends: a message is not whole
//
// Connect and gRPC-Web share the form and differ in the flag of the last one.
#ifndef BELLWETHER_SERVER_HTTP_ENVELOPE_H_
#define BELLWETHER_SERVER_HTTP_ENVELOPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bellwether::http {

inline constexpr uint8_t kCompressedFlag = 0x01;
inline constexpr uint8_t kConnectEndFlag = 0x02;
inline constexpr uint8_t kGrpcWebTrailersFlag = 0x80;

struct Envelope {
  uint8_t flags = 0;
  std::string message;
};

std::string Enveloped(uint8_t flags, std::string_view message);

class EnvelopeReader {
 public:
  explicit EnvelopeReader(uint64_t max_message_bytes) : max_message_bytes_(max_message_bytes) {}

  void Add(std::string_view bytes) { bytes_.append(bytes); }
  // The next message that is whole.
  std::optional<Envelope> Next();
  // A message that is longer than that was announced: nothing comes any more.
  bool is_too_large() const { return is_too_large_; }
  bool is_between() const { return bytes_.size() == begin_; }
  size_t held() const { return bytes_.size() - begin_; }

 private:
  const uint64_t max_message_bytes_;
  std::string bytes_;
  size_t begin_ = 0;  // of what was not taken
  bool is_too_large_ = false;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_ENVELOPE_H_
