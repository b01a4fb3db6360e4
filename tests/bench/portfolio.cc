// Times a book and the executive dashboard over it: reading, putting in order, computing.
//
//   bellwether_bench_portfolio BOOK PACK AS_OF [METRIC...]
//
// Prints one JSON object: records, seconds of each step, bytes of the book, and what each metric
// is, at the ends of the months of its trend too (null: nothing can be said). Reading takes one
// thread, putting in order and computing two. Without METRIC it takes those of the executive
// dashboard, with breakdowns and the accounts behind them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/book/do_at_once.h"
#include "engine/base/number.h"
#include "engine/bellwether.h"
#include "engine/portfolio/compute.h"
#include "engine/records/record_reader.h"
#include "rules/reader/pack_folder.h"

namespace bellwether {
namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

void ReadFile(const std::filesystem::path& path, book::BookBuilder& builder) {
  constexpr size_t kPiece = 1 << 20;
  records::RecordReader reader(AccountFormat::kJsonLines, std::nullopt, Limits(),
                               [&](records::ReadRecord read) {
                                 if (read.ok()) builder.Add(read.record);
                               });
  std::ifstream file(path, std::ios::binary);
  std::string piece(kPiece, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    reader.Feed(std::string_view(piece).substr(0, static_cast<size_t>(file.gcount())));
  }
  reader.Finish();
}

constexpr uint32_t kTrendPoints = 6;

std::vector<uint32_t> Chosen(const Plan& plan, const std::vector<std::string>& names) {
  if (names.empty()) return portfolio::MetricsOf(plan, "executive");
  std::vector<uint32_t> chosen;
  for (const std::string& name : names) {
    if (const auto metric = portfolio::FindMetric(plan, name)) chosen.push_back(*metric);
  }
  return chosen;
}

// [value, lower end of its interval, upper end]
std::string ValueText(const portfolio::Quantity& quantity) {
  const auto text = [](const std::optional<double>& value) {
    return value ? FormatNumber(*value) : std::string("null");
  };
  const auto& interval = quantity.interval;
  return absl::StrCat("[", text(quantity.value), ", ",
                      text(interval ? std::optional(interval->low) : std::nullopt), ", ",
                      text(interval ? std::optional(interval->high) : std::nullopt), "]");
}

// "name": [value at the end of each month, ..., value at the report]
std::string MetricText(const portfolio::MetricResult& result) {
  std::string text = absl::StrCat("\"", result.name, "\": [");
  for (const auto& point : result.trend->points)
    absl::StrAppend(&text, ValueText(point.value), ", ");
  text.replace(text.size() - 2, 2, "]");
  return text;
}

int Run(const std::string& folder, const std::string& pack, const std::string& as_of,
        const std::vector<std::string>& names) {
  const auto sources = ReadPackFolder(pack, Limits());
  if (!sources.ok()) return 2;
  const auto loaded = Load(*sources);
  const auto moment = ParseMoment(as_of);
  if (loaded.value == nullptr || !moment) return 2;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());

  auto begin = Clock::now();
  book::BookBuilder builder({.do_both = cli::DoAtOnce});
  for (const auto& file : files) ReadFile(file, builder);
  const double reading = Seconds(begin);
  begin = Clock::now();
  const book::Book book = std::move(builder).Finish();
  const double finishing = Seconds(begin);

  begin = Clock::now();
  portfolio::Views views(book, *loaded.value, *moment, cli::DoAtOnce);
  portfolio::Request request;
  request.as_of = *moment;
  request.trend_points = kTrendPoints;
  if (!names.empty()) {
    request.by.emplace();
    request.accounts = 0;
  }
  const std::vector<portfolio::MetricResult> results =
      portfolio::ComputeAll(views, Chosen(*loaded.value, names), request);
  const double computing = Seconds(begin);
  std::vector<std::string> values;
  for (const auto& result : results) values.push_back(MetricText(result));
  std::printf(
      "{\"accounts\": %u, \"records\": %llu, \"reading\": %.6f, \"finishing\": %.6f, "
      "\"computing\": %.6f, \"bytes\": %zu, \"values\": {%s}}\n",
      book.account_count(), static_cast<unsigned long long>(book.record_count()), reading,
      finishing, computing, book.bytes(), absl::StrJoin(values, ", ").c_str());
  return !results.empty() && book.record_count() > 0 ? 0 : 1;
}

}  // namespace
}  // namespace bellwether

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: bellwether_bench_portfolio BOOK PACK AS_OF [METRIC...]\n");
    return 2;
  }
  return bellwether::Run(argv[1], argv[2], argv[3], {argv + 4, argv + argc});
}
