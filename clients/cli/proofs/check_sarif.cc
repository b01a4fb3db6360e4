// SARIF 2.1.0, as code hosts and editors take it. Names of its keys are those of the standard.
//
// Tested by tests/clients/check_command_test.py.
#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/check_report.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"
#include "engine/lint/catalogue.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;
constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const char* LevelOf(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

Json Message(std::string_view text) { return {{"text", std::string(text)}}; }

// Relative to the folder of the call, as the path was given. Bytes that a URI cannot have in a path
// are written as %XX (RFC 3986).
std::string UriOf(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=:@";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return uri;
}

class SarifWriter {
 public:
  explicit SarifWriter(const CheckReport& report) : report_(report) {}

  Json Log(const std::string& version) {
    CollectRules();
    Json results = Json::array();
    for (const CheckPart* part : {&report_.pack, &report_.imports}) {
      for (const lint::Finding& finding : part->findings) {
        results.push_back(Result(finding, part->sources));
      }
    }
    Json driver = {{"name", "bellwether"}, {"version", version}, {"rules", Rules()}};
    Json run = {{"tool", {{"driver", std::move(driver)}}},
                {"columnKind", "utf16CodeUnits"},
                {"results", std::move(results)}};
    return {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
  }

 private:
  // Codes that occur, in byte order: a result refers to its rule by position.
  void CollectRules() {
    for (const CheckPart* part : {&report_.pack, &report_.imports}) {
      for (const lint::Finding& finding : part->findings) codes_.push_back(finding.what.code);
    }
    std::sort(codes_.begin(), codes_.end());
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
  }

  Json Rules() const {
    Json rules = Json::array();
    for (const std::string& code : codes_) {
      const std::string_view meaning = lint::MeaningOf(code);
      Json rule = {{"id", code}};
      if (!meaning.empty()) {
        rule["shortDescription"] = Message(meaning);
        rule["help"] = Message(absl::StrCat(ToAbsl(meaning), ": docs/findings.md#", code));
      }
      rules.push_back(std::move(rule));
    }
    return rules;
  }

  Json Result(const lint::Finding& finding, const Sources& sources) const {
    const Diagnostic& found = finding.what;
    const auto rule = std::lower_bound(codes_.begin(), codes_.end(), found.code);
    const std::string hint = found.hint.empty() ? "" : absl::StrCat("\n", found.hint);
    Json result = {{"ruleId", found.code},
                   {"ruleIndex", rule - codes_.begin()},
                   {"level", LevelOf(found.severity)},
                   {"message", Message(found.message + hint)},
                   {"locations", Json::array({Location(found.span, sources)})}};
    if (finding.allowed()) {
      result["suppressions"] =
          Json::array({{{"kind", "inSource"}, {"justification", finding.reason}}});
    }
    return result;
  }

  static Json Location(const Span& span, const Sources& sources) {
    Json place = {{"artifactLocation", {{"uri", UriOf(sources.name(span.file))}}}};
    if (span.known()) {
      const std::string_view line = sources.line(span.file, span.line);
      const uint32_t begin = Column(line, span.column);
      const uint32_t end = std::max(begin + 1, Column(line, span.column + span.length));
      place["region"] = {{"startLine", span.line}, {"startColumn", begin}, {"endColumn", end}};
    }
    return {{"physicalLocation", std::move(place)}};
  }

  // Spans count bytes; SARIF counts units of UTF-16.
  static uint32_t Column(std::string_view line, uint32_t byte_column) {
    uint32_t column = 1;
    for (size_t i = 0; i + 1 < byte_column; ++i) {
      const auto byte = static_cast<unsigned char>(i < line.size() ? line[i] : ' ');
      if ((byte & 0xC0) != 0x80) column += byte >= 0xF0 ? 2 : 1;
    }
    return column;
  }

  const CheckReport& report_;
  std::vector<std::string> codes_;
};

}  // namespace

std::string CheckSarif(const CheckReport& report, const std::string& version) {
  return Dump(SarifWriter(report).Log(version), kIndent) + "\n";
}

}  // namespace bellwether::cli
