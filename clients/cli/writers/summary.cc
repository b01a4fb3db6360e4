// Tested by tests/clients/summary_test.cc.
#include "clients/cli/writers/summary.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/csv_cell.h"
#include "engine/paths/observe.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

constexpr char kNone[] = "none";
constexpr size_t kWidestBar = 40;
constexpr size_t kUsualWidth = 80;
constexpr size_t kPercentWidth = 6;  // "100 %"
constexpr char kBandPath[] = "health.primary.band";

// Rounded up, so that what there is can be seen.
size_t BarLength(uint64_t count, uint64_t all, size_t longest) {
  return static_cast<size_t>((count * longest + all - 1) / all);
}

std::string Bar(size_t length) {
  std::string bar;
  for (size_t i = 0; i < length; ++i) bar.append("█");
  return bar;
}

}  // namespace

Summary::Summary(std::vector<SummaryGroup> groups)
    : groups_(std::move(groups)), counts_(groups_.size()) {}

void Summary::Add(const Row& row) {
  ++accounts_;
  for (size_t i = 0; i < groups_.size(); ++i) {
    const auto* names = std::get_if<std::vector<std::string>>(&row[i].value);
    if (names == nullptr || names->empty()) {
      ++counts_[i][ValueText(row[i], "")];
    } else {
      for (const std::string& name : *names) ++counts_[i][name];
    }
  }
}

Summary::Counts Summary::CountsOf(size_t group) const {
  std::map<std::string, uint64_t> left = counts_[group];
  const auto none = left.extract("");
  Counts counts;
  for (const std::string& word : groups_[group].words) {
    if (const auto found = left.extract(word)) counts.emplace_back(word, found.mapped());
  }
  counts.insert(counts.end(), left.begin(), left.end());
  if (none) counts.emplace_back("", none.mapped());
  return counts;
}

std::string Summary::Text(OutputFormat format, const WriterOptions& options) const {
  switch (format) {
    case OutputFormat::kTable:
      break;
    case OutputFormat::kJson:
      return Json(2);
    case OutputFormat::kJsonLines:
      return Json(kOneLine);
    case OutputFormat::kCsv:
      return Csv();
  }
  return Table(options);
}

std::string Summary::Table(const WriterOptions& options) const {
  std::string text = absl::StrCat(accounts_, accounts_ == 1 ? " account" : " accounts", "\n");
  if (accounts_ == 0) return text;
  size_t widest = 0;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (const auto& [value, count] : CountsOf(i)) widest = std::max(widest, DisplayWidth(value));
  }
  widest = std::max(widest, sizeof(kNone) - 1);
  const size_t digits = absl::StrCat(accounts_).size();
  const size_t before_bar = 2 + widest + 2 + digits + 2 + kPercentWidth + 1;
  const size_t room = options.width.value_or(kUsualWidth);
  const size_t longest = std::min(kWidestBar, room > before_bar ? room - before_bar : 1);
  for (size_t i = 0; i < groups_.size(); ++i) {
    absl::StrAppend(&text, "\n", options.style.Paint(Tone::kStrong, groups_[i].column.name), "\n");
    for (const auto& [value, count] : CountsOf(i)) {
      const bool band = groups_[i].column.name == kBandPath;
      const Tone tone = value.empty() ? Tone::kQuiet
                        : band        ? BandTone(nullptr, "", value)
                                      : Tone::kAccent;
      absl::StrAppend(&text, "  ", PadRight(value.empty() ? kNone : Printable(value), widest), "  ",
                      PadLeft(absl::StrCat(count), digits), "  ");
      const double share = static_cast<double>(count) / static_cast<double>(accounts_);
      absl::StrAppend(&text, PadLeft(Percent(share), kPercentWidth), " ",
                      options.style.Paint(tone, Bar(BarLength(count, accounts_, longest))), "\n");
    }
  }
  return text;
}

std::string Summary::Json(int indent) const {
  nlohmann::ordered_json summary = {{"accounts", accounts_},
                                    {"groups", nlohmann::ordered_json::array()}};
  for (size_t i = 0; i < groups_.size(); ++i) {
    nlohmann::ordered_json counts = nlohmann::ordered_json::array();
    for (const auto& [value, count] : CountsOf(i)) {
      nlohmann::ordered_json entry = {{"value", value}, {"accounts", count}};
      if (value.empty()) entry["value"] = nullptr;
      counts.push_back(std::move(entry));
    }
    summary["groups"].push_back({{"path", groups_[i].column.name}, {"counts", std::move(counts)}});
  }
  return Dump(summary, indent) + "\n";
}

std::string Summary::Csv() const {
  std::string text;
  AppendCsvLine({"path", "value", "accounts"}, text);
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (const auto& [value, count] : CountsOf(i)) {
      AppendCsvLine({groups_[i].column.name, value, absl::StrCat(count)}, text);
    }
  }
  return text;
}

}  // namespace bellwether::cli
