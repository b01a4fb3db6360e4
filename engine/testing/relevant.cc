// A rendering is a list of things, each a line with lines below it that are indented. A path wants
// some of the things, and perhaps only some of the lines below them.
//
// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/relevant.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/string_bridge.h"
#include "engine/plan/plan.h"

namespace bellwether {
namespace {

// Beginnings of lines, each with a blank at its end: "model onboarding ".
struct WantedLines {
  std::string thing;
  std::string below;  // "": all lines below it
};

// Which lines bear on the paths with a beginning. {1} stands for the path's second part, {2} for
// its third, {severity} for that of its flag.
struct Bearing {
  std::string_view beginning;
  std::string_view thing;
  std::string_view below;
};

// Of two beginnings that fit, the first counts.
constexpr Bearing kBearings[] = {
    {"health.primary", "model ", "score "},
    {"health.", "model {1} ", ""},
    {"component.", "model {1} ", ""},
    {"benchmark.", "benchmark {1} ", ""},
    {"flag.", "flag {severity} {1} ", ""},
    {"flags.", "flag ", ""},
    {"graduation.dimension.", "graduation ", "dimension {2} "},
    {"graduation.", "graduation ", ""},
    {"criterion.", "graduation ", "criterion {2} "},
    {"gate.", "graduation ", "gate {1} "},
    {"requirement.", "graduation ", "requires {1} "},
    {"extension.", "extension ", ""},
    {"escalate.", "extension ", "escalate {1} "},
    {"extend.", "extension ", "extend {1} "},
    {"root_cause.", "extension ", "root cause {1} "},
    {"forecast.", "forecast ", ""},
    {"phase.", "programme ", ""},
    {"early_win.", "programme ", ""},
    {"enablement", "programme ", ""},
    {"review", "programme ", ""},
    {"week", "programme ", ""},
    {"fact.", "fact {1} ", ""},
};

std::string Filled(const Plan& plan, const Path& path, std::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(path.text, '.');
  std::vector<std::pair<std::string, std::string>> names;
  if (parts.size() > 1) names.emplace_back("{1}", parts[1]);
  if (parts.size() > 2) names.emplace_back("{2}", parts[2]);
  if (parts[0] == "flag") {
    names.emplace_back("{severity}", plan.severities[plan.flags[path.index].severity]);
  }
  return absl::StrReplaceAll(ToAbsl(text), names);
}

// Nothing for what the explanation does not speak of, such as the account's fields.
std::optional<WantedLines> WantedBy(const Plan& plan, const Path& path) {
  for (const Bearing& bearing : kBearings) {
    if (!path.text.starts_with(bearing.beginning)) continue;
    return WantedLines{Filled(plan, path, bearing.thing), Filled(plan, path, bearing.below)};
  }
  return std::nullopt;
}

size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

class LineFilter {
 public:
  explicit LineFilter(std::vector<WantedLines> wanted) : wanted_(std::move(wanted)) {}

  // Whether the next line is to be kept.
  bool Keeps(std::string_view line) {
    const size_t indent = IndentOf(line);
    const std::string_view text = line.substr(indent);
    if (indent == 0) {
      open_.clear();
      for (const WantedLines& wanted : wanted_) {
        if (text.starts_with(wanted.thing)) open_.push_back(&wanted);
      }
      kept_below_ = kNowhere;
      return !open_.empty();
    }
    if (indent > kept_below_) return true;
    kept_below_ = kNowhere;
    for (const WantedLines* wanted : open_) {
      if (wanted->below.empty()) return true;
      if (!text.starts_with(wanted->below)) continue;
      kept_below_ = indent;
      return true;
    }
    return false;
  }

 private:
  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  std::vector<WantedLines> wanted_;
  std::vector<const WantedLines*> open_;  // of the thing that the lines stand below
  size_t kept_below_ = kNowhere;          // lines with more indentation belong to a kept one
};

}  // namespace

std::string RelevantLines(const Plan& plan, std::string_view rendered,
                          const std::vector<const Path*>& paths) {
  std::vector<WantedLines> wanted;
  for (const Path* path : paths) {
    if (auto lines = WantedBy(plan, *path)) wanted.push_back(*std::move(lines));
  }
  LineFilter filter(std::move(wanted));
  std::string kept;
  for (const auto line : absl::StrSplit(ToAbsl(rendered), '\n', absl::SkipEmpty())) {
    if (kept.empty() || filter.Keeps(ToStd(line))) absl::StrAppend(&kept, line, "\n");
  }
  return kept;
}

}  // namespace bellwether
