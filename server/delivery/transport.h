// The one door to the network: a request goes out, and how it ended comes back. Behind it stands
// libcurl (curl_transport.h); tests put their own there.
//
//   Transport::Ending ending = transport.Post({url, headers, body, connection});
//   if (ending.code == 200) ...
//
// Calls block for as long as their timeout, and are made by any number of threads at once.
#ifndef BELLWETHER_SERVER_DELIVERY_TRANSPORT_H_
#define BELLWETHER_SERVER_DELIVERY_TRANSPORT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace bellwether::delivery {

class Transport {
 public:
  virtual ~Transport() = default;

  // What holds of any connection.
  struct Connection {
    std::string user, password;  // "": none
    std::string ca;              // file that the certificate is checked by; "": the system's
    bool allow_private = false;  // else public addresses alone, and those over TLS
    absl::Duration timeout = absl::Seconds(10);  // from the name to the last byte of the answer
  };

  struct HttpPost {
    std::string url;  // https://..., or http:// of a private address
    std::vector<std::pair<std::string, std::string>> headers;  // without line ends
    std::string body;
    Connection connection = {};
  };

  enum class MailTls { kFromTheStart, kUpgrade, kNone };
  struct Mail {
    std::string server;  // HOST:PORT
    MailTls tls = MailTls::kUpgrade;
    std::string from;             // addresses without names
    std::vector<std::string> to;  // at least one
    std::string text;             // with its headers, lines ending with CR LF
    Connection connection = {};
  };

  struct Ending {
    // Of the last answer of HTTP or SMTP; 0: there was none.
    int code = 0;
    bool complete = false;                      // the exchange came to its end, with whatever code
    std::optional<absl::Duration> retry_after;  // as the answer asked for
    std::string problem;  // in a sentence, when it is not complete; without secrets
  };

  // Follows no redirection, and goes through no proxy.
  virtual Ending Post(const HttpPost& post) = 0;
  // Complete: the server took it for all who are named.
  virtual Ending Send(const Mail& mail) = 0;

  // What runs ends within about a second, not complete, and so does all that comes. Any thread.
  virtual void Abort() = 0;
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_TRANSPORT_H_
