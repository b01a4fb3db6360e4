// Rendered answers -> text: what a view leaves of them, in its order, by the writer of a format.
//
//   Report report(view, OutputFormat::kTable, writer_options);
//   report.Add(renderer.Take(message), text);   // appends what can be written by now
//   report.Finish(text);                        // appends the rest
//
// Memory: that of the writer; with an order also the rendered answers, with a limit the best so
// many. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/evaluation/answer_renderer.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/writers/ranking.h"
#include "clients/cli/writers/summary.h"
#include "clients/cli/writers/writer.h"

namespace bellwether::cli {

class Report {
 public:
  Report(const View& view, OutputFormat format, const WriterOptions& options);

  void Add(RenderedAnswer answer, std::string& text);
  void Finish(std::string& text);

  // Accounts for which the condition had no answer.
  uint64_t unanswered() const { return unanswered_; }

 private:
  const OutputFormat format_;
  const WriterOptions options_;
  const std::optional<size_t> top_;
  std::unique_ptr<Writer> writer_;  // null for a summary
  std::optional<Summary> summary_;
  std::optional<Ranking> ranking_;
  uint64_t passed_ = 0;
  uint64_t unanswered_ = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_REPORT_H_
