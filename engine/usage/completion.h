// What the completion scripts of the three shells share.
#ifndef BELLWETHER_ENGINE_USAGE_COMPLETION_H_
#define BELLWETHER_ENGINE_USAGE_COMPLETION_H_

#include <functional>
#include <string>
#include <string_view>

#include "engine/usage/usage.h"

namespace bellwether::usage {

// Calls for the program and each command below it, the program first. `path` is "" for the program,
// "remote evaluate" for a command.
void ForEachCommand(const Command& program,
                    const std::function<void(const std::string& path, const Command&)>& call);

// "remote", "evaluate" -> "remote evaluate"; "", "remote" -> "remote".
std::string Below(const std::string& path, const std::string& name);

// Text in single quotes, as bash and zsh read it.
std::string SingleQuoted(std::string_view text);

// The description without what only help needs: up to its first end of a sentence or parenthesis.
std::string Brief(std::string_view description);

std::string BashCompletion(const Command& program);
std::string ZshCompletion(const Command& program);
std::string FishCompletion(const Command& program);

}  // namespace bellwether::usage

#endif  // BELLWETHER_ENGINE_USAGE_COMPLETION_H_
