// Tested by tests/engine/mutation/trial_test.cc.
#include "engine/testing/outcomes.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/forms.h"
#include "engine/paths/resolve.h"

namespace bellwether {
namespace {

// "health.<model>.band" -> "health.*.band", as a list of columns has it.
std::string OfEveryName(std::string_view pattern) {
  std::vector<std::string> words;
  for (const absl::string_view word : absl::StrSplit(ToAbsl(pattern), '.')) {
    words.emplace_back(!word.empty() && word.front() == '<' ? "*" : std::string(word));
  }
  return absl::StrJoin(words, ".");
}

}  // namespace

std::vector<Path> OutcomesOf(const Plan& plan) {
  std::vector<Path> paths;
  for (const PathForm& form : PathForms()) {
    if (form.type == PathType::kText) continue;
    for (Path& path : ExpandPath(plan, OfEveryName(form.pattern)).paths) {
      paths.push_back(std::move(path));
    }
  }
  return paths;
}

}  // namespace bellwether
