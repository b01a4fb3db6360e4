// Tested by tests/clients/book_generate_test.py.
#include "clients/cli/book/book_generation.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <numeric>
#include <system_error>
#include <thread>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/truth_json.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/input/ordered_pool.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/yaml_file.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/records/record_json.h"
#include "engine/simulation/load.h"
#include "engine/simulation/simulate.h"
#include "engine/simulation/spoil.h"
#include "rules/reader/book_files.h"

namespace bellwether::cli {
namespace {

namespace fs = std::filesystem;
using records::Kind;

constexpr uint32_t kBatchAccounts = 16;

// What a file of the kind is called: "activities.jsonl".
std::string FileOf(Kind kind) {
  const std::string name(records::NameOf(kind));
  switch (kind) {
    case Kind::kRevenue:
    case Kind::kOnboarding:
    case Kind::kUsage:
      return name + ".jsonl";
    case Kind::kActivity:
    case Kind::kOpportunity:
      return name.substr(0, name.size() - 1) + "ies.jsonl";
    default:
      return name + "s.jsonl";
  }
}

// Some accounts one after the other, and their records by kind.
struct Batch {
  uint32_t first = 0;
  uint32_t end = 0;
  std::array<std::string, records::kKindCount> text;
  std::array<uint64_t, records::kKindCount> lines = {};
};

void Append(const simulation::SpoiltRecord& told, Batch& batch) {
  const auto kind = static_cast<size_t>(told.record.kind);
  std::string line = records::RecordJson(told.record);
  if (told.garbled) line.resize(line.size() / 2);
  batch.text[kind] += line;
  batch.text[kind].push_back('\n');
  ++batch.lines[kind];
}

class Generation {
 public:
  Generation(const GenerationRequest& request, const simulation::Parameters& parameters,
             Console& console)
      : request_(request),
        parameters_(parameters),
        progress_(console, true),
        pool_(
            request.threads > 0 ? request.threads
                                : std::max(1U, std::thread::hardware_concurrency()),
            [this](size_t /*worker*/, Batch& batch) { Work(batch); },
            [this](Batch& batch) { Give(batch); }) {}

  absl::StatusOr<GeneratedBook> Run() {
    for (uint32_t first = 0; first < request_.accounts && !Stopped(); first += kBatchAccounts) {
      Batch batch;
      batch.first = first;
      batch.end = std::min(first + kBatchAccounts, request_.accounts);
      pool_.Send(std::move(batch));
    }
    pool_.Finish();
    if (interruption_.requested()) return absl::CancelledError("interrupted");
    for (const auto& file : files_) {
      if (file == nullptr) continue;
      ++book_.files;
      if (const absl::Status closed = file->Close(); !closed.ok()) Note(closed);
    }
    if (!failure_.ok()) return failure_;
    return book_;
  }

 private:
  bool Stopped() const { return interruption_.requested() || !failure_.ok(); }
  void Note(const absl::Status& status) {
    if (failure_.ok()) failure_ = status;
  }

  // In a thread.
  void Work(Batch& batch) const {
    for (uint32_t account = batch.first; account < batch.end; ++account) {
      simulation::Spoiler spoiler(
          request_.messy, request_.seed, account,
          [&batch](const simulation::SpoiltRecord& told) { Append(told, batch); });
      simulation::Simulate(parameters_, request_.seed, request_.period, account,
                           [&spoiler](const records::Record& record) { spoiler.Tell(record); });
    }
  }

  void Give(Batch& batch) {
    for (size_t kind = 0; kind < records::kKindCount; ++kind) {
      if (batch.lines[kind] == 0 || Stopped()) continue;
      Output* const file = FileFor(static_cast<Kind>(kind));
      if (file == nullptr) return;
      file->Write(batch.text[kind]);
      book_.lines[kind] += batch.lines[kind];
      book_.bytes += batch.text[kind].size();
      if (file->broken()) Note(file->Close());
    }
    progress_.Update(batch.end, static_cast<double>(batch.end) / request_.accounts);
  }

  // A kind that has no records has no file.
  Output* FileFor(Kind kind) {
    auto& file = files_[static_cast<size_t>(kind)];
    if (file != nullptr) return file.get();
    file = std::make_unique<Output>();
    const absl::Status opened = file->Open((fs::path(request_.output) / FileOf(kind)).string());
    if (opened.ok()) return file.get();
    Note(opened);
    return nullptr;
  }

  const GenerationRequest& request_;
  const simulation::Parameters& parameters_;
  const Interruption interruption_;
  Progress progress_;
  GeneratedBook book_;
  absl::Status failure_;
  std::array<std::unique_ptr<Output>, records::kKindCount> files_;
  OrderedPool<Batch> pool_;  // last: its threads use all of the above
};

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error && fs::is_directory(path, error)) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot make the folder ", path, error ? ": " + error.message() : ""));
}

// An older book must not be mixed with the new one.
absl::Status ClearFolder(const std::string& path, bool replace) {
  std::error_code error;
  if (!fs::exists(path, error) || fs::is_empty(path, error)) return absl::OkStatus();
  if (!replace) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " holds files already; give another folder, or --force to replace the book in it"));
  }
  for (const records::KindInfo& kind : records::Kinds()) {
    fs::remove(fs::path(path) / FileOf(kind.kind), error);
    if (error) return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
  }
  fs::remove(fs::path(path) / kTruthFile, error);
  return absl::OkStatus();
}

absl::Status WriteTruth(const GenerationRequest& request, const LoadedParameters& loaded) {
  Output output;
  absl::Status done = output.Open((fs::path(request.output) / kTruthFile).string());
  if (!done.ok()) return done;
  output.Write(TruthJson(request, loaded));
  return output.Close();
}

}  // namespace

uint64_t GeneratedBook::records() const {
  return std::accumulate(lines.begin(), lines.end(), uint64_t{0});
}

std::optional<LoadedParameters> LoadParametersOrSayWhy(const std::string& path, Console& console) {
  const auto sources = ReadYamlFile(path);
  if (!sources.ok()) {
    console.Fail(ToStd(sources.status().message()));
    return std::nullopt;
  }
  auto staged = simulation::LoadParameters(*sources, 0, Limits{});
  if (staged.ok()) return LoadedParameters{std::move(staged.value), sources->files()[0].text};
  console.Write(DiagnosticsText(staged.diagnostics, *sources, console.style()));
  console.Fail(absl::StrCat("the parameters ", path, " have ", CountText(staged.diagnostics)));
  return std::nullopt;
}

absl::StatusOr<GeneratedBook> GenerateBook(const GenerationRequest& request,
                                           const LoadedParameters& loaded, Console& console) {
  if (absl::Status clear = ClearFolder(request.output, request.replace); !clear.ok()) return clear;
  if (absl::Status made = MakeFolder(request.output); !made.ok()) return made;
  auto book = Generation(request, loaded.parameters, console).Run();
  if (!book.ok()) return book;
  if (absl::Status told = WriteTruth(request, loaded); !told.ok()) return told;
  return book;
}

}  // namespace bellwether::cli
