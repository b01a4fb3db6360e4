// Tested by tests/engine/usage/completion_test.cc.
#include "engine/usage/completion.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/string_bridge.h"

namespace bellwether::usage {
namespace {

void Walk(const std::string& path, const Command& command,
          const std::function<void(const std::string&, const Command&)>& call) {
  call(path, command);
  for (const Command& below : command.commands) Walk(Below(path, below.name), below, call);
}

bool EndsWithWord(std::string_view name, std::string_view word) { return name.ends_with(word); }

}  // namespace

ValueKind KindOf(const Option& option) {
  if (!option.words.empty()) return ValueKind::kWords;
  const std::string_view name = option.value.empty() ? option.names.front() : option.value;
  // A pack is a folder, or its only file.
  for (const std::string_view word : {"FILE", "PATH", "PACK", "OLD", "NEW"}) {
    if (EndsWithWord(name, word)) return ValueKind::kFile;
  }
  return EndsWithWord(name, "FOLDER") ? ValueKind::kFolder : ValueKind::kOther;
}

void ForEachCommand(const Command& program,
                    const std::function<void(const std::string& path, const Command&)>& call) {
  Walk("", program, call);
}

std::string Below(const std::string& path, const std::string& name) {
  return path.empty() ? name : absl::StrCat(path, " ", name);
}

std::string SingleQuoted(std::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(ToAbsl(text), {{"'", R"('\'')"}}), "'");
}

std::string Brief(std::string_view description) {
  for (const std::string_view end : {" (default", "; ", ". "}) {
    description = description.substr(0, description.find(end));
  }
  return std::string(description);
}

std::string Completion(Shell shell, const Command& program) {
  switch (shell) {
    case Shell::kBash:
      return BashCompletion(program);
    case Shell::kZsh:
      return ZshCompletion(program);
    case Shell::kFish:
      return FishCompletion(program);
  }
  return "";
}

}  // namespace bellwether::usage
