// The file's tree is walked once; the dotted path of each scalar is looked up in the option table.
//
// Tested by tests/server/config_file_test.cc.
#include "server/settings/config_file.h"

#include <fstream>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"
#include "server/settings/option_table.h"

namespace bellwether {
namespace {

const Option* FindOption(std::string_view key) {
  for (const Option& option : OptionTable()) {
    if (option.key == key) return &option;
  }
  return nullptr;
}

// The names that may stand directly below `prefix` ("" or "limits.").
std::vector<std::string> NamesBelow(std::string_view prefix) {
  std::vector<std::string> names;
  for (const Option& option : OptionTable()) {
    if (option.key.substr(0, prefix.size()) != prefix) continue;
    const std::string_view rest = option.key.substr(prefix.size());
    std::string name(rest.substr(0, rest.find('.')));
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

class ConfigDecoder {
 public:
  ConfigDecoder(ServerOptions& options, DiagnosticSink& sink) : options_(options), sink_(sink) {}

  void DecodeMapping(const Node& node, const std::string& prefix) {
    for (const Entry& entry : node.entries) DecodeEntry(entry, prefix);
  }

 private:
  void DecodeEntry(const Entry& entry, const std::string& prefix) {
    const std::string key = absl::StrCat(prefix, entry.key);
    if (const Option* option = FindOption(key); option != nullptr) {
      DecodeValue(*option, entry.value);
      return;
    }
    const std::string below = absl::StrCat(key, ".");
    if (NamesBelow(below).empty()) {
      sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                  DidYouMean(entry.key, NamesBelow(prefix)));
    } else if (entry.value.is_mapping()) {
      DecodeMapping(entry.value, below);
    } else if (!entry.value.is_null()) {
      WrongType(entry.value, absl::StrCat("`", key, "`"), "a mapping", sink_);
    }
  }

  void DecodeValue(const Option& option, const Node& node) {
    const std::string what = absl::StrCat("`", ToAbsl(option.key), "`");
    if (std::holds_alternative<NamesOption>(option.kind)) return DecodeNames(option, what, node);
    const std::optional<std::string> text = ReadText(node, what, sink_);
    if (!text.has_value()) return;
    if (std::optional<std::string> problem = SetOption(option, *text, options_)) {
      sink_.Error("bad-value", node.span, absl::StrCat(what, ": ", *problem));
    }
  }

  // {NAME: FOLDER, ...}
  void DecodeNames(const Option& option, const std::string& what, const Node& node) {
    if (node.is_null()) return;
    if (!node.is_mapping()) {
      const std::string shape = absl::StrCat("a mapping, ", ToAbsl(option.value_name));
      return WrongType(node, what, absl::StrReplaceAll(shape, {{"=", ": "}}), sink_);
    }
    for (const Entry& entry : node.entries) {
      const auto folder = ReadText(entry.value, absl::StrCat(what, ".", entry.key), sink_);
      if (!folder.has_value()) continue;
      const std::string text = absl::StrCat(entry.key, "=", *folder);
      if (std::optional<std::string> problem = SetOption(option, text, options_)) {
        sink_.Error("bad-value", entry.value.span, absl::StrCat(what, ": ", *problem));
      }
    }
  }

  ServerOptions& options_;
  DiagnosticSink& sink_;
};

}  // namespace

absl::StatusOr<Sources> ReadConfigFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxConfigBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(absl::StrCat("cannot read the configuration file ", path,
                                            "; check that it is there and may be read"));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() > kMaxConfigBytes) {
    return absl::ResourceExhaustedError(absl::StrCat("the configuration file ", path,
                                                     " is larger than ", kMaxConfigBytes,
                                                     " bytes; is it the right file?"));
  }
  return Sources({SourceFile{path, std::move(text)}});
}

void DecodeConfig(const Sources& sources, ServerOptions& options, DiagnosticSink& sink) {
  const Node root = ParseYaml(sources, 0, Limits{}, sink);
  if (root.is_null()) return;
  if (!root.is_mapping()) {
    WrongType(root, "a configuration file", "a mapping", sink);
    return;
  }
  ConfigDecoder(options, sink).DecodeMapping(root, "");
}

}  // namespace bellwether
