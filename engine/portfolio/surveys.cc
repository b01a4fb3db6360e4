// What customers answer when they are asked (P23).
// Tested by tests/engine/portfolio/surveys_test.cc.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/promoters.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/net_share.h"

namespace bellwether::portfolio {
namespace {

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
           (measuring_.of.empty() || measuring_.of == occasion);
  }

  // The lowest answer is the worst.
  void AddAnswer(uint32_t account, const book::Stamp& at, std::optional<double> score) {
    answers_.push_back(score);
    const bool detracts = score && Detracts(*score);
    Add({account, at.instant, detracts ? kScale - *score : 0.0});
  }

  Quantity ScoreOf(const std::vector<double>& answers) const {
    Quantity quantity;
    quantity.unit = MeasureUnit::kPoints;
    quantity.n = answers.size();
    const auto net =
        statistics::NetShareOf(Promoters(answers), Detractors(answers), answers.size());
    if (!net.has_value()) return quantity;
    quantity.value = kMostPoints * net->value;
    quantity.standing = net->n < measuring_.min_count ? Standing::kFew : Standing::kKnown;
    // Where all answer alike the formula knows no doubt, and is not believed.
    if (net->deviation > 0) {
      quantity.interval = {kMostPoints * net->interval.low, kMostPoints * net->interval.high};
    }
    return quantity;
  }

  static uint64_t Promoters(const std::vector<double>& answers) {
    return static_cast<uint64_t>(std::count_if(answers.begin(), answers.end(), Promotes));
  }
  static uint64_t Detractors(const std::vector<double>& answers) {
    return static_cast<uint64_t>(std::count_if(answers.begin(), answers.end(), Detracts));
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

// Answers on the instrument's usual scale: CSAT 1 to 5, CES 1 to 7.
class MeanAnswer : public Measurement {
 public:
  MeanAnswer(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& surveys = view.table(records::Kind::kSurvey);
    const double best = records::BestOf(measuring.of);
    uint64_t other_scale = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(surveys, account, [&](uint32_t row) {
        const bool asked = view.word(surveys.column("instrument").word(row)) == measuring.of;
        if (surveys.at(row) < from || !asked) return;
        const auto score = surveys.column("score").number(row);
        if (surveys.column("scale").number(row).value_or(best) != best) {
          ++other_scale;
          return;
        }
        answers_.push_back({score, std::string(view.word(surveys.column("occasion").word(row)))});
        Add({account, surveys.at(row).instant, 0});
      });
    }
    Missing(other_scale, "answer is on another scale, and is not counted",
            "answers are on another scale, and are not counted");
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<std::string, std::vector<double>> by_occasion;
    std::vector<double> all;
    for (const uint32_t position : cases) {
      const Answer& answer = answers_[position];
      if (!answer.score) continue;
      all.push_back(*answer.score);
      by_occasion[answer.occasion.empty() ? "no occasion given" : answer.occasion].push_back(
          *answer.score);
    }
    Summary summary;
    const uint64_t n = all.size();
    summary.value = MeanOf(all);
    summary.lines.push_back({"answered", ShareOf(n, cases.size(), measuring_.min_count)});
    for (const auto& [occasion, answers] : by_occasion) {
      summary.lines.push_back({"after " + occasion, MeanOf(answers)});
    }
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const auto& score = answers_[position].score;
    return score ? absl::StrCat("answered ", FormatNumber(*score)) : "did not answer";
  }

 private:
  struct Answer {
    std::optional<double> score;
    std::string occasion;
  };

  Quantity MeanOf(const std::vector<double>& answers) const {
    const auto moments = statistics::MomentsOf(answers);
    Quantity mean = ValueOf(moments ? std::optional(moments->mean) : std::nullopt, answers.size(),
                            MeasureUnit::kScore, measuring_.min_count);
    if (moments && moments->n > 1 && moments->variance > 0) {
      const double errors = statistics::StudentErrors(statistics::kUsualConfidence,
                                                      static_cast<double>(moments->n - 1));
      const double reach = errors * std::sqrt(moments->VarianceOfMean());
      mean.interval = {moments->mean - reach, moments->mean + reach};
    }
    return mean;
  }

  const ruleset::Measuring& measuring_;
  std::vector<Answer> answers_;
};

}  // namespace

MeasurementPointer MakeMeanAnswer(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<MeanAnswer>(view, measuring);
}

MeasurementPointer MakeNetPromoterScore(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<NetPromoterScore>(view, measuring);
}

}  // namespace bellwether::portfolio
