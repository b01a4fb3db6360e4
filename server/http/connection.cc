// Tested by tests/server/http/gateway_test.cc and tests/e2e/http_test.py.
#include "server/http/connection.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "server/http/router.h"

namespace bellwether::http {
namespace {

// What is written at once, so that a slow client is measured part by part.
constexpr size_t kPart = 256u << 10;
// After the last answer: how long, and how much, is read and thrown away, so that the answer is not
// lost to the reset of a connection that is closed with bytes unread.
constexpr absl::Duration kLingerTime = absl::Seconds(1);
constexpr uint64_t kLingerBytes = 4u << 20;
// Bytes of the next request that are taken while an answer is awaited.
constexpr size_t kMostAhead = 16u << 10;
constexpr char kContinue[] = "HTTP/1.1 100 Continue\r\n\r\n";

const char* ReasonOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Unknown";
  }
}

std::string Chunk(std::string_view bytes) {
  return bytes.empty() ? "" : absl::StrCat(absl::Hex(bytes.size()), "\r\n", ToAbsl(bytes), "\r\n");
}

}  // namespace

Connection::Connection(std::unique_ptr<Link> link, Environment& environment,
                       std::function<void(Connection*)> ended)
    : link_(std::move(link)),
      environment_(environment),
      ended_(std::move(ended)),
      begun_(absl::Now()) {}

Connection::~Connection() = default;

void Connection::Post(std::function<void()> what) {
  link_->Post([self = shared_from_this(), what = std::move(what)] { what(); });
}

void Connection::Start() {
  Post([this] {
    link_->SetTimer(Link::Timer::kRead, environment_.settings.limits.header_time,
                    [self = shared_from_this()] {
                      self->environment_.CountRefusal(Refusal::kTooSlow, "TLS handshake");
                      self->Close();
                    });
    link_->Handshake([self = shared_from_this()](bool ok) {
      if (self->phase_ == Phase::kClosed) return;
      if (ok) return self->AwaitRequest();
      self->environment_.CountRefusal(Refusal::kHandshake, "");
      self->Close();
    });
  });
}

void Connection::Drain() {
  Post([this] {
    is_draining_ = true;
    if (IsIdle()) Close();
  });
}

void Connection::EndStream() {
  Post([this] {
    if (exchange_ != nullptr) exchange_->OnStopping();
  });
}

void Connection::Abort() {
  Post([this] { Close(); });
}

bool Connection::IsIdle() const {
  return phase_ == Phase::kHead && unread_.empty() && (!reader_ || !reader_->has_begun());
}

void Connection::AwaitRequest() {
  exchange_.reset();
  has_answered_ = is_complete_ = is_chunked_ = closes_ = false;
  phase_ = Phase::kHead;
  reader_.emplace(environment_.settings.limits.max_header_bytes);
  if ((is_draining_ || has_input_ended_) && unread_.empty()) return Close();
  const bool has_begun = !unread_.empty();
  link_->SetTimer(
      Link::Timer::kRead,
      has_begun ? environment_.settings.limits.header_time : environment_.settings.limits.idle_time,
      [self = shared_from_this()] { self->OnTooSlow(); });
  Advance();
}

void Connection::Advance() {
  if (std::exchange(is_advancing_, true)) return;
  while (AdvanceOnce()) {
  }
  is_advancing_ = false;
  const bool wants_body = phase_ == Phase::kBody && exchange_ != nullptr && exchange_->WantsBody();
  const bool watches = phase_ == Phase::kAnswer && unread_.size() < kMostAhead;
  if (phase_ == Phase::kHead || phase_ == Phase::kLinger || wants_body || watches) ReadMore();
}

// False: nothing more can be made of what came.
bool Connection::AdvanceOnce() {
  if (phase_ == Phase::kLinger) {
    lingered_ += unread_.size();
    unread_.clear();
    if (lingered_ > kLingerBytes) Close();
    return false;
  }
  const bool takes_body = phase_ == Phase::kBody && exchange_ != nullptr && exchange_->WantsBody();
  if ((phase_ != Phase::kHead && !takes_body) || unread_.empty()) return false;
  std::string body;
  const size_t used = reader_->Put(unread_, body);
  unread_.erase(0, used);
  if (reader_->failed()) {
    OnBadRequest();
    return false;
  }
  if (phase_ == Phase::kHead) {
    if (!reader_->has_head()) return false;
    OnHead();
    return phase_ == Phase::kBody || phase_ == Phase::kHead;
  }
  if (!body.empty()) {
    SetBodyTimer();
    exchange_->OnBody(std::move(body));
  }
  if (phase_ != Phase::kBody) return false;
  if (reader_->is_done()) {
    phase_ = Phase::kAnswer;
    link_->ClearTimer(Link::Timer::kRead);
    exchange_->OnBodyEnd();
    return false;
  }
  return used > 0;
}

void Connection::SetBodyTimer() {
  if (exchange_->IsOneMessage()) return;  // it was set once, for all of it
  link_->SetTimer(Link::Timer::kRead, environment_.settings.limits.idle_time,
                  [self = shared_from_this()] { self->OnTooSlow(); });
}

void Connection::ReadMore() {
  if (is_reading_ || has_input_ended_) return;
  is_reading_ = true;
  link_->Read(chunk_.data(), chunk_.size(), [self = shared_from_this()](size_t bytes) {
    self->is_reading_ = false;
    self->OnRead(bytes);
  });
}

void Connection::OnRead(size_t bytes) {
  if (phase_ == Phase::kClosed) return;
  if (bytes == 0) return OnEndOfInput();
  if (IsIdle()) {
    link_->SetTimer(Link::Timer::kRead, environment_.settings.limits.header_time,
                    [self = shared_from_this()] { self->OnTooSlow(); });
  }
  unread_.append(chunk_.data(), bytes);
  Advance();
}

// Who has its whole answer on the way may still be reading.
void Connection::OnEndOfInput() {
  has_input_ended_ = true;
  if (is_complete_ && phase_ != Phase::kLinger) return;
  if (phase_ == Phase::kBody && !has_answered_) {
    environment_.CountRefusal(Refusal::kMalformed, "the body was cut off");
  }
  Close();
}

void Connection::OnHead() {
  const RequestHead& head = reader_->head();
  const auto& limits = environment_.settings.limits;
  link_->ClearTimer(Link::Timer::kRead);
  phase_ = reader_->is_done() ? Phase::kAnswer : Phase::kBody;
  Route route = FindRoute(head, environment_, weak_from_this());
  if (phase_ == Phase::kClosed || has_answered_) return;
  if (route.exchange == nullptr) return Respond(std::move(route.response));
  exchange_ = std::move(route.exchange);
  if (phase_ == Phase::kAnswer) return exchange_->OnBodyEnd();
  link_->SetTimer(Link::Timer::kRead,
                  exchange_->IsOneMessage() ? limits.body_time : limits.idle_time,
                  [self = shared_from_this()] { self->OnTooSlow(); });
  const std::string_view expectation = Find(head.headers, "expect");
  if (expectation.empty() || !exchange_->WantsBody()) return;
  if (!absl::EqualsIgnoreCase(ToAbsl(expectation), "100-continue")) {
    exchange_->OnGone();
    return Respond(RefusalResponse(417, "unknown", "of Expect, 100-continue alone is known"));
  }
  if (unread_.empty()) {
    out_ = kContinue;
    WriteOut(nullptr);
  }
}

void Connection::OnBadRequest() {
  const bool too_large = reader_->problem() == RequestReader::Problem::kHeadersTooLarge;
  environment_.CountRefusal(too_large ? Refusal::kHeadersTooLarge : Refusal::kMalformed,
                            reader_->reason());
  if (exchange_ != nullptr) exchange_->OnGone();
  // What was said of the answer so far cannot be taken back.
  if (has_answered_) return Close();
  closes_ = true;
  phase_ = Phase::kAnswer;
  Respond(too_large
              ? RefusalResponse(431, "resource_exhausted", reader_->reason())
              : RefusalResponse(400, "invalid_argument",
                                absl::StrCat("the request is no HTTP/1.1: ", reader_->reason())));
}

void Connection::OnTooSlow() {
  if (phase_ == Phase::kClosed) return;
  if (IsIdle()) return Close();
  // It is the call that is slow, and not the client.
  if (phase_ == Phase::kBody && exchange_ != nullptr && !exchange_->WantsBody()) {
    return SetBodyTimer();
  }
  environment_.CountRefusal(Refusal::kTooSlow, phase_ == Phase::kHead ? "headers" : "body");
  if (exchange_ != nullptr) exchange_->OnGone();
  if (has_answered_) return Close();
  closes_ = true;
  phase_ = Phase::kAnswer;
  Respond(RefusalResponse(408, "deadline_exceeded", "the request did not come in time"));
}

bool Connection::KeepsOn() const {
  const bool was_read = phase_ == Phase::kAnswer;
  const bool is_old = absl::Now() - begun_ > environment_.settings.limits.connection_age;
  return was_read && !closes_ && !is_draining_ && !is_old && reader_->has_head() &&
         reader_->head().keeps_alive;
}

std::string Connection::HeadText(int status, Headers headers) {
  if (Find(headers, "cache-control").empty()) headers.emplace_back("cache-control", "no-store");
  headers.emplace_back("x-content-type-options", "nosniff");
  // What a page may not ask, it may not read either.
  if (reader_->has_head() && environment_.origins.Refuse(reader_->head()).empty()) {
    AppendCorsHeaders(reader_->head(), headers);
  }
  closes_ = !KeepsOn();
  headers.emplace_back("connection", closes_ ? "close" : "keep-alive");
  std::string text = absl::StrCat("HTTP/1.1 ", status, " ", ReasonOf(status), "\r\n");
  absl::StrAppend(&text, "date: ",
                  absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()),
                  "\r\n");
  for (const auto& [name, value] : headers) absl::StrAppend(&text, name, ": ", value, "\r\n");
  text += "\r\n";
  return text;
}

void Connection::Respond(Response response) {
  if (phase_ == Phase::kClosed || std::exchange(has_answered_, true)) return;
  if (response.status != 204) {
    response.headers.emplace_back("content-length", absl::StrCat(response.body.size()));
  }
  is_complete_ = true;
  out_ += HeadText(response.status, std::move(response.headers));
  if (!reader_->has_head() || reader_->head().method != "HEAD") out_ += response.body;
  WriteOut([this] { OnAnswered(); });
}

// To a client of HTTP/1.0 the answer ends with the connection.
void Connection::Begin(Headers headers) {
  if (phase_ == Phase::kClosed || std::exchange(has_answered_, true)) return;
  is_chunked_ = !reader_->head().is_http_1_0;
  if (is_chunked_) {
    headers.emplace_back("transfer-encoding", "chunked");
  } else {
    closes_ = true;
  }
  out_ += HeadText(200, std::move(headers));
}

void Connection::Send(std::string bytes, std::function<void()> sent) {
  if (phase_ == Phase::kClosed) return;
  out_ += is_chunked_ ? Chunk(bytes) : bytes;
  WriteOut(std::move(sent));
}

void Connection::End(std::string last_bytes) {
  if (phase_ == Phase::kClosed) return;
  is_complete_ = true;
  out_ += is_chunked_ ? Chunk(last_bytes) + "0\r\n\r\n" : last_bytes;
  WriteOut([this] { OnAnswered(); });
}

void Connection::BodyIsWanted() { Advance(); }

void Connection::WriteOut(std::function<void()> then) {
  then_ = std::move(then);
  if (is_writing_) return;
  is_writing_ = true;
  std::swap(out_, flying_);
  WritePart();
}

void Connection::WritePart() {
  link_->SetTimer(Link::Timer::kWrite, environment_.settings.limits.write_time,
                  [self = shared_from_this()] {
                    self->environment_.CountRefusal(Refusal::kTooSlow, "answer not taken");
                    self->Close();
                  });
  const std::string_view part = std::string_view(flying_).substr(written_, kPart);
  link_->Write(part, [self = shared_from_this(), size = part.size()](bool ok) {
    if (self->phase_ == Phase::kClosed) return;
    self->link_->ClearTimer(Link::Timer::kWrite);
    if (!ok) return self->Close();
    self->OnWritten(size);
  });
}

void Connection::OnWritten(size_t bytes) {
  written_ += bytes;
  if (written_ < flying_.size()) return WritePart();
  flying_.clear();
  written_ = 0;
  is_writing_ = false;
  if (!out_.empty()) return WriteOut(std::move(then_));
  if (then_) std::exchange(then_, nullptr)();
}

void Connection::OnAnswered() {
  if (phase_ == Phase::kClosed) return;
  if (exchange_ != nullptr) exchange_->OnGone();
  if (closes_ || phase_ != Phase::kAnswer) return Linger();
  AwaitRequest();
}

void Connection::Linger() {
  phase_ = Phase::kLinger;
  exchange_.reset();
  link_->SetTimer(Link::Timer::kRead, kLingerTime, [self = shared_from_this()] { self->Close(); });
  link_->EndWrites([self = shared_from_this()] {
    if (self->phase_ != Phase::kLinger) return;
    if (self->has_input_ended_) return self->Close();
    self->Advance();
  });
}

void Connection::Close() {
  if (phase_ == Phase::kClosed) return;
  phase_ = Phase::kClosed;
  link_->ClearTimer(Link::Timer::kRead);
  link_->ClearTimer(Link::Timer::kWrite);
  link_->Close();
  if (exchange_ != nullptr) exchange_->OnGone();
  exchange_.reset();
  if (ended_) std::exchange(ended_, nullptr)(this);
}

}  // namespace bellwether::http
