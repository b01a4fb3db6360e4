// Follows what a client sends on one connection of HTTP/2, frame by frame, and tells when it does
// harm that no limit of gRPC 1.51 bounds.
//
//   FrameWatch watch(limits);
//   if (watch.Take(bytes, now_ms) != FrameHarm::kNone) { ...end the connection... }
//
// It reads nothing but the heads of frames and of messages (RFC 9113; a message begins with a byte
// and its length): no headers, no contents. What it takes may end anywhere. A connection that does
// not begin as HTTP/2 is none of its business, and neither are mistakes that gRPC itself notices.
//
// Not thread-safe: bytes of a connection come in order. Memory is bounded, whatever comes.
#ifndef BELLWETHER_SERVER_BASE_FRAME_WATCH_H_
#define BELLWETHER_SERVER_BASE_FRAME_WATCH_H_

#include <array>
#include <cstdint>
#include <map>
#include <string_view>

namespace bellwether {

// Each is far from what a client sends that is only busy.
struct FrameLimits {
  // Of one block of headers, as it comes. gRPC refuses calls with less, and keeps the connection.
  uint64_t max_header_bytes = 64 << 10;
  // What a message may say that it has. gRPC refuses smaller ones, after all of it has come.
  uint64_t max_message_bytes = 64 << 20;
  // Of messages that have begun and not ended, all calls together.
  uint64_t max_unfinished_bytes = 256 << 20;
  // Calls before the client has confirmed how many it may have at once, which gRPC bounds then.
  uint32_t max_unconfirmed_calls = 128;
  // A second: pings, settings, priorities, empty frames, and those of no known kind; and four more
  // for each other frame of a call. Some clients ping whenever something came.
  uint32_t max_control_frames = 3'000;
  // Of these in what is read at once: whoever waits for answers to its pings has one or two there.
  uint32_t max_control_frames_at_once = 200;
  // A second: calls that are cancelled within a tenth of one, where these are more than half of
  // all: more than a busy client whose calls all run out of time.
  uint32_t max_early_cancels = 1'000;
};

enum class FrameHarm : uint8_t {
  kNone,
  kHeaders,
  kMessage,
  kUnfinished,
  kUnconfirmed,
  kControlFrames,
  kEarlyCancels,
};

// What it is called in the log: `headers`, `early_cancels` ...
std::string_view NameOf(FrameHarm harm);

class FrameWatch {
 public:
  explicit FrameWatch(const FrameLimits& limits) : limits_(limits) {}

  // What was read next, at a time that only counts on, in milliseconds. Once there is harm it
  // stays.
  FrameHarm Take(std::string_view bytes, uint64_t now_ms);

 private:
  enum class State : uint8_t { kGreeting, kHead, kPadding, kPayload, kOther };

  // A message of a call, as far as it has come.
  struct Message {
    uint32_t head_bytes = 0;  // of five
    uint64_t size = 0;        // as its head says
    uint64_t came = 0;        // of these, without the head
  };

  std::string_view TakeGreeting(std::string_view bytes);
  std::string_view TakeHead(std::string_view bytes);
  std::string_view TakePadding(std::string_view bytes);
  std::string_view TakePayload(std::string_view bytes);
  void BeginFrame();
  void BeginHeaders(bool begins_block);
  void BeginCancel();
  void EndFrame();
  void TakeMessages(std::string_view bytes);
  void Forget(uint32_t call);
  void CountControl();
  void Find(FrameHarm harm) {
    if (harm_ == FrameHarm::kNone) harm_ = harm;
  }
  void Tick(uint64_t now_ms);

  const FrameLimits limits_;
  FrameHarm harm_ = FrameHarm::kNone;
  State state_ = State::kGreeting;
  uint32_t greeted_ = 0;

  // The frame at hand.
  std::array<uint8_t, 9> head_{};
  uint32_t head_bytes_ = 0;
  uint32_t left_ = 0;     // of the payload
  uint32_t padding_ = 0;  // of that, at its end
  uint8_t type_ = 0, flags_ = 0;
  uint32_t call_ = 0;  // the number of its stream

  uint64_t block_bytes_ = 0;  // of the headers at hand
  bool confirmed_ = false;
  uint32_t unconfirmed_ = 0;
  std::map<uint32_t, Message> messages_;  // of calls that have not said all
  uint64_t unfinished_ = 0;

  // Counts of the second at hand, and calls by age: those above `older_` began lately.
  uint64_t second_ = 0, tenth_ = 0;
  uint32_t controls_ = 0, controls_at_once_ = 0, useful_ = 0, begun_ = 0, begun_before_ = 0,
           cancels_ = 0;
  uint32_t newest_ = 0, newer_ = 0, older_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_FRAME_WATCH_H_
