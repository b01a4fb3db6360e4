// Every metric of rules/saas over an invented book: together or alone, in two threads or in one,
// and its value alone or with all that stands beside it, it is the same to the bit.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"

#include "clients/cli/book/do_at_once.h"
#include "engine/portfolio/compute.h"
#include "engine/portfolio/measurement.h"
#include "engine/simulation/simulate.h"
#include "protos/wire/metrics.h"
#include "tests/engine/simulation/saas_parameters.h"
#include "tests/rules/packs.h"

namespace bellwether::portfolio {
namespace {

constexpr uint32_t kAccounts = 150;
const Moment kAsOf = *ParseMoment("2022-12-31");

const book::Book& InventedBook() {
  static const auto* const book = [] {
    book::BookBuilder builder;
    for (uint32_t account = 0; account < kAccounts; ++account) {
      simulation::Simulate(simulation::SaasParameters(), /*seed=*/1, simulation::Months(36),
                           account, [&](const records::Record& record) { builder.Add(record); });
    }
    return new book::Book(std::move(builder).Finish());
  }();
  return *book;
}

const Plan& Pack() { return *PackAt("rules/saas"); }

std::string TextOf(const MetricResult& result) {
  v1::MetricResult message;
  wire::MetricToProto(result, message);
  return message.DebugString();
}

TEST(SaasMetricsTest, TogetherInTwoThreadsIsAloneInOne) {
  Request request;
  request.as_of = kAsOf;
  request.trend_points = 5;
  const std::vector<uint32_t> metrics = MetricsOf(Pack());
  ASSERT_GT(metrics.size(), 30U);
  Views together(InventedBook(), Pack(), kAsOf, cli::DoAtOnce);
  const std::vector<MetricResult> all = ComputeAll(together, metrics, request);
  ASSERT_EQ(all.size(), metrics.size());
  for (size_t i = 0; i < metrics.size(); ++i) {
    Views alone(InventedBook(), Pack(), kAsOf);
    EXPECT_EQ(TextOf(all[i]), TextOf(Compute(alone, metrics[i], request)));
  }
}

TEST(SaasMetricsTest, AValueAloneIsThatOfTheSummary) {
  const View view(InventedBook(), Pack(), kAsOf);
  int with_cases = 0;
  for (const uint32_t metric : MetricsOf(Pack())) {
    const auto measurement = MeasurementOf(view, Pack().portfolio_measuring[metric]);
    std::vector<uint32_t> cases, half;
    for (uint32_t i = 0; i < measurement->cases().size(); ++i) {
      cases.push_back(i);
      if (i % 2 == 0) half.push_back(i);
    }
    with_cases += cases.empty() ? 0 : 1;
    for (const auto& of : {cases, half}) {
      MetricResult whole, alone;
      whole.summary.value = measurement->Summarize(of).value;
      alone.summary.value = measurement->ValueAlone(of);
      EXPECT_EQ(TextOf(alone), TextOf(whole)) << Pack().portfolio_notes[metric].name;
    }
  }
  EXPECT_GT(with_cases, 25);
}

// Every text of a result that people read.
std::vector<std::string> ReadOf(const Summary& summary) {
  std::vector<std::string> texts = {summary.value.why};
  for (const Line& line : summary.lines) {
    texts.insert(texts.end(), {line.title, line.quantity.why});
  }
  for (const Grid& grid : summary.grids) {
    texts.push_back(grid.title);
    texts.insert(texts.end(), grid.column_titles.begin(), grid.column_titles.end());
    texts.insert(texts.end(), grid.row_titles.begin(), grid.row_titles.end());
    EXPECT_EQ(grid.column_titles.size(), grid.columns.size());
    EXPECT_EQ(grid.row_titles.size(), grid.rows.size());
    for (const auto& [name, cells] : grid.rows) {
      for (const Grid::Cell& cell : cells) texts.push_back(cell.quantity.why);
    }
  }
  for (const Curve& curve : summary.curves) texts.push_back(curve.title);
  return texts;
}

std::vector<std::string> ReadOf(const MetricResult& result) {
  std::vector<std::string> texts = ReadOf(result.summary);
  const auto add = [&texts](const std::vector<std::string>& more) {
    texts.insert(texts.end(), more.begin(), more.end());
  };
  add({result.title, result.description, result.definition});
  add(result.missing);
  for (const Breakdown& breakdown : result.breakdowns) {
    texts.push_back(breakdown.why);
    for (const Group& group : breakdown.groups) add(ReadOf(group.summary));
  }
  for (const AccountBehind& account : result.accounts) texts.push_back(account.what);
  return texts;
}

// Words that English has and the others do not; ids are written with underscores.
const std::set<std::string_view> kEnglishWords = {
    "a",       "account", "accounts", "after",  "all",     "and",    "are",  "at",    "band",
    "because", "before",  "by",       "change", "counted", "counts", "day",  "days",  "due",
    "each",    "end",     "first",    "for",    "from",    "has",    "have", "hours", "in",
    "is",      "kept",    "known",    "late",   "less",    "lost",   "mean", "month", "more",
    "no",      "not",     "of",       "on",     "open",    "record", "same", "share", "since",
    "than",    "that",    "the",      "their",  "they",    "those",  "to",   "until", "up",
    "was",     "were",    "which",    "who",    "with",    "without"};

// P-rulings in definitions and quoted names of the pack are no words.
std::string EnglishOf(const std::string& text) {
  std::string found;
  bool quoted = false;
  for (const absl::string_view part : absl::StrSplit(text, '`')) {
    for (const absl::string_view word : absl::StrSplit(part, absl::ByAnyChar(" ,;:.()"))) {
      if (!quoted && kEnglishWords.contains({word.data(), word.size()}))
        absl::StrAppend(&found, word, " ");
    }
    quoted = !quoted;
  }
  return found;
}

TEST(SaasMetricsTest, NoEnglishIsLeftInIndonesianAndMalay) {
  Request request;
  request.as_of = kAsOf;
  request.accounts = 30;
  const std::vector<uint32_t> metrics = MetricsOf(Pack());
  Views views(InventedBook(), Pack(), kAsOf);
  const std::vector<MetricResult> english = ComputeAll(views, metrics, request);
  for (const char* const language : {"id", "ms"}) {
    request.language = language;
    const std::vector<MetricResult> others = ComputeAll(views, metrics, request);
    size_t in_english = 0;
    for (size_t i = 0; i < metrics.size(); ++i) {
      const std::vector<std::string> texts = ReadOf(others[i]), originals = ReadOf(english[i]);
      ASSERT_EQ(texts.size(), originals.size());
      for (size_t text = 0; text < texts.size(); ++text) {
        EXPECT_EQ(EnglishOf(texts[text]), "") << language << ": " << texts[text];
        EXPECT_EQ(texts[text].empty(), originals[text].empty());
        in_english += !EnglishOf(originals[text]).empty();
      }
    }
    EXPECT_GT(in_english, 500U);  // the words do find English
  }
}

}  // namespace
}  // namespace bellwether::portfolio
