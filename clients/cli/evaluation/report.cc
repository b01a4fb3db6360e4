// Tested by tests/clients/view_test.py.
#include "clients/cli/evaluation/report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

std::vector<RowColumn> ColumnsOf(const View& view) {
  std::vector<RowColumn> columns;
  for (const ViewColumn& column : view.columns) columns.push_back(column.column);
  return columns;
}

std::vector<SummaryGroup> GroupsOf(const View& view) {
  std::vector<SummaryGroup> groups;
  for (const ViewColumn& column : view.columns) groups.push_back({column.column, column.words});
  return groups;
}

// Columns of a server's message have no path to look at.
bool ReadsContributionsHere(const ViewColumn& column) {
  return column.message == nullptr && ReadsContributions(column.path);
}

}  // namespace

Report::Report(View view, OutputFormat format, const WriterOptions& options)
    : view_(std::move(view)), format_(format), options_(options) {
  if (view_.summary) {
    summary_.emplace(GroupsOf(view_));
  } else if (view_.rows()) {
    rows_ = MakeRowWriter(format, ColumnsOf(view_), options);
  } else {
    evaluations_ = MakeEvaluationWriter(format, options);
  }
  if (view_.sort) ranking_.emplace(view_.descending, view_.top);
}

Writer& Report::writer() {
  if (rows_ != nullptr) return *rows_;
  return *evaluations_;
}

bool Report::reads_contributions() const {
  return std::any_of(view_.columns.begin(), view_.columns.end(), ReadsContributionsHere) ||
         (view_.sort && ReadsContributionsHere(*view_.sort)) ||
         (view_.where && view_.where->ReadsContributions());
}

bool Report::Wants(const SortKey& key) const {
  if (ranking_) return ranking_->Wants(key);
  return !view_.top || passed_ < *view_.top;
}

bool Report::Look(const EvaluatedAccount& account) {
  looked_ = LookAt(account);
  return looked_->shown && !view_.rows();
}

Report::Looked Report::LookAt(const EvaluatedAccount& account) {
  Looked looked;
  if (view_.where) {
    const Ternary answer = view_.where->Holds(account);
    looked.unanswered = answer == Ternary::kUnknown;
    looked.shown = answer == Ternary::kTrue;
  }
  if (!looked.shown) return looked;
  if (view_.sort) looked.key = KeyOf(Observe(account, view_.sort->path), view_.sort->words);
  looked.shown = Wants(looked.key);
  if (!looked.shown) return looked;
  for (const ViewColumn& column : view_.columns) {
    looked.row.push_back(Observe(account, column.path));
  }
  return looked;
}

Report::Looked Report::LookAt(const v1::Evaluation& evaluation) const {
  Looked looked;
  if (view_.sort) looked.key = KeyOf(view_.sort->message->read(evaluation), view_.sort->words);
  looked.shown = Wants(looked.key);
  if (!looked.shown) return looked;
  for (const ViewColumn& column : view_.columns) {
    looked.row.push_back(column.message->read(evaluation));
  }
  return looked;
}

void Report::Add(const v1::Evaluation& evaluation, std::string& text) {
  if (!looked_) looked_ = LookAt(evaluation);
  Looked looked = *std::exchange(looked_, std::nullopt);
  unanswered_ += looked.unanswered ? 1 : 0;
  if (!looked.shown) return;
  if (summary_) return summary_->Add(looked.row);
  Pass(std::move(looked.key),
       rows_ != nullptr ? rows_->Render(looked.row) : evaluations_->Render(evaluation), text);
}

void Report::Pass(SortKey key, std::string rendered, std::string& text) {
  ++passed_;
  if (ranking_) return ranking_->Add(std::move(key), std::move(rendered));
  writer().Write(rendered, text);
}

void Report::Finish(std::string& text) {
  if (summary_) {
    text.append(summary_->Text(format_, options_));
    return;
  }
  if (ranking_) {
    ranking_->Take([&](std::string_view rendered) { writer().Write(rendered, text); });
  }
  writer().Finish(text);
}

}  // namespace bellwether::cli
