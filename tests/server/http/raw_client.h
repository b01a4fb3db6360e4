// A client over a plain socket, which sends bytes as they are and reads what comes.
#ifndef BELLWETHER_TESTS_SERVER_HTTP_RAW_CLIENT_H_
#define BELLWETHER_TESTS_SERVER_HTTP_RAW_CLIENT_H_

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"

namespace bellwether::http {

class RawClient {
 public:
  // "127.0.0.1:PORT". `receive_bytes`: of the socket's buffer, for clients that read slowly.
  explicit RawClient(const std::string& address, int receive_bytes = 0) {
    descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_bytes > 0) {
      setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof(receive_bytes));
    }
    const timeval patience{20, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<uint16_t>(std::atoi(address.c_str() + address.rfind(':') + 1)));
    connected_ =
        connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0;
  }
  ~RawClient() { Close(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }

  bool Send(const std::string& bytes) const {
    for (size_t sent = 0; sent < bytes.size();) {
      const ssize_t more =
          send(descriptor_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (more <= 0) return false;
      sent += static_cast<size_t>(more);
    }
    return true;
  }

  // What comes next; "" at the end.
  std::string ReadSome() const {
    std::string bytes(65536, '\0');
    const ssize_t size = recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(size > 0 ? static_cast<size_t>(size) : 0);
    return bytes;
  }

  std::string ReadToEnd() const {
    std::string all;
    for (std::string some = ReadSome(); !some.empty(); some = ReadSome()) all += some;
    return all;
  }

  // Until `text` has come, or the end.
  std::string ReadUntil(const std::string& text) const {
    std::string all;
    while (all.find(text) == std::string::npos) {
      const std::string some = ReadSome();
      if (some.empty()) break;
      all += some;
    }
    return all;
  }

  void Close() {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = -1;
  }

 private:
  int descriptor_ = -1;
  bool connected_ = false;
};

inline std::string Post(const std::string& method, const std::string& body,
                        const std::string& type = "application/json",
                        const std::string& headers = "") {
  return absl::StrCat("POST /", method, " HTTP/1.1\r\nHost: localhost\r\nContent-Type: ", type,
                      "\r\nContent-Length: ", body.size(), "\r\n", headers, "\r\n", body);
}

}  // namespace bellwether::http

#endif  // BELLWETHER_TESTS_SERVER_HTTP_RAW_CLIENT_H_
