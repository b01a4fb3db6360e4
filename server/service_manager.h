// Tells the service manager that started the program how it is, as systemd's units of Type=notify
// expect: a datagram to the socket that NOTIFY_SOCKET names (sd_notify(3)).
#ifndef BELLWETHER_SERVER_SERVICE_MANAGER_H_
#define BELLWETHER_SERVER_SERVICE_MANAGER_H_

#include <string_view>

namespace bellwether {

inline constexpr std::string_view kReady = "READY=1";
inline constexpr std::string_view kStopping = "STOPPING=1";

// Does nothing when nobody asks to be told. Never fails: a manager that went away is no reason not
// to serve. Any thread, as long as none changes the environment.
void TellServiceManager(std::string_view state);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SERVICE_MANAGER_H_
