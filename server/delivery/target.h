// Who is told, and of what: what a delivery file says, as plain data.
#ifndef BELLWETHER_SERVER_DELIVERY_TARGET_H_
#define BELLWETHER_SERVER_DELIVERY_TARGET_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace bellwether::delivery {

enum class TargetKind : uint8_t { kWebhook, kSlack, kTeams, kAlertmanager, kMail };
// How a mail server is spoken to: TLS from the first byte, TLS before anything is said, or none.
enum class MailSecurity : uint8_t { kTls, kStartTls, kNone };

struct Target {
  std::string name;
  TargetKind kind = TargetKind::kWebhook;
  std::string url;  // all but mail; of an Alertmanager without its path: "https://alerts:9093"
  // What webhooks are signed with, the newest first; a receiver may know any of them. At least 16
  // bytes each.
  std::vector<std::string> secrets;
  std::string text;            // what people read, with places like {account}; "": kStandardText
  std::string bearer;          // "": no Authorization header of that kind
  std::string user, password;  // "": none

  std::string server;  // of mail: HOST:PORT
  MailSecurity security = MailSecurity::kStartTls;
  std::string from;
  std::vector<std::string> to;

  std::string ca;              // file that its certificate is checked by; "": the system's
  bool allow_private = false;  // addresses of private networks and of this machine, too
  absl::Duration timeout = absl::Seconds(10);  // of one attempt, 1s to 1m
  uint32_t attempts = 30;                      // after which a message is given up, 1 to 1,000

  friend bool operator==(const Target&, const Target&) = default;
};

// What an event must be for a route: one of the values of each list; of an empty one, anything.
struct Route {
  std::vector<std::string> routes;  // one of those that the rule names
  std::vector<std::string> segments, csms, severities, alerts, kinds;
  std::vector<std::string> to;  // names of targets
  bool goes_on = false;         // later routes are looked at as well

  friend bool operator==(const Route&, const Route&) = default;
};

struct DeliveryFile {
  std::vector<Target> targets;
  std::vector<Route> routes;       // the last one takes everything
  std::vector<std::string> files;  // that it names: of secrets, addresses and authorities

  friend bool operator==(const DeliveryFile&, const DeliveryFile&) = default;
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_TARGET_H_
