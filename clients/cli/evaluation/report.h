// Answers -> text: what a view leaves of them, in its order, by the writer of a format.
//
//   Report report(view, OutputFormat::kTable, writer_options);
//   report.Look(evaluated);             // of an account that is evaluated here, before ...
//   report.Add(message, text);          // ... its answer; of a server's answer this alone
//   report.Finish(text);
//
// Memory: that of the writer; with an order also the rendered answers, with a limit the best so
// many. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "clients/cli/writers/ranking.h"
#include "clients/cli/writers/row_writer.h"

namespace bellwether::cli {

class Report {
 public:
  Report(View view, OutputFormat format, const WriterOptions& options);

  // Keeps what is shown of the account. Whether its message is needed for Add.
  bool Look(const EvaluatedAccount& account);
  // Appends what can be written by now.
  void Add(const v1::Evaluation& evaluation, std::string& text);
  void Finish(std::string& text);

  // Whether Look, beside the answer's message, reads the arithmetic of components.
  bool reads_contributions() const;
  // Accounts for which the condition had no answer.
  uint64_t unanswered() const { return unanswered_; }

 private:
  // What is known of an account before its message.
  struct Looked {
    bool shown = true;
    bool unanswered = false;  // by the condition
    SortKey key;
    Row row;
  };
  Looked LookAt(const EvaluatedAccount& account);
  Looked LookAt(const v1::Evaluation& evaluation) const;
  bool Wants(const SortKey& key) const;
  void Pass(SortKey key, std::string rendered, std::string& text);
  Writer& writer();

  View view_;
  const OutputFormat format_;
  const WriterOptions options_;
  std::unique_ptr<EvaluationWriter> evaluations_;  // of whole answers
  std::unique_ptr<RowWriter> rows_;
  std::optional<Summary> summary_;
  std::optional<Ranking> ranking_;
  std::optional<Looked> looked_;  // at the account whose answer comes next
  uint64_t passed_ = 0;
  uint64_t unanswered_ = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_
