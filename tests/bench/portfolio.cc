// Times a book and the executive dashboard over it: reading, putting in order, computing.
//
//   bellwether_bench_portfolio BOOK PACK AS_OF
//
// Prints one JSON object: records, seconds of each step, bytes of the book. One thread.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

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

int Run(const std::string& folder, const std::string& pack, const std::string& as_of) {
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
  book::BookBuilder builder;
  for (const auto& file : files) ReadFile(file, builder);
  const double reading = Seconds(begin);
  begin = Clock::now();
  const book::Book book = std::move(builder).Finish();
  const double finishing = Seconds(begin);

  begin = Clock::now();
  portfolio::Views views(book, *loaded.value, *moment);
  portfolio::Request request;
  request.as_of = *moment;
  request.trend_points = 6;
  size_t metrics = 0;
  for (const uint32_t metric : portfolio::MetricsOf(*loaded.value, "executive")) {
    metrics += portfolio::Compute(views, metric, request).name.empty() ? 0 : 1;
  }
  const double computing = Seconds(begin);
  std::printf(
      "{\"accounts\": %u, \"records\": %llu, \"metrics\": %zu, \"reading\": %.6f, \"finishing\": "
      "%.6f, \"computing\": %.6f, \"bytes\": %zu}\n",
      book.account_count(), static_cast<unsigned long long>(book.record_count()), metrics, reading,
      finishing, computing, book.bytes());
  return metrics > 0 && book.record_count() > 0 ? 0 : 1;
}

}  // namespace
}  // namespace bellwether

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bellwether_bench_portfolio BOOK PACK AS_OF\n");
    return 2;
  }
  return bellwether::Run(argv[1], argv[2], argv[3]);
}
