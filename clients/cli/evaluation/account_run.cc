// The sink of the reader feeds the evaluator, and the sink of the evaluator the hooks; both on this
// thread. A flag, looked at between pieces of input, ends the run early.
//
// Tested by tests/clients/cli_test.py and tests/clients/evaluation_session_test.cc.
#include "clients/cli/evaluation/account_run.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/evaluation/unknown_columns.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

// How the engine says that an option is wrong.
constexpr std::string_view kBenchmarkSet = "benchmark_set";
// For an answer, when there is no input: so long may input have to wait for its turn.
constexpr absl::Duration kIdlePatience = absl::Milliseconds(10);

}  // namespace

bool AccountRun::Open(ExitCode& code) {
  const auto fail = [&](std::string_view message, ExitCode with) {
    console_.Fail(message);
    code = with;
    return false;
  };
  auto source = MakeRecordSource(
      request_, now_, [this](AccountRecord record) { Read(std::move(record)); },
      [this](UnreadText text, const AccountTextReaderPointer& reader) {
        Read(std::move(text), reader);
      });
  if (!source.ok()) return fail(ToStd(source.status().message()), ExitCode::kUsage);
  source_ = *std::move(source);
  if (const absl::Status opened = source_->Open(); !opened.ok()) {
    return fail(ToStd(opened.message()), ExitCode::kInputRefused);
  }
  notices_.emplace(source_->name(), request_.duplicates, console_);
  if (request_.duplicates == Duplicates::kLast) {
    const absl::Status noted = NoteAllIds();
    if (!noted.ok()) return fail(ToStd(noted.message()), ExitCode::kUsage);
  }
  return true;
}

// The first of two passes. What is wrong with the file is said in the second.
absl::Status AccountRun::NoteAllIds() {
  if (!source_->size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--duplicates last reads the accounts twice, and ", source_->name(),
                     " can be read once: give a file, or --duplicates first"));
  }
  bool fits = true;
  const auto pass = MakeRecordSource(request_, now_, [&](const AccountRecord& record) {
    fits = fits && notices_->ids().Note(record);
  });
  if (!pass.ok()) return pass.status();
  if (absl::Status opened = (*pass)->Open(); !opened.ok()) return opened;
  (*pass)
      ->Read([&] { return fits && !interruption_.requested(); },
             [] { return AccountInput::Idle::kWait; })
      .IgnoreError();
  if (fits) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("--duplicates last is for files with at most ", DuplicateIds::kMostIds,
                   " ids, and ", source_->name(), " has more: use --duplicates first"));
}

const v1::EvaluationOptions& AccountRun::options() {
  if (!options_) options_ = EvaluationOptionsOf(request_, now_, console_);
  return *options_;
}

void AccountRun::Read(const AccountWatch& watch, AccountRunHooks hooks) {
  hooks_ = std::move(hooks);
  const AccountSource source = source_->size() ? AccountSource::kFile : AccountSource::kPipe;
  evaluator_ = make_evaluator_(
      options(), source,
      [this](const RecordPlace& place, AccountAnswer answer) {
        Answered(place, std::move(answer));
      },
      watch);
  progress_.emplace(console_, hooks_.progress);
  const auto wanted = [this] {
    if (hooks_.flush) hooks_.flush();
    return !stopped();
  };
  const absl::Status read = source_->Read(wanted, [this] { return WaitForAnswers(); });
  if (!read.ok()) {
    console_.Fail(ToStd(read.message()));
    unreadable_ = true;
    if (absl::IsInvalidArgument(read)) refusal_ = ExitCode::kUsage;
  }
  if (!stopped()) evaluator_->Finish();
  if (!stopped()) notices_->Finish();
  for (const std::string& note : source_->notes()) console_.Say(Printable(note));
  progress_.reset();
}

// While the input has nothing to give.
AccountInput::Idle AccountRun::WaitForAnswers() {
  if (stopped()) return AccountInput::Idle::kStop;
  const bool awaited = evaluator_->Poll(kIdlePatience);
  if (hooks_.flush) hooks_.flush();
  return awaited ? AccountInput::Idle::kAgain : AccountInput::Idle::kWait;
}

// Accounts that are read and not answered are not done: the share is that of the answered ones.
void AccountRun::ShowProgress() {
  if (!progress_) return;
  std::optional<double> share;
  if (source_->size() && *source_->size() > 0 && records_ > 0) {
    share = static_cast<double>(source_->bytes_read()) / static_cast<double>(*source_->size()) *
            static_cast<double>(counts_.all() + counts_.passed_over) /
            static_cast<double>(records_);
  }
  progress_->Update(counts_.all(), share);
}

void AccountRun::Read(AccountRecord record) {
  if (stopped() || (records_++ == 0 && !CanBegin(record))) return;
  evaluator_->Evaluate(std::move(record));
}

// What is wrong with a header comes as a record.
void AccountRun::Read(UnreadText text, const AccountTextReaderPointer& reader) {
  AccountRecord first;
  first.line = text.line;
  if (stopped() || (records_++ == 0 && !CanBegin(first))) return;
  evaluator_->EvaluateText(std::move(text), reader);
}

// What is wrong with every account of the file alike is said once, before the first: a header that
// cannot be used, an option that the pack does not know, columns that are no signals of it. An
// account that gives nothing but the names of the columns finds both out, here and through a
// server.
bool AccountRun::CanBegin(const AccountRecord& first) {
  std::vector<Violation> of_header;
  if (first.is_header) of_header = first.violations;
  const bool own_fault = !of_header.empty();
  AccountRecord probe;
  probe.account.id = "probe";
  if (!request_.report_unknown_signals) {
    for (const std::string& name : source_->signal_columns()) {
      probe.account.signals.push_back({name, {}, {}});
    }
  }
  if (!probe.account.signals.empty() || !request_.benchmark_set.empty()) {
    const EvaluateAnswer found = Probe(std::move(probe));
    if (!OptionsAreKnown(found)) return false;
    for (Violation& unknown : UnknownColumns(found.violations)) {
      of_header.push_back(std::move(unknown));
    }
  }
  return of_header.empty() || RefuseHeader(first.line, std::move(of_header), own_fault);
}

EvaluateAnswer AccountRun::Probe(AccountRecord probe) {
  EvaluateAnswer found;
  const auto evaluator = make_evaluator_(
      options(), AccountSource::kOneAlone,
      [&](const RecordPlace&, EvaluateAnswer answer) { found = std::move(answer); }, {});
  evaluator->Evaluate(std::move(probe));
  evaluator->Finish();
  return found;
}

// Always false.
bool AccountRun::RefuseHeader(uint32_t first_line, std::vector<Violation> violations,
                              bool own_fault) {
  EvaluateAnswer refused;
  refused.violations = std::move(violations);
  console_.Write(
      RefusalLines(source_->name(), {own_fault ? first_line : 1, ""}, refused, console_.style()));
  console_.Say(own_fault
                   ? "the header cannot be used: no row was evaluated"
                   : "a column is neither a field nor a signal of the pack: no row was evaluated");
  refusal_ = ExitCode::kInputRefused;
  return false;
}

bool AccountRun::OptionsAreKnown(const EvaluateAnswer& found) {
  for (const Violation& violation : found.violations) {
    if (violation.path != kBenchmarkSet) continue;
    console_.Fail(absl::StrCat("--benchmark-set: ", Printable(violation.message)));
    refusal_ = ExitCode::kUsage;
    return false;
  }
  return true;
}

void AccountRun::Answered(const RecordPlace& place, AccountAnswer answer) {
  if (stopped()) return;
  if (OutcomeOf(answer) == Outcome::kLost) return Lose(answer.status);
  if (!notices_->Look(place, answer)) {
    ++counts_.passed_over;
    return ShowProgress();
  }
  const Outcome outcome = OutcomeOf(answer);
  if (outcome == Outcome::kAnswered) {
    ++counts_.answered;
    hooks_.answered(std::move(answer));
    return ShowProgress();
  }
  ++(outcome == Outcome::kRefused ? counts_.refused : counts_.failed);
  console_.Write(RefusalLines(source_->name(), place, answer, console_.style()));
  if (hooks_.refused) hooks_.refused(answer);
  ShowProgress();
}

void AccountRun::Lose(const absl::Status& status) {
  lost_ = true;
  console_.Fail(absl::StrCat("the server gave no answer: ", Printable(ToStd(status.message())),
                             " [", absl::StatusCodeToString(status.code()), "]; ",
                             HandledBefore()));
}

std::string AccountRun::HandledBefore() const {
  return absl::StrCat(counts_.all(), counts_.all() == 1 ? " account was" : " accounts were",
                      " handled before that, the rest was not");
}

bool AccountRun::has_results() const {
  return refusal_ == ExitCode::kGood && !(lost_ && counts_.answered == 0) &&
         !(unreadable_ && counts_.all() == 0);
}

ExitCode AccountRun::Conclude() {
  const uint64_t bad = counts_.refused + counts_.failed;
  if (bad > 0) {
    console_.Say(absl::StrCat(bad, " of ", counts_.all(),
                              counts_.all() == 1 ? " account" : " accounts",
                              counts_.failed == 0 ? " refused" : " refused or failed"));
  } else if (counts_.all() == 0 && !stopped() && !unreadable_) {
    console_.Say(absl::StrCat(source_->name(), " holds no account"));
  }
  if (interruption_.requested()) {
    console_.Say("interrupted; " + HandledBefore());
    return ExitCode::kInterrupted;
  }
  if (lost_ || counts_.failed > 0) return ExitCode::kFailed;
  if (refusal_ != ExitCode::kGood) return refusal_;
  const bool refused = counts_.refused > 0 || unreadable_;
  return refused ? ExitCode::kInputRefused : ExitCode::kGood;
}

}  // namespace bellwether::cli
