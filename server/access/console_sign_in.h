// How people sign in at the console by an OpenID provider: what the options say of it, checked, and
// told to the console. The provider is an issuer of the access file, since the server has to know
// whose tokens it is shown; the flow itself runs in the browser (clients/console/src/oidc).
#ifndef BELLWETHER_SERVER_ACCESS_CONSOLE_SIGN_IN_H_
#define BELLWETHER_SERVER_ACCESS_CONSOLE_SIGN_IN_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/access/access_file.h"
#include "server/settings/options.h"

namespace bellwether {

struct ConsoleSignIn {
  std::string issuer;     // https://HOST..., letter by letter as the access file has it
  std::string client_id;  // 1 to 255 characters of ASCII
  std::string scopes;     // with blanks between them; `openid` is among them
  std::string provider;   // as people call it, UTF-8
};

// What is wrong with the options, as lines "error: ..."; "" when all is well. Reads the access file
// for the names of its issuers; what is wrong with that file is for whoever opens it to say.
std::string CheckConsoleSignIn(const ServerOptions& options);

// With the issuer that is meant. `issuers` are those of the access file. Only where there is
// --console-oidc-client-id. INVALID_ARGUMENT: which is meant is not clear, or it is none that a
// browser finds; the message begins with the option that helps.
absl::StatusOr<ConsoleSignIn> ConsoleSignInOf(const ServerOptions& options,
                                              const std::vector<IssuerEntry>& issuers);

// "https://login.example.com:8443/realms/main" → "https://login.example.com:8443". "": it is no
// address of an issuer, which is https, or http of this machine, without name, `?` and `#`.
std::string OriginOfIssuer(std::string_view issuer);

// Where the console reads it, and what: {"oidc": {"issuer", "clientId", "scopes", "provider"}}, or
// {} where there is nothing but tokens.
inline constexpr char kConsoleSettingsPath[] = "/console/settings.json";
std::string ConsoleSettings(const std::optional<ConsoleSignIn>& sign_in);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_CONSOLE_SIGN_IN_H_
