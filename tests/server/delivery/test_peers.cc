#include "tests/server/delivery/test_peers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace bellwether::delivery {
namespace {

void Say(int connection, const std::string& text) {
  static_cast<void>(send(connection, text.data(), text.size(), MSG_NOSIGNAL));
}

// Appends what comes; false: the other side has closed.
bool Hear(int connection, std::string& text) {
  char bytes[4096];
  const ssize_t size = recv(connection, bytes, sizeof(bytes), 0);
  if (size <= 0) return false;
  text.append(bytes, static_cast<size_t>(size));
  return true;
}

// The next line without its end; what follows it stays in `text`.
bool HearLine(int connection, std::string& text, std::string& line) {
  size_t end = 0;
  while ((end = text.find("\r\n")) == std::string::npos) {
    if (!Hear(connection, text)) return false;
  }
  line = text.substr(0, end);
  text.erase(0, end + 2);
  return true;
}

bool HearRequest(int connection, HttpRequest& request) {
  std::string text, line;
  if (!HearLine(connection, text, request.line)) return false;
  while (HearLine(connection, text, line) && !line.empty()) {
    const size_t colon = line.find(':');
    request.headers[absl::AsciiStrToLower(line.substr(0, colon))] =
        std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  }
  size_t bytes = 0;
  if (!absl::SimpleAtoi(request.headers["content-length"], &bytes)) return false;
  while (text.size() < bytes) {
    if (!Hear(connection, text)) return false;
  }
  request.body = text.substr(0, bytes);
  return true;
}

}  // namespace

Listener::Listener(std::function<void(int)> serve) : serve_(std::move(serve)) {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(bind(listening_, reinterpret_cast<sockaddr*>(&place), sizeof(place)), 0);
  EXPECT_EQ(listen(listening_, 64), 0);
  socklen_t size = sizeof(place);
  EXPECT_EQ(getsockname(listening_, reinterpret_cast<sockaddr*>(&place), &size), 0);
  port_ = ntohs(place.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

Listener::~Listener() {
  std::vector<std::thread> serving;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    for (const int connection : open_) shutdown(connection, SHUT_RDWR);
  }
  shutdown(listening_, SHUT_RDWR);
  accepting_.join();
  {
    MutexLock lock(mutex_);
    serving.swap(serving_);
  }
  for (std::thread& thread : serving) thread.join();
  close(listening_);
}

void Listener::Accept() {
  while (true) {
    const int connection = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    MutexLock lock(mutex_);
    if (stopping_) {
      close(connection);
      return;
    }
    open_.push_back(connection);
    serving_.emplace_back([this, connection] {
      serve_(connection);
      MutexLock lock_of_end(mutex_);
      open_.erase(std::find(open_.begin(), open_.end(), connection));
      close(connection);
    });
  }
}

HttpPeer::HttpPeer(Answer answer)
    : answer_(std::move(answer)), listener_([this](int connection) { Serve(connection); }) {}

std::string HttpPeer::url() const { return absl::StrCat("http://127.0.0.1:", listener_.port()); }

std::vector<HttpRequest> HttpPeer::requests() const {
  MutexLock lock(mutex_);
  return requests_;
}

void HttpPeer::Serve(int connection) {
  HttpRequest request;
  if (!HearRequest(connection, request)) return;
  size_t number = 0;
  {
    MutexLock lock(mutex_);
    requests_.push_back(request);
    number = requests_.size();
  }
  Say(connection, answer_(request, number));
}

std::string Status(int code, const std::string& more_headers) {
  return absl::StrCat("HTTP/1.1 ", code, " As told\r\nContent-Length: 0\r\n", more_headers,
                      "Connection: close\r\n\r\n");
}

MailPeer::MailPeer(Script script)
    : script_(std::move(script)), listener_([this](int connection) { Serve(connection); }) {}

std::string MailPeer::server() const { return absl::StrCat("127.0.0.1:", listener_.port()); }

std::string MailPeer::heard() const {
  MutexLock lock(mutex_);
  return heard_;
}

void MailPeer::Serve(int connection) {
  std::string text, line;
  Say(connection, "220 sink\r\n");
  bool in_text = false;
  while (HearLine(connection, text, line)) {
    {
      MutexLock lock(mutex_);
      absl::StrAppend(&heard_, line, "\r\n");
    }
    if (in_text) {
      if (line != ".") continue;
      in_text = false;
      Say(connection, script_.data_answer + "\r\n");
    } else if (absl::StartsWith(line, "EHLO")) {
      Say(connection, script_.offers_login ? "250-sink\r\n250 AUTH PLAIN\r\n" : "250 sink\r\n");
    } else if (absl::StartsWith(line, "AUTH")) {
      Say(connection, "235 welcome\r\n");
    } else if (absl::StartsWith(line, "RCPT")) {
      Say(connection, script_.recipient_answer + "\r\n");
    } else if (line == "DATA") {
      in_text = true;
      Say(connection, "354 go on\r\n");
    } else if (line == "QUIT") {
      if (!script_.answers_goodbye) continue;  // until the client hangs up
      Say(connection, "221 bye\r\n");
      return;
    } else {
      Say(connection, "250 fine\r\n");
    }
  }
}

}  // namespace bellwether::delivery
