// A run over the accounts of a file: read, answer, and say what is refused. What becomes of the
// answers is the business of whoever runs it.
//
//   AccountRun run(request, make_evaluator, console);
//   ExitCode code = ExitCode::kGood;
//   if (!run.Open(code)) return code;
//   run.Read(watch, {.answered = [&](AccountAnswer answer) { ... }});
//   if (run.has_results()) ...
//   return run.Conclude();
//
// Everything streams: memory is bounded by the largest account and by what the evaluator has
// underway. Answers come in the order of the file, on this thread, whatever threads the evaluator
// has. Ctrl-C ends the run.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_RUN_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_RUN_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"

namespace bellwether::cli {

// Where accounts come from.
enum class AccountSource {
  kFile,      // all of them are there
  kPipe,      // they arrive when they arrive
  kOneAlone,  // one, made up to ask what is wrong with every account of a file alike
};

using EvaluatorFactory = std::function<std::unique_ptr<AccountEvaluator>(
    const v1::EvaluationOptions& options, AccountSource source, AccountEvaluator::Sink sink,
    const AccountWatch& watch)>;

// What happens meanwhile. All but `answered` may be left out.
struct AccountRunHooks {
  std::function<void(AccountAnswer answer)> answered;
  std::function<void(const AccountAnswer& answer)> refused;  // after that was said
  std::function<bool()> wanted;  // whether anybody still reads the answers; asked between pieces
  std::function<void()> flush;   // when no input waits
  bool progress = true;          // false: results go to the terminal that would show it
};

class AccountRun {
 public:
  // All of it must outlive the run.
  AccountRun(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
             Console& console)
      : request_(request), make_evaluator_(make_evaluator), console_(console) {}

  // False after it was said why, with the exit code.
  bool Open(ExitCode& code);
  // As of which moment, and how accounts are answered. Says once where the moment is now.
  const v1::EvaluationOptions& options();
  void Read(const AccountWatch& watch, AccountRunHooks hooks);

  uint64_t answered() const { return counts_.answered; }
  // Whether there is anything to report: not where the file as a whole was refused, or lost.
  bool has_results() const;
  // Says how it went.
  ExitCode Conclude();

 private:
  struct Counts {
    uint64_t answered = 0;
    uint64_t refused = 0;
    uint64_t failed = 0;
    uint64_t passed_over = 0;  // of several with one id
    uint64_t all() const { return answered + refused + failed; }
  };

  absl::Status NoteAllIds();
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

  bool stopped() const {
    return lost_ || refusal_ != ExitCode::kGood || interruption_.requested() ||
           (hooks_.wanted && !hooks_.wanted());
  }

  const EvaluationRequest& request_;
  const EvaluatorFactory& make_evaluator_;
  Console& console_;

  const absl::Time now_ = absl::Now();
  const Interruption interruption_;
  AccountRunHooks hooks_;
  std::unique_ptr<RecordSource> source_;
  std::optional<RecordNotices> notices_;
  std::optional<Progress> progress_;
  std::optional<v1::EvaluationOptions> options_;
  std::unique_ptr<AccountEvaluator> evaluator_;
  Counts counts_;
  uint64_t records_ = 0;
  ExitCode refusal_ = ExitCode::kGood;  // of the file as a whole
  bool lost_ = false;
  bool unreadable_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_ACCOUNT_RUN_H_
