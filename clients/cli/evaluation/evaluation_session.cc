// Answers of the run go through a renderer into the report, and on to the output.
//
// Tested by tests/clients/cli_test.py.
#include "clients/cli/evaluation/evaluation_session.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/answer_view.h"
#include "clients/cli/evaluation/report.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 80;  // of a terminal that does not tell

class Session {
 public:
  Session(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
          const Plan* plan, Console& console)
      : request_(request), plan_(plan), console_(console), run_(request, make_evaluator, console) {}

  ExitCode Run();

 private:
  WriterOptions OptionsOfWriter();
  AccountWatch WatchOf(const View& view, const WriterOptions& options) const;
  void Read(const AccountWatch& watch);
  void Write(AccountAnswer answer);
  ExitCode Conclude();

  const EvaluationRequest& request_;
  const Plan* plan_;
  Console& console_;
  AccountRun run_;
  Output output_;
  std::optional<Report> report_;
  std::optional<AnswerRenderer> renderer_;  // of answers that are not rendered where they are made
  std::string text_;                        // of one answer
};

ExitCode Session::Run() {
  std::optional<View> view = ReadView(request_.view, request_.format, plan_, console_);
  const bool fits = AnswerViewFits(request_, console_);
  if (!view || !fits) return ExitCode::kUsage;
  ExitCode code = ExitCode::kGood;
  if (!run_.Open(code)) return code;
  if (const absl::Status opened = output_.Open(request_.output); !opened.ok()) {
    console_.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const WriterOptions writer_options = OptionsOfWriter();
  report_.emplace(*view, request_.format, writer_options);
  renderer_.emplace(*view, request_.format, writer_options);
  Read(WatchOf(*view, writer_options));
  return Conclude();
}

WriterOptions Session::OptionsOfWriter() {
  WriterOptions options;
  options.style = Style::For(request_.color, output_.stream());
  options.plan = plan_;
  options.language = request_.language;
  options.basic = run_.options().view() == v1::EVALUATION_VIEW_BASIC;
  if (IsTerminal(output_.stream())) options.width = TerminalWidth(output_.stream(), kUsualWidth);
  return options;
}

AccountWatch Session::WatchOf(const View& view, const WriterOptions& options) const {
  return {[view, options, format = request_.format] {
            return std::make_unique<AnswerRenderer>(view, format, options);
          },
          renderer_->needs_messages(), renderer_->wanted()};
}

void Session::Read(const AccountWatch& watch) {
  AccountRunHooks hooks;
  hooks.answered = [this](AccountAnswer answer) { Write(std::move(answer)); };
  hooks.wanted = [this] { return !output_.broken(); };
  hooks.flush = [this] { output_.Flush(); };
  // On one terminal, results and a progress line would write over each other.
  hooks.progress = !IsTerminal(output_.stream());
  run_.Read(watch, std::move(hooks));
}

void Session::Write(AccountAnswer answer) {
  text_.clear();
  if (!answer.rendered) answer.rendered = renderer_->Take(answer.evaluation);
  report_->Add(*std::move(answer.rendered), text_);
  output_.Write(text_);
}

ExitCode Session::Conclude() {
  if (run_.has_results()) {
    text_.clear();
    report_->Finish(text_);
    output_.Write(text_);
  }
  if (report_->unanswered() > 0) {
    console_.Say(absl::StrCat("--where had no answer for ", report_->unanswered(), " of ",
                              run_.answered(), run_.answered() == 1 ? " account" : " accounts",
                              ": what it asks for is missing there, and they are not shown"));
  }
  const ExitCode code = run_.Conclude();
  if (const absl::Status closed = output_.Close(); !closed.ok()) {
    console_.Fail(ToStd(closed.message()));
    return ExitCode::kFailed;
  }
  return code;
}

}  // namespace

ExitCode RunEvaluation(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
                       const Plan* plan, Console& console) {
  return Session(request, make_evaluator, plan, console).Run();
}

}  // namespace bellwether::cli
