// One answer -> what a view shows of it, rendered by the writer of a format.
//
//   AnswerRenderer renderer(view, OutputFormat::kCsv, writer_options);
//   const bool wants_message = renderer.Look(evaluated);   // of an account that is evaluated here
//   RenderedAnswer answer = renderer.Take(message);        // of a server's answer this alone
//
// One thread; another one takes a renderer of its own, and renders the same.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_RENDERER_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_RENDERER_H_

#include <memory>
#include <optional>
#include <string>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "clients/cli/writers/ranking.h"
#include "clients/cli/writers/row_writer.h"

namespace bellwether::cli {

struct RenderedAnswer {
  bool shown = true;
  bool unanswered = false;  // by the condition
  SortKey key;
  Row row;           // of a summary
  std::string text;  // of all else
};

class AnswerRenderer {
 public:
  AnswerRenderer(View view, OutputFormat format, const WriterOptions& options);

  // Keeps what is shown of the account. Whether its message is needed for Take.
  bool Look(const EvaluatedAccount& account);
  RenderedAnswer Take(const v1::Evaluation& evaluation);

  // What Look reads, beside the message where it is needed.
  Wanted wanted() const;
  // Whether messages of accounts that are shown are needed for Take.
  bool needs_messages() const { return !view_.rows(); }

 private:
  RenderedAnswer LookAt(const EvaluatedAccount& account);
  RenderedAnswer LookAt(const v1::Evaluation& evaluation) const;

  View view_;
  std::unique_ptr<EvaluationWriter> evaluations_;  // of whole answers
  std::unique_ptr<RowWriter> rows_;
  std::optional<RenderedAnswer> looked_;  // at the account whose answer comes next
};

// The columns of a view's rows.
std::vector<RowColumn> ColumnsOf(const View& view);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_RENDERER_H_
