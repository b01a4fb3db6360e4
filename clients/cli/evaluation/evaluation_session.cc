// The sink of the reader feeds the evaluator, and the sink of the evaluator feeds the writer; both
// on this thread, whatever threads the evaluator has. A flag, looked at between pieces of input,
// ends the run early.
//
// Tested by tests/clients/cli_test.py.
#include "clients/cli/evaluation/evaluation_session.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/evaluation/answer_view.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/evaluation/report.h"
#include "clients/cli/evaluation/unknown_columns.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

// How the engine says that an option is wrong.
constexpr std::string_view kBenchmarkSet = "benchmark_set";
// For an answer, when there is no input: so long may input have to wait for its turn.
constexpr size_t kUsualWidth = 80;  // of a terminal that does not tell
constexpr absl::Duration kIdlePatience = absl::Milliseconds(10);

struct Counts {
  uint64_t answered = 0;
  uint64_t refused = 0;
  uint64_t failed = 0;
  uint64_t passed_over = 0;  // of several with one id
  uint64_t all() const { return answered + refused + failed; }
};

class Session {
 public:
  Session(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
          const Plan* plan, Console& console)
      : request_(request), make_evaluator_(make_evaluator), plan_(plan), console_(console) {}

  ExitCode Run();

 private:
  bool Open(ExitCode& code);
  absl::Status NoteAllIds();
  WriterOptions OptionsOfWriter() const;
  AccountWatch WatchOf(const View& view, const WriterOptions& options) const;
  void ReadEverything();
  AccountInput::Idle WaitForAnswers();
  void ShowProgress();
  void Read(AccountRecord record);
  void Read(UnreadText text, const AccountTextReaderPointer& reader);
  bool CanBegin(const AccountRecord& first);
  EvaluateAnswer Probe(AccountRecord probe);
  bool RefuseHeader(uint32_t first_line, std::vector<Violation> violations, bool own_fault);
  bool OptionsAreKnown(const EvaluateAnswer& found);
  void Answered(const RecordPlace& place, AccountAnswer answer);
  void Lose(const absl::Status& status);
  std::string HandledBefore() const;
  ExitCode Conclude();

  bool stopped() const {
    return lost_ || refusal_ != ExitCode::kGood || output_.broken() || interruption_.requested();
  }

  const EvaluationRequest& request_;
  const EvaluatorFactory& make_evaluator_;
  const Plan* plan_;
  Console& console_;

  const absl::Time now_ = absl::Now();
  const Interruption interruption_;
  std::unique_ptr<RecordSource> source_;
  std::optional<RecordNotices> notices_;
  Output output_;
  std::optional<Progress> progress_;
  v1::EvaluationOptions options_;
  std::optional<Report> report_;
  std::optional<AnswerRenderer> renderer_;  // of answers that are not rendered where they are made
  std::unique_ptr<AccountEvaluator> evaluator_;
  std::string text_;  // of one answer
  Counts counts_;
  uint64_t records_ = 0;
  ExitCode refusal_ = ExitCode::kGood;  // of the file as a whole
  bool lost_ = false;
  bool unreadable_ = false;
};

bool Session::Open(ExitCode& code) {
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
  if (const absl::Status opened = output_.Open(request_.output); !opened.ok()) {
    return fail(ToStd(opened.message()), ExitCode::kFailed);
  }
  return true;
}

// The first of two passes. What is wrong with the file is said in the second.
absl::Status Session::NoteAllIds() {
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

ExitCode Session::Run() {
  std::optional<View> view = ReadView(request_.view, request_.format, plan_, console_);
  const bool fits = AnswerViewFits(request_, console_);
  if (!view || !fits) return ExitCode::kUsage;
  ExitCode code = ExitCode::kGood;
  if (!Open(code)) return code;
  options_ = EvaluationOptionsOf(request_, now_, console_);
  const WriterOptions writer_options = OptionsOfWriter();
  report_.emplace(*view, request_.format, writer_options);
  renderer_.emplace(*view, request_.format, writer_options);
  const AccountSource source = source_->size() ? AccountSource::kFile : AccountSource::kPipe;
  evaluator_ = make_evaluator_(
      options_, source,
      [this](const RecordPlace& place, AccountAnswer answer) {
        Answered(place, std::move(answer));
      },
      WatchOf(*view, writer_options));
  ReadEverything();
  return Conclude();
}

WriterOptions Session::OptionsOfWriter() const {
  WriterOptions options;
  options.style = Style::For(request_.color, output_.stream());
  options.plan = plan_;
  options.language = request_.language;
  options.basic = options_.view() == v1::EVALUATION_VIEW_BASIC;
  if (IsTerminal(output_.stream())) options.width = TerminalWidth(output_.stream(), kUsualWidth);
  return options;
}

AccountWatch Session::WatchOf(const View& view, const WriterOptions& options) const {
  return {[view, options, format = request_.format] {
            return std::make_unique<AnswerRenderer>(view, format, options);
          },
          renderer_->needs_messages(), renderer_->wanted()};
}

void Session::ReadEverything() {
  // On one terminal, results and a progress line would write over each other.
  progress_.emplace(console_, !IsTerminal(output_.stream()));
  const auto wanted = [this] {
    output_.Flush();
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
AccountInput::Idle Session::WaitForAnswers() {
  if (stopped()) return AccountInput::Idle::kStop;
  const bool awaited = evaluator_->Poll(kIdlePatience);
  output_.Flush();
  return awaited ? AccountInput::Idle::kAgain : AccountInput::Idle::kWait;
}

// Accounts that are read and not answered are not done: the share is that of the answered ones.
void Session::ShowProgress() {
  if (!progress_) return;
  std::optional<double> share;
  if (source_->size() && *source_->size() > 0 && records_ > 0) {
    share = static_cast<double>(source_->bytes_read()) / static_cast<double>(*source_->size()) *
            static_cast<double>(counts_.all() + counts_.passed_over) /
            static_cast<double>(records_);
  }
  progress_->Update(counts_.all(), share);
}

void Session::Read(AccountRecord record) {
  if (stopped() || (records_++ == 0 && !CanBegin(record))) return;
  evaluator_->Evaluate(std::move(record));
}

// What is wrong with a header comes as a record.
void Session::Read(UnreadText text, const AccountTextReaderPointer& reader) {
  AccountRecord first;
  first.line = text.line;
  if (stopped() || (records_++ == 0 && !CanBegin(first))) return;
  evaluator_->EvaluateText(std::move(text), reader);
}

// What is wrong with every account of the file alike is said once, before the first: a header that
// cannot be used, an option that the pack does not know, columns that are no signals of it. An
// account that gives nothing but the names of the columns finds both out, here and through a
// server.
bool Session::CanBegin(const AccountRecord& first) {
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

EvaluateAnswer Session::Probe(AccountRecord probe) {
  EvaluateAnswer found;
  const auto evaluator = make_evaluator_(
      options_, AccountSource::kOneAlone,
      [&](const RecordPlace&, EvaluateAnswer answer) { found = std::move(answer); }, {});
  evaluator->Evaluate(std::move(probe));
  evaluator->Finish();
  return found;
}

// Always false.
bool Session::RefuseHeader(uint32_t first_line, std::vector<Violation> violations, bool own_fault) {
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

bool Session::OptionsAreKnown(const EvaluateAnswer& found) {
  for (const Violation& violation : found.violations) {
    if (violation.path != kBenchmarkSet) continue;
    console_.Fail(absl::StrCat("--benchmark-set: ", Printable(violation.message)));
    refusal_ = ExitCode::kUsage;
    return false;
  }
  return true;
}

void Session::Answered(const RecordPlace& place, AccountAnswer answer) {
  if (stopped()) return;
  Outcome outcome = OutcomeOf(answer);
  if (outcome == Outcome::kLost) return Lose(answer.status);
  if (!notices_->Look(place, answer)) {
    ++counts_.passed_over;
    return ShowProgress();
  }
  outcome = OutcomeOf(answer);
  if (outcome == Outcome::kAnswered) {
    ++counts_.answered;
    text_.clear();
    if (!answer.rendered) answer.rendered = renderer_->Take(answer.evaluation);
    report_->Add(*std::move(answer.rendered), text_);
    output_.Write(text_);
    return ShowProgress();
  }
  ++(outcome == Outcome::kRefused ? counts_.refused : counts_.failed);
  console_.Write(RefusalLines(source_->name(), place, answer, console_.style()));
  ShowProgress();
}

void Session::Lose(const absl::Status& status) {
  lost_ = true;
  console_.Fail(absl::StrCat("the server gave no answer: ", Printable(ToStd(status.message())),
                             " [", absl::StatusCodeToString(status.code()), "]; ",
                             HandledBefore()));
}

std::string Session::HandledBefore() const {
  return absl::StrCat(counts_.all(), counts_.all() == 1 ? " account was" : " accounts were",
                      " handled before that, the rest was not");
}

ExitCode Session::Conclude() {
  if (refusal_ == ExitCode::kGood && !(lost_ && counts_.answered == 0) &&
      !(unreadable_ && counts_.all() == 0)) {
    text_.clear();
    report_->Finish(text_);
    output_.Write(text_);
  }
  if (report_->unanswered() > 0) {
    console_.Say(absl::StrCat("--where had no answer for ", report_->unanswered(), " of ",
                              counts_.answered, counts_.answered == 1 ? " account" : " accounts",
                              ": what it asks for is missing there, and they are not shown"));
  }
  const uint64_t bad = counts_.refused + counts_.failed;
  if (bad > 0) {
    console_.Say(absl::StrCat(bad, " of ", counts_.all(),
                              counts_.all() == 1 ? " account" : " accounts",
                              counts_.failed == 0 ? " refused" : " refused or failed"));
  } else if (counts_.all() == 0 && !stopped() && !unreadable_) {
    console_.Say(absl::StrCat(source_->name(), " holds no account"));
  }
  if (const absl::Status closed = output_.Close(); !closed.ok()) {
    console_.Fail(ToStd(closed.message()));
    return ExitCode::kFailed;
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

}  // namespace

ExitCode RunEvaluation(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
                       const Plan* plan, Console& console) {
  return Session(request, make_evaluator, plan, console).Run();
}

}  // namespace bellwether::cli
