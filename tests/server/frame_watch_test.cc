// What clients send, as bytes: what is only busy passes, what does harm is told, however it is cut.
#include "server/base/frame_watch.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether {

void PrintTo(FrameHarm harm, std::ostream* out) { *out << NameOf(harm); }

namespace {

enum : uint8_t {
  kDataFrame = 0,
  kHeadersFrame = 1,
  kPriorityFrame = 2,
  kResetFrame = 3,
  kSettingsFrame = 4,
  kPingFrame = 6,
  kWindowFrame = 8,
  kContinuationFrame = 9,
};
constexpr uint8_t kNoFlag = 0, kEnd = 1, kAck = 1, kEndHeaders = 4, kPaddedFlag = 8;

const std::string kHello = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

std::string Number(uint64_t value, size_t bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(value >> (8 * bytes));
  return text;
}
std::string Frame(uint8_t type, uint8_t flags, uint32_t call, const std::string& payload = "") {
  return Number(payload.size(), 3) + Number(type, 1) + Number(flags, 1) + Number(call, 4) + payload;
}
std::string Head(uint64_t size) { return Number(0, 1) + Number(size, 4); }
std::string Begin(uint32_t call) {
  return Frame(kHeadersFrame, kEndHeaders, call, std::string(40, 'h'));
}
std::string Reset(uint32_t call) { return Frame(kResetFrame, kNoFlag, call, Number(8, 4)); }
std::string Whole(uint32_t call, size_t size) {
  return Begin(call) + Frame(kDataFrame, kEnd, call, Head(size) + std::string(size, 'x'));
}
const std::string kAcknowledged = Frame(kSettingsFrame, kAck, 0);

std::string Times(int count, const std::function<std::string(uint32_t)>& one) {
  std::string all;
  for (int i = 0; i < count; ++i) all += one(2 * static_cast<uint32_t>(i) + 1);
  return all;
}
std::string Times(int count, const std::string& one) {
  return Times(count, [&one](uint32_t) { return one; });
}

FrameLimits SmallLimits() {
  FrameLimits limits;
  limits.max_header_bytes = 1000;
  limits.max_message_bytes = 5000;
  limits.max_unfinished_bytes = 8000;
  limits.max_unconfirmed_calls = 10;
  limits.max_control_frames = 50;
  limits.max_control_frames_at_once = 1'000;
  limits.max_early_cancels = 20;
  return limits;
}

struct Case {
  const char* name;
  std::string bytes;
  FrameHarm harm;
};

std::vector<Case> Cases() {
  const std::string settings = Frame(kSettingsFrame, kNoFlag, 0);
  const std::string part(500, 'h');
  return {
      {"calls one after the other",
       kAcknowledged + Times(300, [](uint32_t call) { return Whole(call, 4000); }),
       FrameHarm::kNone},
      {"a stream of many messages",
       Begin(1) + Times(300, Frame(kDataFrame, kNoFlag, 1, Head(900) + std::string(900, 'x'))),
       FrameHarm::kNone},
      {"messages over frames that begin and end anywhere",
       Begin(1) + Times(100, Frame(kDataFrame, kNoFlag, 1, Head(4).substr(0, 3)) +
                                 Frame(kDataFrame, kNoFlag, 1, Head(4).substr(3) + "ab") +
                                 Frame(kDataFrame, kNoFlag, 1, "cd" + Head(0))),
       FrameHarm::kNone},
      {"padding is no message",
       Begin(1) + Times(20, Frame(kDataFrame, kPaddedFlag, 1,
                                  Number(200, 1) + Head(2) + "ab" + std::string(200, '\xff'))),
       FrameHarm::kNone},
      {"windows open as often as they like",
       Times(500, Frame(kWindowFrame, kNoFlag, 0, Number(1, 4))), FrameHarm::kNone},
      {"headers as large as they may be",
       Frame(kHeadersFrame, kNoFlag, 1, part) + Frame(kContinuationFrame, kEndHeaders, 1, part) +
           Whole(3, 10),
       FrameHarm::kNone},
      {"headers larger than that",
       Frame(kHeadersFrame, kNoFlag, 1, part) + Frame(kContinuationFrame, kNoFlag, 1, part) +
           Frame(kContinuationFrame, kEndHeaders, 1, "h"),
       FrameHarm::kHeaders},
      {"headers in frames without anything",
       Frame(kHeadersFrame, kNoFlag, 1, "h") + Times(55, Frame(kContinuationFrame, kNoFlag, 1)),
       FrameHarm::kControlFrames},
      {"a message too large for gRPC, which says so",
       Begin(1) + Frame(kDataFrame, kNoFlag, 1, Head(5000)), FrameHarm::kNone},
      {"a message far too large", Begin(1) + Frame(kDataFrame, kNoFlag, 1, Head(5001)),
       FrameHarm::kMessage},
      {"the second message of a stream",
       Begin(1) + Frame(kDataFrame, kNoFlag, 1, Head(1) + "x" + Head(1 << 30)),
       FrameHarm::kMessage},
      {"messages that do not end",
       Begin(1) + Begin(3) + Begin(5) +
           Times(3,
                 [](uint32_t call) {
                   return Frame(kDataFrame, kNoFlag, call, Head(5000) + std::string(2700, 'x'));
                 }),
       FrameHarm::kUnfinished},
      {"calls are cancelled, and others begin",
       kAcknowledged + Times(15,
                             [](uint32_t call) {
                               return Begin(call) +
                                      Frame(kDataFrame, kNoFlag, call,
                                            Head(5000) + std::string(2700, 'x')) +
                                      Reset(call);
                             }),
       FrameHarm::kNone},
      {"ten calls before the client knows how many it may have", Times(10, Begin),
       FrameHarm::kNone},
      {"eleven", Times(11, Begin), FrameHarm::kUnconfirmed},
      {"eleven, and it knows", kAcknowledged + Times(11, Begin), FrameHarm::kNone},
      {"pings and settings as they come", Times(50, Frame(kPingFrame, kNoFlag, 0, "12345678")),
       FrameHarm::kNone},
      {"answers to pings", Times(500, Frame(kPingFrame, kAck, 0, "12345678")), FrameHarm::kNone},
      {"pings without end", Times(51, Frame(kPingFrame, kNoFlag, 0, "12345678")),
       FrameHarm::kControlFrames},
      {"a ping for each message, and for each answer",
       Begin(1) + Times(100, Frame(kDataFrame, kNoFlag, 1, Head(4) + "abcd") +
                                 Times(3, Frame(kPingFrame, kNoFlag, 0, "12345678"))),
       FrameHarm::kNone},
      {"settings without end", Times(51, settings), FrameHarm::kControlFrames},
      {"priorities without end", Times(51, Frame(kPriorityFrame, kNoFlag, 1, "12345")),
       FrameHarm::kControlFrames},
      {"frames of no kind", Times(51, Frame(77, kNoFlag, 1, "?")), FrameHarm::kControlFrames},
      {"data without any", Begin(1) + Times(55, Frame(kDataFrame, kNoFlag, 1)),
       FrameHarm::kControlFrames},
      {"twenty calls that are cancelled at once",
       kAcknowledged + Times(20, [](uint32_t call) { return Begin(call) + Reset(call); }),
       FrameHarm::kNone},
      {"twenty-one",
       kAcknowledged + Times(21, [](uint32_t call) { return Begin(call) + Reset(call); }),
       FrameHarm::kEarlyCancels},
      {"twenty-one that said all they wanted",
       kAcknowledged + Times(21, [](uint32_t call) { return Whole(call, 10) + Reset(call); }),
       FrameHarm::kEarlyCancels},
      {"every other call is cancelled",
       kAcknowledged + Times(100,
                             [](uint32_t call) {
                               return Whole(call, 10) + (call % 4 == 3 ? Reset(call) : "");
                             }),
       FrameHarm::kNone},
      {"cancels of calls that never were", Times(500, Reset(9)), FrameHarm::kNone},
  };
}

TEST(FrameWatchTest, WhatIsBusyPassesAndHarmIsTold) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.name);
    const std::string bytes = kHello + one.bytes;
    for (const size_t piece : {bytes.size(), size_t{1}, size_t{7}, size_t{1000}}) {
      FrameWatch watch(SmallLimits());
      FrameHarm harm = FrameHarm::kNone;
      for (size_t at = 0; at < bytes.size(); at += piece) {
        harm = watch.Take(std::string_view(bytes).substr(at, piece), 5'000);
      }
      EXPECT_EQ(harm, one.harm) << "in pieces of " << piece;
    }
  }
}

TEST(FrameWatchTest, CountsOfASecondBeginAnew) {
  FrameWatch watch(SmallLimits());
  EXPECT_EQ(watch.Take(kHello, 1'000), FrameHarm::kNone);
  const std::string pings = Times(50, Frame(kPingFrame, kNoFlag, 0, "12345678"));
  EXPECT_EQ(watch.Take(pings, 1'100), FrameHarm::kNone);
  EXPECT_EQ(watch.Take(pings, 2'000), FrameHarm::kNone);
  EXPECT_EQ(watch.Take(pings, 2'900), FrameHarm::kControlFrames);
  EXPECT_EQ(watch.Take("", 9'000), FrameHarm::kControlFrames) << "harm stays";
}

TEST(FrameWatchTest, WhoeverDoesNotWaitForAnswersDoesHarm) {
  FrameLimits limits = SmallLimits();
  limits.max_control_frames = 1'000;
  limits.max_control_frames_at_once = 20;
  const std::string ping = Frame(kPingFrame, kNoFlag, 0, "12345678");
  FrameWatch watch(limits);
  EXPECT_EQ(watch.Take(kHello + Times(20, ping), 1'000), FrameHarm::kNone);
  for (int i = 0; i < 300; ++i) EXPECT_EQ(watch.Take(ping, 1'000), FrameHarm::kNone);
  EXPECT_EQ(watch.Take(Times(21, ping), 1'000), FrameHarm::kControlFrames);
}

// A deadline that passed, or a user who left: not what nobody ever wanted an answer to.
TEST(FrameWatchTest, CallsThatWereOpenForAWhileMayBeCancelled) {
  FrameWatch watch(SmallLimits());
  watch.Take(kHello + kAcknowledged, 1'000);
  EXPECT_EQ(watch.Take(Times(60, Begin), 1'050), FrameHarm::kNone);
  EXPECT_EQ(watch.Take("", 1'150), FrameHarm::kNone);
  EXPECT_EQ(watch.Take(Times(60, Reset), 1'250), FrameHarm::kNone);
}

// Those that began just before the second did count beside those that it cancels.
TEST(FrameWatchTest, CancelsAreHeldAgainstAllThatBeganLately) {
  FrameWatch watch(SmallLimits());
  watch.Take(kHello + kAcknowledged, 1'000);
  EXPECT_EQ(watch.Take(Times(60, Begin), 1'950), FrameHarm::kNone);
  EXPECT_EQ(watch.Take(Times(30, Reset), 2'010), FrameHarm::kNone);
}

TEST(FrameWatchTest, OtherProtocolsAreLeftAlone) {
  for (const char* other : {"\x16\x03\x01", "GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/1.1"}) {
    FrameWatch watch(SmallLimits());
    const std::string bytes = other + Times(1000, Frame(kPingFrame, kNoFlag, 0, "12345678"));
    EXPECT_EQ(watch.Take(bytes, 1'000), FrameHarm::kNone);
  }
}

TEST(FrameWatchTest, MemoryIsBoundedWhateverComes) {
  FrameLimits limits = SmallLimits();
  limits.max_unconfirmed_calls = 100'000;
  limits.max_unfinished_bytes = 1 << 20;
  FrameWatch watch(limits);
  // Calls that never end; the first ones are forgotten, and what they have stays in the sum.
  const std::string bytes =
      kHello + Times(20'000, [](uint32_t call) {
        return Begin(call) + Frame(kDataFrame, kNoFlag, call, Head(1000) + std::string(100, 'x'));
      });
  EXPECT_EQ(watch.Take(bytes, 1'000), FrameHarm::kUnfinished);
}

// Frames of any kind, with any flags and lengths, bytes turned over: however they are cut, what is
// told is the same.
TEST(FrameWatchTest, NonsenseIsTakenHoweverItIsCut) {
  std::mt19937 random(13);
  const auto below = [&random](uint32_t end) { return static_cast<uint32_t>(random() % end); };
  std::set<FrameHarm> seen;
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes = kHello;
    for (uint32_t i = below(120); i > 0; --i) {
      bytes += Frame(static_cast<uint8_t>(below(11)), static_cast<uint8_t>(random()), below(60),
                     below(3) == 0 ? Head(below(9'000)) : std::string(below(400), '\x7'));
    }
    for (uint32_t i = below(4); i > 0 && bytes.size() > kHello.size(); --i) {
      const auto rest = static_cast<uint32_t>(bytes.size() - kHello.size());
      bytes[kHello.size() + below(rest)] = static_cast<char>(random());
    }
    FrameWatch whole(SmallLimits()), pieces(SmallLimits());
    const FrameHarm harm = whole.Take(bytes, 1'000);
    for (size_t at = 0; at < bytes.size();) {
      const size_t size = 1 + below(50);
      pieces.Take(std::string_view(bytes).substr(at, size), 1'000);
      at += size;
    }
    ASSERT_EQ(pieces.Take("", 1'000), harm) << "round " << round;
    seen.insert(harm);
  }
  EXPECT_GE(seen.size(), 4u) << "what is drawn does hardly any harm";
}

}  // namespace
}  // namespace bellwether
