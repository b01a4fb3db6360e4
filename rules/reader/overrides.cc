// Tested by tests/rules/overrides_test.cc.
#include "rules/reader/overrides.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

using document::Override;
using document::Overrides;

constexpr size_t kMostBytes = 1u << 20;  // of a values file

// "target_days.enterprise=120".
std::optional<Override> ReadAssignment(std::string_view text) {
  const size_t sign = text.find('=');
  if (sign == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(0, sign);
  const auto value = ParseNumber(text.substr(sign + 1));
  const size_t dot = std::min(name.find('.'), name.size());
  if (!value || dot == 0 || dot + 1 == name.size()) return std::nullopt;
  const bool has_segment = dot < name.size();
  return Override{std::string(name.substr(0, dot)),
                  has_segment ? std::string(name.substr(dot + 1)) : "", *value};
}

class ValuesReader {
 public:
  explicit ValuesReader(DiagnosticSink& sink) : sink_(sink) {}

  Overrides Run(const Node& root) {
    if (!root.is_mapping() && !root.is_null()) {
      WrongType(root, "a file of values", "a mapping, constant: number", sink_);
    }
    for (const Entry& entry : root.entries) Constant(entry);
    return std::move(overrides_);
  }

 private:
  void Constant(const Entry& entry) {
    if (!entry.value.is_mapping()) return Number(entry.key, "", entry.value);
    for (const Entry& part : entry.value.entries) {
      if (part.key == "value") {
        Number(entry.key, "", part.value);
      } else if (part.key == "segments" && part.value.is_mapping()) {
        for (const Entry& segment : part.value.entries) {
          Number(entry.key, segment.key, segment.value);
        }
      } else {
        sink_.Error("unknown-key", part.key_span,
                    absl::StrCat(Quoted(entry.key), " has no ", Quoted(part.key), " to set"),
                    "write {value: 45, segments: {enterprise: 120}}");
      }
    }
  }

  void Number(const std::string& name, const std::string& segment, const Node& node) {
    if (const auto value = ReadNumber(node, absl::StrCat("`", name, "`"), sink_)) {
      overrides_.push_back({name, segment, *value});
    }
  }

  DiagnosticSink& sink_;
  Overrides overrides_;
};

absl::StatusOr<Overrides> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMostBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(absl::StrCat("cannot read the file of values ", path));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() > kMostBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the file of values ", path, " is larger than ", kMostBytes, " bytes"));
  }
  const Sources sources({SourceFile{path, std::move(text)}});
  DiagnosticSink sink;
  const Node root = ParseYaml(sources, 0, Limits{}, sink);
  Overrides overrides = ValuesReader(sink).Run(root);
  if (sink.has_errors()) {
    return absl::InvalidArgumentError(absl::StrCat("the file of values ", path, " cannot be used\n",
                                                   RenderAll(sink.Take(), sources)));
  }
  return overrides;
}

}  // namespace

absl::StatusOr<Overrides> ReadOverrides(const std::vector<std::string>& set,
                                        const std::string& file) {
  Overrides overrides;
  if (!file.empty()) {
    absl::StatusOr<Overrides> of_file = ReadFile(file);
    if (!of_file.ok()) return of_file.status();
    overrides = *std::move(of_file);
  }
  std::string problems;
  for (const std::string& text : set) {
    if (auto one = ReadAssignment(text)) {
      overrides.push_back(*std::move(one));
    } else {
      absl::StrAppend(&problems, problems.empty() ? "" : "\n", Quoted(text),
                      " sets no number; write target_days=45, or target_days.enterprise=45");
    }
  }
  if (!problems.empty()) return absl::InvalidArgumentError(problems);
  return overrides;
}

}  // namespace bellwether
