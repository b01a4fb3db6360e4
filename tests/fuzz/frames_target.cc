// Bytes as what a client of HTTP/2 sends: however they are cut the same is told of them, and it is
// what a reader tells that has all of them before it. Harm that was told stays.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/base/frame_watch.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

constexpr std::string_view kGreeting = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
// Of more bytes a watch may have forgotten a call, which a reader of all does not.
constexpr size_t kMostBytes = 32 << 10;
constexpr uint64_t kNow = 5'000;

// So small that some hundred bytes come to each of them.
FrameLimits SmallLimits() {
  FrameLimits limits;
  limits.max_header_bytes = 60;
  limits.max_message_bytes = 200;
  limits.max_unfinished_bytes = 300;
  limits.max_unconfirmed_calls = 5;
  limits.max_control_frames = 12;
  limits.max_control_frames_at_once = 1'000'000;  // depends on the cut
  limits.max_early_cancels = 4;
  return limits;
}

uint32_t Number(std::string_view bytes, size_t at, size_t size) {
  uint32_t value = 0;
  for (const char c : bytes.substr(at, size)) value = value << 8 | static_cast<uint8_t>(c);
  return value;
}

// Reads whole frames, and what a call said from its beginning each time: slow and plain. All of it
// comes within one moment.
class Reader {
 public:
  explicit Reader(const FrameLimits& limits) : limits_(limits) {}

  FrameHarm Read(std::string_view bytes) {
    while (bytes.size() >= 9 && harm_ == FrameHarm::kNone) {
      const uint32_t size = Number(bytes, 0, 3);
      const auto type = static_cast<uint8_t>(bytes[3]);
      const auto flags = static_cast<uint8_t>(bytes[4]);
      const uint32_t call = Number(bytes, 5, 4) & 0x7FFFFFFF;
      const std::string_view payload = bytes.substr(9, size);  // as far as it came
      ReadHead(type, flags, call, size);
      if (type == 0) ReadData(call, WithoutPadding(payload, flags, size));
      if (payload.size() < size) break;
      if (type == 0 && (flags & 1) != 0) said_.erase(call);
      bytes.remove_prefix(9 + size);
    }
    return harm_;
  }

 private:
  void Find(FrameHarm harm) {
    if (harm_ == FrameHarm::kNone) harm_ = harm;
  }

  static std::string_view WithoutPadding(std::string_view payload, uint8_t flags, uint32_t size) {
    if ((flags & 8) == 0 || payload.empty()) return payload;
    const uint32_t padding = static_cast<uint8_t>(payload.front());
    return payload.substr(1, size - 1 - std::min(padding, size - 1));
  }

  void ReadHead(uint8_t type, uint8_t flags, uint32_t call, uint32_t size) {
    const bool ends_call = (flags & 1) != 0, confirms = ends_call, ends_block = (flags & 4) != 0;
    if (type == 0 && size > 0) ++useful_;
    const bool says_nothing =
        (type == 0 && size == 0 && !ends_call) || (type == 9 && size == 0 && !ends_block);
    const bool asks = (type == 4 || type == 6) && !confirms;
    const bool is_other = type == 2 || type == 5 || type == 7 || type > 9;
    if ((says_nothing || asks || is_other) &&
        ++controls_ > limits_.max_control_frames + 4 * useful_)
      Find(FrameHarm::kControlFrames);
    if (type == 4 && confirms) is_confirmed_ = true;
    if (type == 1 || type == 9) {
      block_ = (type == 1 ? 0 : block_) + size;
      if (block_ > limits_.max_header_bytes) Find(FrameHarm::kHeaders);
    }
    if (type == 1 && call > newest_) Begin(call, ends_call);
    if (type == 3) Cancel(call);
  }

  void Begin(uint32_t call, bool says_no_more) {
    newest_ = call;
    ++begun_;
    ++useful_;
    if (!is_confirmed_ && ++unconfirmed_ > limits_.max_unconfirmed_calls)
      Find(FrameHarm::kUnconfirmed);
    if (!says_no_more) said_[call] = "";
  }

  void Cancel(uint32_t call) {
    said_.erase(call);
    if (call == 0 || call > newest_) return;
    ++cancels_;
    if (cancels_ > limits_.max_early_cancels && 2 * cancels_ > begun_)
      Find(FrameHarm::kEarlyCancels);
  }

  // The message that the last byte of a text belongs to.
  struct Last {
    size_t head = 0;  // bytes of its head that came
    uint64_t size = 0, came = 0;
  };
  static Last LastOf(std::string_view said) {
    while (true) {
      Last last;
      last.head = std::min<size_t>(said.size(), 5);
      if (last.head > 1) last.size = Number(said, 1, last.head - 1);
      last.came = std::min<uint64_t>(said.size() - last.head, last.size);
      if (last.head + last.came == said.size()) return last;
      said.remove_prefix(last.head + last.came);
    }
  }

  void ReadData(uint32_t call, std::string_view data) {
    const auto found = said_.find(call);
    if (found == said_.end()) return;
    uint64_t others = 0;
    for (const auto& [number, said] : said_) {
      const Last last = LastOf(said);
      if (number != call && last.came < last.size) others += last.came;
    }
    for (const char c : data) {
      if (harm_ != FrameHarm::kNone) return;
      found->second += c;
      const Last last = LastOf(found->second);
      if (last.size > limits_.max_message_bytes) return Find(FrameHarm::kMessage);
      if (others + last.came > limits_.max_unfinished_bytes) Find(FrameHarm::kUnfinished);
    }
  }

  const FrameLimits limits_;
  FrameHarm harm_ = FrameHarm::kNone;
  std::map<uint32_t, std::string> said_;  // of calls that have not said all
  uint64_t block_ = 0, controls_ = 0, useful_ = 0, begun_ = 0, cancels_ = 0, unconfirmed_ = 0;
  uint32_t newest_ = 0;
  bool is_confirmed_ = false;
};

FrameHarm InPieces(const FrameLimits& limits, std::string_view bytes, size_t piece) {
  FrameWatch watch(limits);
  FrameHarm harm = FrameHarm::kNone;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    harm = watch.Take(bytes.substr(at, piece), kNow);
  }
  return harm;
}

// Pieces and times as the bytes themselves say.
void RequireThatHarmStays(std::string_view bytes) {
  FrameLimits limits = SmallLimits();
  limits.max_control_frames_at_once = 6;
  FrameWatch watch(limits);
  FrameHarm harm = watch.Take(kGreeting, 0);
  uint64_t now = 0;
  while (!bytes.empty()) {
    const auto byte = static_cast<uint8_t>(bytes.front());
    const size_t size = std::min<size_t>(bytes.size(), 1 + byte % 32);
    now += byte;
    const FrameHarm next = watch.Take(bytes.substr(0, size), now);
    Require(harm == FrameHarm::kNone || next == harm, "harm stays", NameOf(next));
    harm = next;
    bytes.remove_prefix(size);
  }
}

void Run(std::string_view bytes) {
  if (bytes.size() > kMostBytes) return;
  const FrameLimits limits = SmallLimits();
  if (!bytes.starts_with(kGreeting)) {
    Require(InPieces(limits, bytes, bytes.size() + 1) == FrameHarm::kNone,
            "what does not begin as HTTP/2 is left alone");
  }
  const std::string greeted = std::string(kGreeting) + std::string(bytes);
  const FrameHarm harm = InPieces(limits, greeted, greeted.size());
  for (const size_t piece : {size_t{1}, size_t{7}, size_t{100}}) {
    Require(InPieces(limits, greeted, piece) == harm, "the cut changes nothing", NameOf(harm));
  }
  Require(Reader(limits).Read(bytes) == harm, "a reader of all tells the same", NameOf(harm));
  FrameLimits narrow = limits;
  narrow.max_control_frames_at_once = 6;
  Require(harm == FrameHarm::kNone || InPieces(narrow, greeted, 50) != FrameHarm::kNone,
          "a narrower limit lets nothing pass", NameOf(harm));
  RequireThatHarmStays(bytes);
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
