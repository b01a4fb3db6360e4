// What customers answer when they are asked (P23).
// Tested by tests/engine/portfolio/surveys_test.cc.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/promoters.h"
#include "engine/portfolio/say_people.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/net_share.h"

namespace bellwether::portfolio {
namespace {

// Questions of one instrument, by account and time.
class Questions {
 public:
  // `occasion`: only those asked on it; "": on any.
  Questions(const View& view, std::string_view instrument, std::string_view occasion = "")
      : view_(view),
        table_(view.table(records::Kind::kSurvey)),
        instruments_(table_.column("instrument")),
        occasions_(table_.column("occasion")),
        scales_(table_.column("scale")),
        scores_(table_.column("score")),
        instrument_(view.book().names().Find(instrument)),
        occasion_(view.book().names().Find(occasion)),
        on_any_(occasion.empty()),
        none_(instrument_ == book::kNoName || (!on_any_ && occasion_ == book::kNoName)) {}

  struct Asked {
    std::vector<uint32_t> rows;
    uint64_t other_scale = 0;  // how many were left out for their scale
  };
  // Since `from`, on the scale up to `best`.
  Asked AskedSince(book::Instant from, double best) const {
    Asked asked;
    if (none_) return asked;
    asked.rows = table_.RowsWith(instruments_, instrument_, from, view_.as_of());
    if (!on_any_) {
      std::erase_if(asked.rows, [this](uint32_t row) { return occasions_.word(row) != occasion_; });
    }
    asked.other_scale = std::erase_if(
        asked.rows, [&](uint32_t row) { return scales_.number(row).value_or(best) != best; });
    return asked;
  }

  uint32_t account(uint32_t row) const { return table_.account(row); }
  book::Stamp at(uint32_t row) const { return table_.at(row); }
  std::optional<double> score(uint32_t row) const { return scores_.number(row); }
  book::Name occasion(uint32_t row) const { return occasions_.word(row); }

 private:
  const View& view_;
  const book::Table& table_;
  const book::Column& instruments_;
  const book::Column& occasions_;
  const book::Column& scales_;
  const book::Column& scores_;
  const book::Name instrument_;
  const book::Name occasion_;
  const bool on_any_;
  const bool none_;  // no record has such a word
};

class NetPromoterScore : public Measurement {
 public:
  NetPromoterScore(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const Questions questions(view, records::instrument::kNps, measuring.of);
    const auto asked = questions.AskedSince(view.MonthsBefore(measuring.months).instant, kScale);
    answers_.reserve(asked.rows.size());
    Expect(asked.rows.size());
    for (const uint32_t row : asked.rows) {
      AddAnswer(questions.account(row), questions.at(row), questions.score(row));
    }
    Missing(asked.other_scale, say::kOtherThanTen, say::kOtherThanTenMany);
  }

  // Cases are questions asked; those of an account stand in order of time.
  Summary Summarize(std::span<const uint32_t> cases) const override {
    const std::vector<double> of_accounts = LastOfEach(cases);
    std::vector<double> all;
    for (const uint32_t position : cases) {
      if (answers_[position]) all.push_back(*answers_[position]);
    }
    Summary summary;
    summary.value = ScoreOf(of_accounts);
    AddLine(say::kByRespondents, ScoreOf(all), summary);
    AddLine(say::kAnswered, ShareOf(all.size(), cases.size(), measuring_.min_count), summary);
    AddShares(of_accounts, summary);
    return summary;
  }
  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    return ScoreOf(LastOfEach(cases));
  }

  Wording Say(uint32_t position) const override {
    const auto& score = answers_[position];
    return score ? Wording(say::kAnsweredScore, FormatNumber(*score)) : say::kDidNotAnswer;
  }

 private:
  static constexpr double kScale = 10;

  // The last answer of each account that gave any.
  std::vector<double> LastOfEach(std::span<const uint32_t> cases) const {
    std::vector<double> last;
    std::optional<uint32_t> account;
    for (const uint32_t position : cases) {
      const auto& score = answers_[position];
      if (!score.has_value()) continue;
      if (account == this->cases()[position].account) last.pop_back();
      account = this->cases()[position].account;
      last.push_back(*score);
    }
    return last;
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
    const auto line = [&](const Saying& name, uint64_t count) {
      AddLine(name, ShareOf(count, n, measuring_.min_count), summary);
    };
    line(say::kPromoters, promoters);
    line(say::kPassive, n - promoters - detractors);
    line(say::kDetractors, detractors);
  }

  const ruleset::Measuring& measuring_;
  std::vector<std::optional<double>> answers_;
};

// Answers on the instrument's usual scale: CSAT 1 to 5, CES 1 to 7.
class MeanAnswer : public Measurement {
 public:
  MeanAnswer(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const Questions questions(view, measuring.of);
    const auto asked = questions.AskedSince(view.MonthsBefore(measuring.months).instant,
                                            records::BestOf(measuring.of));
    answers_.reserve(asked.rows.size());
    Expect(asked.rows.size());
    for (const uint32_t row : asked.rows) {
      answers_.push_back({questions.score(row), questions.occasion(row)});
      Add({questions.account(row), questions.at(row).instant, 0});
    }
    Missing(asked.other_scale, say::kOtherScale, say::kOtherScaleMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::unordered_map<book::Name, std::vector<double>> by_name;
    std::vector<double> all;
    for (const uint32_t position : cases) {
      const Answer& answer = answers_[position];
      if (!answer.score) continue;
      all.push_back(*answer.score);
      by_name[answer.occasion].push_back(*answer.score);
    }
    std::map<std::string, std::vector<double>> by_occasion;
    for (auto& [name, answers] : by_name) {
      by_occasion[std::string(name == book::kNoName ? say::kNoOccasion.english
                                                    : view_.word(name))] = std::move(answers);
    }
    Summary summary;
    const uint64_t n = all.size();
    summary.value = MeanOf(all);
    AddLine(say::kAnswered, ShareOf(n, cases.size(), measuring_.min_count), summary);
    for (const auto& [occasion, answers] : by_occasion) {
      const bool none = occasion == say::kNoOccasion.english;
      AddLine({say::kAfterOccasion, none ? Wording(say::kNoOccasion) : Wording(occasion)},
              MeanOf(answers), summary);
    }
    return summary;
  }

  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    std::vector<double> all;
    for (const uint32_t position : cases) {
      if (answers_[position].score) all.push_back(*answers_[position].score);
    }
    return MeanOf(all);
  }

  Wording Say(uint32_t position) const override {
    const auto& score = answers_[position].score;
    return score ? Wording(say::kAnsweredScore, FormatNumber(*score)) : say::kDidNotAnswer;
  }

 private:
  struct Answer {
    std::optional<double> score;
    book::Name occasion = book::kNoName;
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

  const View& view_;
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
