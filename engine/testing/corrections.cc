// A value may be expected by several cases: it stands once, in a case, and all rows of its table
// inherit it. It is replaced when all of them fail, and all come to the same.
//
// Tested by tests/engine/testing/corrections_test.cc.
#include "engine/testing/corrections.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

// Whether an anchor stands before what begins at `column`.
bool HasAnchor(std::string_view line, uint32_t column) {
  const std::string_view before = line.substr(0, column - 1);
  const size_t end = before.find_last_not_of(' ');
  if (end == std::string_view::npos) return false;
  const size_t blank = before.find_last_of(" ,[{:", end);
  const size_t word = blank == std::string_view::npos ? 0 : blank + 1;
  return word <= end && before[word] == '&';
}

// From a place to all that stands there: a list to its bracket, a text in quotes with them. Of no
// length when it goes on beyond the line, as a list of `- ` items may.
Span WholeValue(std::string_view line, Span span) {
  if (line.substr(span.column - 1).starts_with("- ")) span.length = 0;
  if (line[span.column - 1] == '[') {
    const size_t end = line.find(']', span.column);
    span.length = end == std::string_view::npos ? 0 : static_cast<uint32_t>(end) - span.column + 2;
    return span;
  }
  const char before = span.column > 1 ? line[span.column - 2] : ' ';
  if (before == '"' || before == '\'') {
    --span.column;
    span.length += 2;
  }
  return span;
}

class Corrector {
 public:
  Corrector(const Sources& sources, const TestSuite& suite) : sources_(sources) {
    for (const TestCase& test : suite.cases) {
      for (const Expectation& expectation : test.expectations) ++expected_[expectation.written];
      for (const TierExpectation& tier : test.tiers) ++expected_[tier.written];
    }
  }

  Corrections Run(const TestReport& report) {
    for (const CaseResult& result : report.cases) {
      for (const TestFailure& failure : result.failures) {
        if (failure.written.known()) answers_[failure.written].push_back(failure.yaml);
      }
    }
    for (const CaseResult& result : report.cases) {
      for (const TestFailure& failure : result.failures) Correct(result, failure);
    }
    return std::move(corrections_);
  }

 private:
  void Correct(const CaseResult& result, const TestFailure& failure) {
    std::string why = WhyNot(result, failure);
    if (!why.empty()) {
      corrections_.left.push_back({&result, &failure, std::move(why)});
      return;
    }
    ++corrections_.corrected;
    // Several rows share a place; the first of them corrects it.
    if (!done_.insert(failure.written).second) return;
    const std::string_view line = sources_.line(failure.written.file, failure.written.line);
    corrections_.edits.push_back({WholeValue(line, failure.written), failure.yaml});
  }

  // "" where the value can be replaced.
  std::string WhyNot(const CaseResult& result, const TestFailure& failure) const {
    if (result.property) return "no value would make a property hold";
    if (failure.path == "account") return "the account is refused, so there is no answer";
    if (failure.path == "error") return "whether an account is refused is for people to say";
    if (failure.yaml.empty() && !failure.written.known()) {
      return "what becomes of a story is for people to say";
    }
    const std::string says = absl::StrCat("the pack says ", failure.yaml);
    const Span& at = failure.written;
    if (!at.known()) {
      const std::string_view line = sources_.line(failure.span.file, failure.span.line);
      const bool range = line.substr(failure.span.column - 1).starts_with('{');
      return absl::StrCat(range ? "it is a range, and " : "it is not written on one line; ", says);
    }
    const std::string_view line = sources_.line(at.file, at.line);
    if (at.merged()) {
      return absl::StrCat("`<<` brings it from line ", at.line, ", for others too; ", says);
    }
    if (HasAnchor(line, WholeValue(line, at).column)) {
      return absl::StrCat("it has an anchor, and others may refer to it; ", says);
    }
    if (WholeValue(line, at).length == 0) {
      return absl::StrCat("it is a list over several lines; ", says);
    }
    return WhyNotAlike(at);
  }

  std::string WhyNotAlike(const Span& at) const {
    const std::vector<std::string>& answers = answers_.at(at);
    const size_t expecting = expected_.at(at);
    bool alike = answers.size() == expecting;
    for (const std::string& answer : answers) alike = alike && answer == answers.front();
    if (alike) return "";
    return absl::StrCat(expecting, " cases expect it, and not all of them come to ",
                        answers.front(), "; state it in each row");
  }

  const Sources& sources_;
  std::map<Span, size_t> expected_;                   // cases, by what a correction would replace
  std::map<Span, std::vector<std::string>> answers_;  // of those that fail
  std::set<Span> done_;
  Corrections corrections_;
};

}  // namespace

Corrections CorrectionsOf(const Sources& sources, const TestSuite& suite,
                          const TestReport& report) {
  return Corrector(sources, suite).Run(report);
}

}  // namespace bellwether
