// Scores the accounts of a file in this process: no server, no gRPC, no protobuf.
//
//   score PACK_FOLDER ACCOUNTS_FILE YYYY-MM-DD
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/accounts/accounts.h"
#include "engine/bellwether.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "rules/reader/pack_folder.h"

namespace {

// Reads and compiles the pack once. Mistakes in it come all at once, each with its place.
std::shared_ptr<const bellwether::Plan> LoadPack(const std::string& folder) {
  const absl::StatusOr<bellwether::Sources> sources = bellwether::ReadPackFolder(folder);
  if (!sources.ok()) {
    std::cerr << sources.status().message() << "\n";
    return nullptr;
  }
  const auto loaded = bellwether::Load(*sources);
  std::cerr << bellwether::RenderAll(loaded.diagnostics, *sources);
  return loaded.value;
}

void PrintViolations(const std::string& account,
                     const std::vector<bellwether::Violation>& violations) {
  for (const bellwether::Violation& violation : violations) {
    std::cerr << account << ": " << violation.path << ": " << violation.message << "\n";
  }
}

// The leaves below a component, with what each adds to the score.
void PrintContributions(const std::string& path,
                        const std::vector<bellwether::ComponentLine>& lines) {
  for (const bellwether::ComponentLine& line : lines) {
    const std::string name = path + "." + line.name;
    PrintContributions(name, line.components);
    if (line.group) continue;
    std::cout << "  " << name << " ";
    if (line.score) {
      std::cout << bellwether::ValueText(line.contribution) << "\n";
    } else {
      std::cout << "left out\n";  // missing is never zero
    }
  }
}

// A plan may be shared by any number of threads. Each thread has its own Scorer, which keeps its
// memory from account to account.
class Scorer {
 public:
  Scorer(std::shared_ptr<const bellwether::Plan> plan, bellwether::Moment as_of)
      : plan_(std::move(plan)) {
    options_.as_of = as_of;
  }

  bool Score(const bellwether::Account& account) {
    const auto violations = bellwether::Bind(*plan_, account, options_, {}, facts_);
    PrintViolations(account.id, violations);
    if (!violations.empty()) return false;
    const absl::Status status = bellwether::Evaluate(*plan_, facts_, scratch_, evaluation_);
    if (!status.ok()) {
      std::cerr << account.id << ": " << status.message() << "\n";
      return false;
    }
    for (uint32_t model = 0; model < plan_->models.size(); ++model) Print(account.id, model);
    return true;
  }

 private:
  void Print(const std::string& id, uint32_t model) const {
    const bellwether::ModelResult& result = evaluation_.models[model];
    const std::string& name = plan_->model_notes[model].name;
    std::cout << id << " " << name << " ";
    if (!result.has_score()) {
      std::cout << bellwether::StateName(result.state) << "\n";
      return;
    }
    const uint32_t band = plan_->models[model].bands.first + result.band;
    std::cout << bellwether::ValueText(result.displayed) << " " << plan_->band_notes[band].name
              << (model == evaluation_.primary ? " (primary)\n" : "\n");
    const auto explanation = bellwether::ExplainModel(*plan_, facts_, evaluation_, model, "");
    PrintContributions(name, explanation.components);
  }

  const std::shared_ptr<const bellwether::Plan> plan_;
  bellwether::BindOptions options_;
  bellwether::Facts facts_;
  bellwether::Scratch scratch_;
  bellwether::Evaluation evaluation_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: score PACK_FOLDER ACCOUNTS_FILE YYYY-MM-DD\n";
    return 2;
  }
  const auto format = bellwether::AccountFormatOf(argv[2]);
  const auto as_of = bellwether::ParseMoment(argv[3]);
  std::ifstream file(argv[2], std::ios::binary);
  if (!format || !as_of || !file) {
    std::cerr << "score: need a file that ends in .json, .jsonl, .yaml or .csv, and a day\n";
    return 2;
  }
  const auto plan = LoadPack(argv[1]);
  if (plan == nullptr) return 1;

  Scorer scorer(plan, *as_of);
  bool good = true;
  bellwether::AccountReader reader(*format, {}, [&](const bellwether::AccountRecord& record) {
    PrintViolations(argv[2], record.violations);
    good = record.ok() && scorer.Score(record.account) && good;
  });
  std::string piece(65536, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    reader.Feed(std::string_view(piece.data(), static_cast<size_t>(file.gcount())));
  }
  reader.Finish();
  return good ? 0 : 1;
}
