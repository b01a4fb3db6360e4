// The manual page of bellwetherd and its completion in shells, made from the option table.
#ifndef BELLWETHER_SERVER_SERVER_USAGE_H_
#define BELLWETHER_SERVER_SERVER_USAGE_H_

#include <string>
#include <string_view>

namespace bellwether {

inline constexpr char kServerSummary[] = "Answers health scores over gRPC, by rules in YAML.";

// Help of the options that are no setting, and so not in the table.
inline constexpr char kHelpHelp[] = "print this help and exit";
inline constexpr char kVersionHelp[] = "print the version and exit";
inline constexpr char kConfigHelp[] = "configuration file (YAML)";
inline constexpr char kCheckConfigHelp[] = "check the configuration and the pack, then exit";
inline constexpr char kManHelp[] = "print the manual page, in roff, and exit";
inline constexpr char kCompletionHelp[] =
    "print a script by which a shell completes these options, and exit: bash, zsh or fish";

std::string ServerManPage(std::string_view version);

// `shell` is bash, zsh or fish.
std::string ServerCompletion(std::string_view shell);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SERVER_USAGE_H_
