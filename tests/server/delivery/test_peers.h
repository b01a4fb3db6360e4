// Whom messages go to, in the test's own process: an HTTP server and a mail server on ports of this
// machine that the system chose.
#ifndef BELLWETHER_TESTS_SERVER_DELIVERY_TEST_PEERS_H_
#define BELLWETHER_TESTS_SERVER_DELIVERY_TEST_PEERS_H_

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "server/base/mutex.h"

namespace bellwether::delivery {

// Takes connections one after the other, each with a thread of its own.
class Listener {
 public:
  // `serve` has the connection until it returns, and does not close it.
  explicit Listener(std::function<void(int connection)> serve);
  // Ends connections that are open, and waits for them.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const { return port_; }

 private:
  void Accept();

  const std::function<void(int)> serve_;
  int listening_ = -1;
  int port_ = 0;
  Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<int> open_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> serving_ ABSL_GUARDED_BY(mutex_);
  std::thread accepting_;
};

struct HttpRequest {
  std::string line;                            // "POST /hook HTTP/1.1"
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// Answers each request with what `answer` says: a whole response, or "" to close without one.
class HttpPeer {
 public:
  using Answer = std::function<std::string(const HttpRequest& request, size_t number)>;
  explicit HttpPeer(Answer answer);

  // "http://127.0.0.1:PORT"
  std::string url() const;
  std::vector<HttpRequest> requests() const;

 private:
  void Serve(int connection);

  const Answer answer_;
  mutable Mutex mutex_;
  std::vector<HttpRequest> requests_ ABSL_GUARDED_BY(mutex_);
  Listener listener_;  // last: it ends first
};

std::string Status(int code, const std::string& more_headers = "");

// Speaks SMTP as far as a client of ours needs it, and writes down what it was told.
class MailPeer {
 public:
  struct Script {
    bool offers_login = false;
    std::string recipient_answer = "250 fine";
    std::string data_answer = "250 taken";
    bool answers_goodbye = true;
  };
  explicit MailPeer(Script script);

  std::string server() const;  // "127.0.0.1:PORT"
  // All that the client said, lines ending with CR LF.
  std::string heard() const;

 private:
  void Serve(int connection);

  const Script script_;
  mutable Mutex mutex_;
  std::string heard_ ABSL_GUARDED_BY(mutex_);
  Listener listener_;
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_TESTS_SERVER_DELIVERY_TEST_PEERS_H_
