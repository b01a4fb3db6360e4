// What customers answer when they are asked (P23).
// Tested by tests/engine/portfolio/surveys_test.cc.
#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/statistics/distributions.h"

namespace bellwether::portfolio {
namespace {

constexpr double kPromotersFrom = 9;
constexpr double kDetractorsTo = 6;
constexpr double kPoints = 100;

class NetPromoterScore : public Measurement {
 public:
  NetPromoterScore(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& surveys = view.table(records::Kind::kSurvey);
    uint64_t other_scale = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(surveys, account, [&](uint32_t row) {
        if (surveys.at(row) < from || !IsAsked(view, surveys, row)) return;
        if (surveys.column("scale").number(row).value_or(kScale) != kScale) {
          ++other_scale;
          return;
        }
        AddAnswer(account, surveys.at(row), surveys.column("score").number(row));
      });
    }
    Missing(other_scale, "answer is on another scale than 0 to 10, and is not counted",
            "answers are on another scale than 0 to 10, and are not counted");
  }

  // Cases are questions asked; those of an account stand in order of time.
  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<uint32_t, double> last;  // answer of each account
    std::vector<double> all;
    for (const uint32_t position : cases) {
      const auto& score = answers_[position];
      if (!score.has_value()) continue;
      last[this->cases()[position].account] = *score;
      all.push_back(*score);
    }
    std::vector<double> of_accounts;
    for (const auto& [account, score] : last) of_accounts.push_back(score);
    Summary summary;
    summary.value = ScoreOf(of_accounts);
    summary.lines.push_back({"by respondents", ScoreOf(all)});
    summary.lines.push_back({"answered", ShareOf(all.size(), cases.size(), measuring_.min_count)});
    AddShares(of_accounts, summary);
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const auto& score = answers_[position];
    return score ? absl::StrCat("answered ", FormatNumber(*score)) : "did not answer";
  }

 private:
  static constexpr double kScale = 10;

  bool IsAsked(const View& view, const book::Table& surveys, uint32_t row) const {
    const std::string_view occasion = view.word(surveys.column("occasion").word(row));
    return view.word(surveys.column("instrument").word(row)) == records::instrument::kNps &&
           (measuring_.records.empty() || measuring_.records == occasion);
  }

  // The lowest answer is the worst.
  void AddAnswer(uint32_t account, const book::Stamp& at, std::optional<double> score) {
    answers_.push_back(score);
    const bool detracts = score && *score <= kDetractorsTo;
    Add({account, at.instant, detracts ? kScale - *score : 0.0});
  }

  // Its standard error is that of a value of +1, 0 or -1: √((p + d - (p - d)²) ÷ n).
  Quantity ScoreOf(const std::vector<double>& answers) const {
    Quantity quantity;
    quantity.unit = MeasureUnit::kPoints;
    quantity.n = answers.size();
    if (answers.empty()) return quantity;
    const auto n = static_cast<double>(answers.size());
    const double promoters = static_cast<double>(Promoters(answers)) / n;
    const double detractors = static_cast<double>(Detractors(answers)) / n;
    const double score = promoters - detractors;
    const double error = std::sqrt(std::max(0.0, promoters + detractors - score * score) / n);
    const double reach = statistics::StandardErrors(statistics::kUsualConfidence) * error;
    quantity.value = kPoints * score;
    quantity.interval = {kPoints * std::max(-1.0, score - reach),
                         kPoints * std::min(1.0, score + reach)};
    quantity.standing = answers.size() < measuring_.min_count ? Standing::kFew : Standing::kKnown;
    return quantity;
  }

  static uint64_t Promoters(const std::vector<double>& answers) {
    return static_cast<uint64_t>(std::count_if(
        answers.begin(), answers.end(), [](double score) { return score >= kPromotersFrom; }));
  }
  static uint64_t Detractors(const std::vector<double>& answers) {
    return static_cast<uint64_t>(std::count_if(
        answers.begin(), answers.end(), [](double score) { return score <= kDetractorsTo; }));
  }

  void AddShares(const std::vector<double>& answers, Summary& summary) const {
    const uint64_t n = answers.size();
    const uint64_t promoters = Promoters(answers), detractors = Detractors(answers);
    const auto line = [&](const char* name, uint64_t count) {
      summary.lines.push_back({name, ShareOf(count, n, measuring_.min_count)});
    };
    line("promoters, 9 and 10", promoters);
    line("passive, 7 and 8", n - promoters - detractors);
    line("detractors, 0 to 6", detractors);
  }

  const ruleset::Measuring& measuring_;
  std::vector<std::optional<double>> answers_;
};

}  // namespace

MeasurementPointer MakeNetPromoterScore(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<NetPromoterScore>(view, measuring);
}

}  // namespace bellwether::portfolio
