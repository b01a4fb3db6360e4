// Tested by tests/clients/view_test.py.
#include "clients/cli/evaluation/report.h"

#include <utility>
#include <vector>

namespace bellwether::cli {
namespace {

std::vector<SummaryGroup> GroupsOf(const View& view) {
  std::vector<SummaryGroup> groups;
  for (const ViewColumn& column : view.columns) groups.push_back({column.column, column.words});
  return groups;
}

}  // namespace

Report::Report(const View& view, OutputFormat format, const WriterOptions& options)
    : format_(format), options_(options), top_(view.top) {
  if (view.summary) {
    summary_.emplace(GroupsOf(view));
  } else if (view.rows()) {
    writer_ = MakeRowWriter(format, ColumnsOf(view), options);
  } else {
    writer_ = MakeEvaluationWriter(format, options);
  }
  if (view.sort) ranking_.emplace(view.descending, view.top);
}

void Report::Add(RenderedAnswer answer, std::string& text) {
  unanswered_ += answer.unanswered ? 1 : 0;
  if (!answer.shown) return;
  if (summary_) return summary_->Add(answer.row);
  if (ranking_) {
    if (ranking_->Wants(answer.key)) ranking_->Add(std::move(answer.key), std::move(answer.text));
    return;
  }
  if (top_ && passed_ >= *top_) return;
  ++passed_;
  writer_->Write(answer.text, text);
}

void Report::Finish(std::string& text) {
  if (summary_) {
    text.append(summary_->Text(format_, options_));
    return;
  }
  if (ranking_) {
    ranking_->Take([&](std::string_view rendered) { writer_->Write(rendered, text); });
  }
  writer_->Finish(text);
}

}  // namespace bellwether::cli
