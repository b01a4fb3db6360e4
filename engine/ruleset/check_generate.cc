// Hints about accounts that are generated: such as the signal's type can follow, and within what it
// allows.
// Tested by tests/golden/ruleset/generate.yaml.
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

constexpr double kRounding = 1e-9;  // of a sum of shares

std::optional<double> Given(const document::Located<double>& number) {
  return number.present() ? std::optional(number.value) : std::nullopt;
}

class GenerateCheck {
 public:
  GenerateCheck(Checker& checker, const document::Signal& written, const Signal& signal,
                const std::vector<std::string>& words)
      : checker_(checker),
        hints_(written.generate),
        written_(written),
        signal_(signal),
        words_(words) {}

  Generate Run() {
    Generate made;
    CheckBell();
    CheckShare();
    CheckMissing();
    made.median = Given(hints_.median);
    made.spread = Given(hints_.spread);
    made.share = Given(hints_.share);
    made.shares = Shares();
    made.correlation = Given(hints_.correlation);
    made.missing = Given(hints_.missing);
    made.not_applicable = Given(hints_.not_applicable);
    made.stale = Given(hints_.stale);
    return made;
  }

 private:
  bool IsTimestamp() const { return signal_.type == SignalType::kTimestamp; }

  // Of numbers, of the points of a series, and of days before as_of.
  void CheckBell() {
    const bool has_numbers =
        IsNumeric(signal_.type) || signal_.type == SignalType::kSeries || IsTimestamp();
    for (const auto* given : {&hints_.median, &hints_.spread}) {
      if (given->present() && !has_numbers) DoesNotFit(given->span, "median or spread");
    }
    if (!has_numbers) return;
    if (hints_.spread.present() && hints_.spread.value <= 0) {
      Error("out-of-range", hints_.spread.span, "`spread` must be greater than 0");
    }
    if (hints_.spread.present() && !hints_.median.present()) {
      Error("missing-key", hints_.spread.span, "`spread` has no effect without `median`",
            "add the number that half of the accounts lie below");
    }
    if (hints_.median.present()) CheckMedian();
  }

  // That of counts need not be whole.
  void CheckMedian() {
    NumberRange range = signal_.range;
    range.whole = false;
    if (IsTimestamp()) range.min = 0;
    if (range.Contains(hints_.median.value)) return;
    Error("out-of-range", hints_.median.span,
          absl::StrCat("the median ", FormatNumber(hints_.median.value),
                       " is no value of the signal"),
          absl::StrCat(IsTimestamp() ? "days before the moment are " : "its values are ",
                       range.Describe()));
  }

  void CheckShare() {
    const bool fits = signal_.type == SignalType::kBool || IsTimestamp();
    if (hints_.share.present() && !fits) DoesNotFit(hints_.share.span, "share");
    if (!hints_.shares.empty() && signal_.type != SignalType::kEnum) {
      DoesNotFit(hints_.shares.front().span, "shares of words");
    }
  }

  void CheckMissing() {
    if (hints_.stale.present() && !written_.max_age.present()) {
      Error("missing-key", hints_.stale.span, "nothing is stale without `max_age`",
            "add `max_age: 14d`, or drop `stale`");
    }
    const bool required = written_.missing.present() &&
                          written_.missing.value.kind == document::MissingPolicy::Kind::kError;
    if (hints_.missing.present() && hints_.missing.value > 0 && required) {
      Error("out-of-range", hints_.missing.span,
            "accounts without the signal are refused (`missing: error`), so none is generated",
            "drop `missing` from `generate`");
    }
  }

  // By word, together 1; nothing when none is stated or they are wrong.
  std::vector<double> Shares() {
    if (hints_.shares.empty() || signal_.type != SignalType::kEnum) return {};
    std::vector<double> shares(words_.size());
    double sum = 0;
    for (const auto& share : hints_.shares) {
      const auto word = std::find(words_.begin(), words_.end(), share.name);
      if (word == words_.end()) {
        Error("unknown-name", share.span, absl::StrCat("no word ", Quoted(share.name)),
              DidYouMean(share.name, words_));
        return {};
      }
      shares[static_cast<size_t>(word - words_.begin())] = share.value.value;
      sum += share.value.value;
    }
    return Rest(1 - sum, std::move(shares));
  }

  // Words that are not named share what is left.
  std::vector<double> Rest(double left, std::vector<double> shares) {
    const size_t unnamed = words_.size() - hints_.shares.size();
    if (left < -kRounding || (unnamed == 0 && left > kRounding)) {
      Error("out-of-range", hints_.shares.front().span,
            absl::StrCat("shares come to ", FormatNumber(RoundForDisplay(1 - left, 9)),
                         ", and all accounts together are 1"));
      return {};
    }
    for (size_t i = 0; i < words_.size(); ++i) {
      if (document::Find(hints_.shares, words_[i]) != nullptr) continue;
      shares[i] = RoundForDisplay(std::max(left, 0.0) / static_cast<double>(unnamed), 9);
    }
    return shares;
  }

  void DoesNotFit(const Span& at, std::string_view what) {
    Error("type-mismatch", at,
          absl::StrCat(signal_.type == SignalType::kEnum ? "an " : "a ",
                       SignalTypeName(signal_.type), " has no ", ToAbsl(what)),
          "give numbers `median` and `spread`, a bool or a timestamp `share`, an enum `shares`");
  }
  void Error(const char* code, const Span& at, std::string message, std::string hint = "") {
    checker_.sink.Error(code, at, std::move(message), std::move(hint));
  }

  Checker& checker_;
  const document::Generate& hints_;
  const document::Signal& written_;
  const Signal& signal_;
  const std::vector<std::string>& words_;
};

}  // namespace

Generate CheckGenerate(Checker& checker, const document::Signal& written, const Signal& signal,
                       const std::vector<std::string>& words) {
  if (!written.generate.present()) return {};
  return GenerateCheck(checker, written, signal, words).Run();
}

}  // namespace bellwether::ruleset
