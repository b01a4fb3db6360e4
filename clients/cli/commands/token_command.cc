// bellwether token: a bearer token for a server's callers, and the line of the access file that
// knows it.
//
// Tested by tests/clients/token_command_test.py.
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client_security.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

// Scanners of repositories find a token by how it begins.
constexpr char kPrefix[] = "bwt_";
constexpr size_t kRandomBytes = 32;
// Fewer could be guessed: the access file's hash is a fast one.
constexpr size_t kLeastBytes = 32, kLeastDifferent = 12;

struct TokenOptions {
  std::string name, tenant, expires;
  std::vector<std::string> roles;
  std::string token_file;  // that is written; "": the token is shown
  std::string of;          // file of a token that there is; "": a new one
};

absl::StatusOr<std::string> NewToken() {
  std::array<char, kRandomBytes> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return absl::InternalError("the system gives no random bytes");
  }
  std::string text;
  absl::WebSafeBase64Escape(absl::string_view(bytes.data(), bytes.size()), &text);
  while (text.back() == '=') text.pop_back();
  return absl::StrCat(kPrefix, text);
}

absl::StatusOr<std::string> KnownToken(const std::string& path) {
  absl::StatusOr<std::string> token = ReadTokenFile(path);
  if (!token.ok()) return token;
  const std::set<char> different(token->begin(), token->end());
  if (token->size() >= kLeastBytes && different.size() >= kLeastDifferent) return token;
  return absl::InvalidArgumentError(
      absl::StrCat("the token in ", path, " could be guessed; it needs at least ", kLeastBytes,
                   " random characters. Leave --of out, and a new one is made"));
}

// Readable by nobody else. One that is there stays.
absl::Status WriteToken(const std::string& path, const std::string& token) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    return absl::AlreadyExistsError(absl::StrCat(
        "cannot make ", path, "; it must be a new file in a folder that may be written to"));
  }
  const std::string line = absl::StrCat(token, "\n");
  const bool written = write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (close(file) == 0 && written) return absl::OkStatus();
  unlink(path.c_str());
  return absl::InternalError(absl::StrCat("cannot write ", path));
}

bool IsPlainName(const std::string& name) {
  return !name.empty() && name.size() <= 200 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '@' || c == '/';
  });
}

// What is wrong with the options; "" when all is well.
std::string Problem(const TokenOptions& options) {
  const std::string advice = "; write letters, digits and . _ - @ /";
  if (!IsPlainName(options.name)) {
    return absl::StrCat("--name: ", Quoted(options.name), " is no name", advice);
  }
  if (!options.tenant.empty() && !IsPlainName(options.tenant)) {
    return absl::StrCat("--tenant: ", Quoted(options.tenant), " is no name", advice);
  }
  absl::CivilDay day;
  if (!options.expires.empty() && !absl::ParseCivilTime(options.expires, &day)) {
    return absl::StrCat("--expires: ", Quoted(options.expires), " is no day; write 2027-01-31");
  }
  return "";
}

std::string Entry(const TokenOptions& options, const std::string& token) {
  return absl::StrCat("  - {name: ", options.name, ", sha256: ", Sha256Hex(token), ", roles: [",
                      absl::StrJoin(options.roles, ", "), "]",
                      options.tenant.empty() ? "" : ", tenant: ", options.tenant,
                      options.expires.empty() ? "" : ", expires: ", options.expires, "}\n");
}

ExitCode Token(const TokenOptions& options) {
  Console console(ColorChoice::kAuto);
  if (const std::string problem = Problem(options); !problem.empty()) {
    console.Fail(problem);
    return ExitCode::kUsage;
  }
  const absl::StatusOr<std::string> token =
      options.of.empty() ? NewToken() : KnownToken(options.of);
  absl::Status status = token.status();
  if (status.ok() && !options.token_file.empty()) status = WriteToken(options.token_file, *token);
  if (!status.ok()) {
    console.Fail(ToStd(status.message()));
    return ExitCode::kUsage;
  }
  Output output;
  if (options.of.empty() && options.token_file.empty()) output.Write(absl::StrCat(*token, "\n"));
  output.Write(Entry(options, *token));
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddToken(Command app, Run& run) {
  auto options = std::make_shared<TokenOptions>();
  const Command command = app.AddCommand(
      "token", "Make a token for a caller of a server, and its entry for the access file");
  command.AddOption("--name", options->name, "Name of the caller, in logs and errors")
      .TypeName("NAME")
      .Required();
  command.AddOption("--role", options->roles, "What it may do; may be given again")
      .TypeName("score|read|admin")
      .OneOf({"score", "read", "admin"})
      .OneAtATime()
      .Required();
  command.AddOption("--tenant", options->tenant, "Tenant that it belongs to").TypeName("NAME");
  command.AddOption("--expires", options->expires, "First day on which it is refused")
      .TypeName("DATE");
  const Option file =
      command
          .AddOption("--token-file", options->token_file,
                     "New file for the token, for its owner alone, instead of showing it")
          .TypeName("FILE");
  command
      .AddOption("--of", options->of,
                 "Make the entry for the token of this file, instead of a new one")
      .TypeName("FILE")
      .Excludes(file);
  AddExample(command,
             "bellwether token --name gateway --role score --token-file /run/keys/gateway.token");
  command.WhenChosen([options, &run] { run = [options] { return Token(*options); }; });
}

}  // namespace bellwether::cli
