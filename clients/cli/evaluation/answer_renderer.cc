// Tested by tests/clients/view_test.py.
#include "clients/cli/evaluation/answer_renderer.h"

#include <utility>
#include <vector>

#include "engine/paths/observe.h"
#include "engine/paths/wanted.h"

namespace bellwether::cli {
namespace {

// A column of a message has no path.
void Want(const ViewColumn& column, Wanted& wanted) {
  if (column.path.form != nullptr) wanted |= WantedBy(column.path);
}

}  // namespace

std::vector<RowColumn> ColumnsOf(const View& view) {
  std::vector<RowColumn> columns;
  for (const ViewColumn& column : view.columns) columns.push_back(column.column);
  return columns;
}

AnswerRenderer::AnswerRenderer(View view, OutputFormat format, const WriterOptions& options)
    : view_(std::move(view)) {
  if (view_.summary) return;
  if (view_.rows()) {
    rows_ = MakeRowWriter(format, ColumnsOf(view_), options);
  } else {
    evaluations_ = MakeEvaluationWriter(format, options);
  }
}

Wanted AnswerRenderer::wanted() const {
  Wanted wanted = kNothingWanted;
  for (const ViewColumn& column : view_.columns) Want(column, wanted);
  if (view_.sort) Want(*view_.sort, wanted);
  if (view_.where) wanted |= view_.where->wanted();
  return wanted;
}

bool AnswerRenderer::Look(const EvaluatedAccount& account) {
  looked_ = LookAt(account);
  return looked_->shown && needs_messages();
}

RenderedAnswer AnswerRenderer::LookAt(const EvaluatedAccount& account) {
  RenderedAnswer looked;
  if (view_.where) {
    const Ternary answer = view_.where->Holds(account);
    looked.unanswered = answer == Ternary::kUnknown;
    looked.shown = answer == Ternary::kTrue;
  }
  if (!looked.shown) return looked;
  if (view_.sort) looked.key = KeyOf(Observe(account, view_.sort->path), view_.sort->words);
  for (const ViewColumn& column : view_.columns) {
    looked.row.push_back(Observe(account, column.path));
  }
  return looked;
}

RenderedAnswer AnswerRenderer::LookAt(const v1::Evaluation& evaluation) const {
  RenderedAnswer looked;
  if (view_.sort) looked.key = KeyOf(view_.sort->message->read(evaluation), view_.sort->words);
  for (const ViewColumn& column : view_.columns) {
    looked.row.push_back(column.message->read(evaluation));
  }
  return looked;
}

RenderedAnswer AnswerRenderer::Take(const v1::Evaluation& evaluation) {
  if (!looked_) looked_ = LookAt(evaluation);
  RenderedAnswer answer = *std::exchange(looked_, std::nullopt);
  if (!answer.shown || view_.summary) return answer;
  answer.text = rows_ != nullptr ? rows_->Render(answer.row) : evaluations_->Render(evaluation);
  answer.row.clear();
  return answer;
}

}  // namespace bellwether::cli
