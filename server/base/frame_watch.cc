// Tested by tests/server/frame_watch_test.cc.
#include "server/base/frame_watch.h"

#include <algorithm>

namespace bellwether {
namespace {

constexpr std::string_view kGreeting = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// Types of frames.
constexpr uint8_t kData = 0;
constexpr uint8_t kHeaders = 1;
constexpr uint8_t kCancel = 3;
constexpr uint8_t kSettings = 4;
constexpr uint8_t kPing = 6;
constexpr uint8_t kWindowUpdate = 8;
constexpr uint8_t kContinuation = 9;
// Their flags.
constexpr uint8_t kConfirms = 0x1;  // of settings and pings
constexpr uint8_t kEndOfCall = 0x1;
constexpr uint8_t kEndOfHeaders = 0x4;
constexpr uint8_t kPadded = 0x8;

constexpr uint32_t kMessageHead = 5;
// Calls whose messages are followed: far more than gRPC lets be open at once. What is forgotten
// stays in the sum of what is unfinished.
constexpr size_t kMostFollowed = 4096;

uint32_t BigEndian(const uint8_t* bytes, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) value = value << 8 | bytes[i];
  return value;
}

}  // namespace

std::string_view NameOf(FrameHarm harm) {
  switch (harm) {
    case FrameHarm::kNone:
      return "none";
    case FrameHarm::kHeaders:
      return "headers";
    case FrameHarm::kMessage:
      return "message";
    case FrameHarm::kUnfinished:
      return "unfinished_messages";
    case FrameHarm::kUnconfirmed:
      return "unconfirmed_calls";
    case FrameHarm::kControlFrames:
      return "control_frames";
    case FrameHarm::kEarlyCancels:
      return "early_cancels";
  }
  return "none";
}

FrameHarm FrameWatch::Take(std::string_view bytes, uint64_t now_ms) {
  Tick(now_ms);
  controls_at_once_ = 0;
  while (!bytes.empty() && harm_ == FrameHarm::kNone) {
    switch (state_) {
      case State::kGreeting:
        bytes = TakeGreeting(bytes);
        break;
      case State::kHead:
        bytes = TakeHead(bytes);
        break;
      case State::kPadding:
        bytes = TakePadding(bytes);
        break;
      case State::kPayload:
        bytes = TakePayload(bytes);
        break;
      case State::kOther:
        return FrameHarm::kNone;
    }
  }
  return harm_;
}

void FrameWatch::Tick(uint64_t now_ms) {
  if (now_ms / 100 != tenth_) {
    tenth_ = now_ms / 100;
    older_ = newer_;
    newer_ = newest_;
  }
  if (now_ms / 1000 != second_) {
    second_ = now_ms / 1000;
    begun_before_ = begun_;
    controls_ = useful_ = begun_ = cancels_ = 0;
  }
}

std::string_view FrameWatch::TakeGreeting(std::string_view bytes) {
  const std::string_view rest = kGreeting.substr(greeted_);
  const size_t size = std::min(rest.size(), bytes.size());
  if (bytes.substr(0, size) != rest.substr(0, size)) {
    state_ = State::kOther;
    return {};
  }
  greeted_ += static_cast<uint32_t>(size);
  if (greeted_ == kGreeting.size()) state_ = State::kHead;
  return bytes.substr(size);
}

std::string_view FrameWatch::TakeHead(std::string_view bytes) {
  const size_t size = std::min(head_.size() - head_bytes_, bytes.size());
  std::copy_n(bytes.begin(), size, head_.begin() + head_bytes_);
  head_bytes_ += static_cast<uint32_t>(size);
  if (head_bytes_ == head_.size()) {
    head_bytes_ = 0;
    left_ = BigEndian(head_.data(), 3);
    type_ = head_[3];
    flags_ = head_[4];
    call_ = BigEndian(&head_[5], 4) & 0x7FFFFFFF;
    padding_ = 0;
    state_ = State::kPayload;
    BeginFrame();
    if (left_ == 0) EndFrame();
  }
  return bytes.substr(size);
}

void FrameWatch::BeginFrame() {
  switch (type_) {
    case kData:
      if (left_ > 0) ++useful_;
      if (left_ == 0 && (flags_ & kEndOfCall) == 0) CountControl();
      if ((flags_ & kPadded) != 0 && left_ > 0) state_ = State::kPadding;
      return;
    case kHeaders:
      return BeginHeaders(true);
    case kContinuation:
      if (left_ == 0 && (flags_ & kEndOfHeaders) == 0) CountControl();
      return BeginHeaders(false);
    case kCancel:
      return BeginCancel();
    case kSettings:
      if ((flags_ & kConfirms) == 0) return CountControl();
      confirmed_ = true;
      return;
    case kPing:
      if ((flags_ & kConfirms) == 0) CountControl();
      return;
    case kWindowUpdate:
      return;  // as many as there are answers
    default:
      CountControl();
  }
}

void FrameWatch::CountControl() {
  const bool many = ++controls_ > limits_.max_control_frames + uint64_t{4} * useful_;
  if (many || ++controls_at_once_ > limits_.max_control_frames_at_once)
    Find(FrameHarm::kControlFrames);
}

void FrameWatch::BeginHeaders(bool begins_block) {
  block_bytes_ = (begins_block ? 0 : block_bytes_) + left_;
  if (block_bytes_ > limits_.max_header_bytes) Find(FrameHarm::kHeaders);
  if (!begins_block || call_ <= newest_) return;
  newest_ = call_;
  ++begun_;
  ++useful_;
  if (!confirmed_ && ++unconfirmed_ > limits_.max_unconfirmed_calls) {
    Find(FrameHarm::kUnconfirmed);
  }
  if ((flags_ & kEndOfCall) != 0) return;
  messages_.emplace(call_, Message{});
  if (messages_.size() > kMostFollowed) messages_.erase(messages_.begin());
}

void FrameWatch::BeginCancel() {
  Forget(call_);
  if (call_ <= older_ || call_ > newest_) return;
  ++cancels_;
  if (cancels_ > limits_.max_early_cancels && 2 * cancels_ > begun_ + begun_before_) {
    Find(FrameHarm::kEarlyCancels);
  }
}

std::string_view FrameWatch::TakePadding(std::string_view bytes) {
  padding_ = std::min<uint32_t>(static_cast<uint8_t>(bytes.front()), --left_);
  state_ = State::kPayload;
  if (left_ == 0) EndFrame();
  return bytes.substr(1);
}

std::string_view FrameWatch::TakePayload(std::string_view bytes) {
  const size_t size = std::min<size_t>(left_, bytes.size());
  if (type_ == kData) {
    TakeMessages(bytes.substr(0, std::min<size_t>(size, left_ - std::min(left_, padding_))));
  }
  left_ -= static_cast<uint32_t>(size);
  if (left_ == 0) EndFrame();
  return bytes.substr(size);
}

void FrameWatch::EndFrame() {
  if (type_ == kData && (flags_ & kEndOfCall) != 0) Forget(call_);
  state_ = State::kHead;
}

void FrameWatch::TakeMessages(std::string_view bytes) {
  const auto found = messages_.find(call_);
  if (found == messages_.end()) return;
  Message& message = found->second;
  while (!bytes.empty()) {
    if (message.head_bytes < kMessageHead) {
      // Its first byte says whether it is compressed; the others are its size.
      if (message.head_bytes > 0) {
        message.size = message.size << 8 | static_cast<uint8_t>(bytes.front());
      }
      ++message.head_bytes;
      bytes.remove_prefix(1);
      if (message.size > limits_.max_message_bytes) return Find(FrameHarm::kMessage);
    } else {
      const uint64_t came = std::min<uint64_t>(message.size - message.came, bytes.size());
      message.came += came;
      unfinished_ += came;
      bytes.remove_prefix(came);
      if (unfinished_ > limits_.max_unfinished_bytes) return Find(FrameHarm::kUnfinished);
    }
    if (message.head_bytes == kMessageHead && message.came == message.size) {
      unfinished_ -= message.came;
      message = {};
    }
  }
}

void FrameWatch::Forget(uint32_t call) {
  const auto found = messages_.find(call);
  if (found == messages_.end()) return;
  unfinished_ -= found->second.came;
  messages_.erase(found);
}

}  // namespace bellwether
