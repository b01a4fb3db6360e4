// Comments are seen by nobody else: what reads YAML reads events. So they are read line by line
// here. A `#` begins one at the start of a line or after a blank.
//
// Tested by tests/engine/lint/allowances_test.cc.
#include "engine/lint/allowances.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether::lint {
namespace {

constexpr std::string_view kMark = "# bellwether:";
constexpr std::string_view kVerb = "allow ";
constexpr const char* kSpelling = "write `# bellwether: allow CODE: why it is as it should be`";

struct Allowance {
  std::string code;
  std::string reason;
  Span at;
  uint32_t line = 0;  // whose findings it allows
  bool used = false;
};

std::string_view Trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Nothing but a comment, or nothing at all.
bool HasNoContent(std::string_view line) {
  const std::string_view text = Trimmed(line);
  return text.empty() || text.front() == '#';
}

uint32_t LineCount(const SourceFile& file) {
  return static_cast<uint32_t>(std::count(file.text.begin(), file.text.end(), '\n')) + 1;
}

class AllowanceReader {
 public:
  AllowanceReader(const Sources& sources, DiagnosticSink& sink) : sources_(sources), sink_(sink) {}

  std::vector<Allowance> Read() {
    for (uint32_t file = 0; file < sources_.files().size(); ++file) {
      if (sources_.files()[file].text.find(kMark) == std::string::npos) continue;
      const uint32_t lines = LineCount(sources_.files()[file]);
      for (uint32_t line = 1; line <= lines; ++line) ReadLine(file, line, lines);
    }
    return std::move(read_);
  }

 private:
  void ReadLine(uint32_t file, uint32_t line, uint32_t lines) {
    const std::string_view text = sources_.line(file, line);
    const size_t begin = text.find(kMark);
    if (begin == std::string_view::npos) return;
    if (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\t') return;
    const Span at = {file, line, static_cast<uint32_t>(begin + 1),
                     static_cast<uint32_t>(text.size() - begin)};
    std::optional<Allowance> read = Parse(Trimmed(text.substr(begin + kMark.size())), at);
    if (!read) return;
    read->line = line;
    if (HasNoContent(text)) {
      while (read->line < lines && HasNoContent(sources_.line(file, read->line))) ++read->line;
    }
    read_.push_back(*std::move(read));
  }

  std::optional<Allowance> Parse(std::string_view text, const Span& at) {
    if (!text.starts_with(kVerb)) {
      sink_.Warning("bad-allowance", at, "a comment for bellwether that says nothing it knows",
                    kSpelling);
      return std::nullopt;
    }
    text = Trimmed(text.substr(kVerb.size()));
    const size_t colon = std::min(text.find(':'), text.size());
    Allowance allowance;
    allowance.code = std::string(Trimmed(text.substr(0, colon)));
    allowance.reason = std::string(Trimmed(text.substr(std::min(text.size(), colon + 1))));
    allowance.at = at;
    if (!allowance.code.empty() && !allowance.reason.empty()) return allowance;
    sink_.Warning("bad-allowance", at, "a finding is allowed without a reason, so it is not",
                  kSpelling);
    return std::nullopt;
  }

  const Sources& sources_;
  DiagnosticSink& sink_;
  std::vector<Allowance> read_;
};

// Of a warning, the comment that allows it.
Allowance* AllowanceOf(const Diagnostic& found, std::vector<Allowance>& allowances) {
  if (found.severity != Severity::kWarning) return nullptr;
  const auto allows = [&found](const Allowance& allowance) {
    return allowance.code == found.code && allowance.at.file == found.span.file &&
           allowance.line == found.span.line;
  };
  const auto match = std::find_if(allowances.begin(), allowances.end(), allows);
  return match == allowances.end() ? nullptr : &*match;
}

}  // namespace

std::vector<Finding> Allow(std::vector<Diagnostic> found, const Sources& sources, bool complete) {
  DiagnosticSink sink;
  std::vector<Allowance> allowances = AllowanceReader(sources, sink).Read();
  std::vector<Finding> findings;
  for (Diagnostic& diagnostic : found) {
    Allowance* allowance = AllowanceOf(diagnostic, allowances);
    if (allowance != nullptr) allowance->used = true;
    findings.push_back({std::move(diagnostic), allowance == nullptr ? "" : allowance->reason});
  }
  for (const Allowance& allowance : allowances) {
    if (!complete || allowance.used) continue;
    sink.Warning("unused-allowance", allowance.at,
                 absl::StrCat("there is no warning `", allowance.code, "` here to be allowed"),
                 "delete the comment, or put it on the line of the finding or right above");
  }
  for (Diagnostic& diagnostic : sink.Take()) findings.push_back({std::move(diagnostic), ""});
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.what.span < b.what.span; });
  return findings;
}

}  // namespace bellwether::lint
