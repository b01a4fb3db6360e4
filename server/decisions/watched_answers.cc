// Tested by tests/clients/decision_log_test.py.
#include "server/decisions/watched_answers.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "server/settings/config_file.h"

namespace bellwether {
namespace {

// Secrets are written by `echo` as well as by programs.
std::string WithoutLineEnd(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// Nothing of the key is ever told.
bool ReadKey(const std::string& path, std::string& key, std::string& report) {
  std::ifstream stream(path, std::ios::binary);
  key = WithoutLineEnd({std::istreambuf_iterator<char>(stream), {}});
  if (!stream) {
    absl::StrAppend(&report, "error: --decision-log-redact: the key file ", path,
                    " cannot be read\n");
    return false;
  }
  if (key.size() >= decisions::kLeastKeyBytes) return true;
  absl::StrAppend(&report, "error: --decision-log-redact: the key file ", path, " has ", key.size(),
                  " bytes; write at least ", decisions::kLeastKeyBytes,
                  " that nobody can guess, such as `openssl rand -hex 32`\n");
  return false;
}

DecisionLogSettings SettingsOf(const ServerOptions& options) {
  DecisionLogSettings settings;
  settings.folder = {options.decision_log, options.decision_log_file_bytes,
                     options.decision_log_file_age, options.decision_log_total_bytes,
                     options.decision_log_files};
  settings.share = options.decision_log_share;
  settings.large_share = options.decision_log_large_share;
  settings.most_waiting = options.max_decisions_waiting;
  settings.most_waiting_bytes = options.max_decision_bytes_waiting;
  settings.server_version = BELLWETHER_VERSION;
  return settings;
}

}  // namespace

class WatchedAnswers::Both final : public EvaluationObserver {
 public:
  Both(EvaluationObserver& first, EvaluationObserver& second) : first_(first), second_(second) {}
  void Answered(const AnsweredEvaluation& answered) override {
    first_.Answered(answered);
    second_.Answered(answered);
  }

 private:
  EvaluationObserver& first_;
  EvaluationObserver& second_;
};

bool WatchedAnswers::ReadRedaction(const Plan& plan, std::string& report) {
  const std::string& path = options_.decision_log_redact;
  if (path.empty()) return true;
  const absl::StatusOr<Sources> sources = ReadConfigFile(path);
  if (!sources.ok()) {
    absl::StrAppend(&report, "error: --decision-log-redact: ", sources.status().message(), "\n");
    return false;
  }
  Staged<decisions::Redaction> read = decisions::ReadRedaction(plan, *sources, Limits{});
  report += RenderAll(read.diagnostics, *sources);
  if (!read.ok()) return false;
  redaction_ = std::move(read.value);
  if (!redaction_.uses_key()) return true;
  const std::filesystem::path beside = std::filesystem::path(path).parent_path();
  std::string key;
  if (!ReadKey((beside / redaction_.key_file()).string(), key, report)) return false;
  redaction_.SetKey(std::move(key));
  return true;
}

bool WatchedAnswers::ReadBaseline(const Plan& plan, std::string& report) {
  if (options_.baseline.empty()) return true;
  const absl::StatusOr<Sources> sources = ReadConfigFile(options_.baseline);
  if (!sources.ok()) {
    absl::StrAppend(&report, "error: --baseline: ", sources.status().message(), "\n");
    return false;
  }
  Staged<drift::Baseline> read = drift::ReadBaseline(*sources, Limits{});
  report += RenderAll(read.diagnostics, *sources);
  if (!read.ok()) return false;
  baseline_ = std::move(read.value);
  // Its signals may still be the same.
  if (baseline_->digest != plan.digest) {
    log_.Warning("the baseline is of another pack",
                 {{"baseline", baseline_->digest}, {"active", plan.digest}});
  }
  return true;
}

// Both, so that what is wrong with one file does not hide what is wrong with the other.
bool WatchedAnswers::Read(const Plan& plan, std::string& report) {
  const bool redaction = ReadRedaction(plan, report);
  const bool baseline = ReadBaseline(plan, report);
  return redaction && baseline;
}

bool WatchedAnswers::Start(std::string& report) {
  if (!options_.decision_log.empty()) {
    decisions_ = std::make_unique<DecisionLog>(SettingsOf(options_), redaction_, log_);
    if (const absl::Status opened = decisions_->Open(); !opened.ok()) {
      absl::StrAppend(&report, "error: --decision-log: ", opened.message(), "\n");
      return false;
    }
    log_.Info("decisions are logged",
              {{"folder", options_.decision_log}, {"redacted", redaction_.Describe()}});
  }
  if (baseline_) {
    DriftSettings settings;
    settings.window = options_.drift_window;
    drift_ = std::make_unique<DriftMonitor>(*std::move(baseline_), settings, log_);
  }
  if (decisions_ != nullptr && drift_ != nullptr) {
    both_ = std::make_unique<Both>(*decisions_, *drift_);
  }
  return true;
}

EvaluationObserver* WatchedAnswers::observer() {
  if (both_ != nullptr) return both_.get();
  return decisions_ != nullptr ? static_cast<EvaluationObserver*>(decisions_.get()) : drift_.get();
}

void WatchedAnswers::Stop() {
  if (decisions_ != nullptr) decisions_->Stop();
  if (drift_ != nullptr) drift_->Stop();
}

}  // namespace bellwether
