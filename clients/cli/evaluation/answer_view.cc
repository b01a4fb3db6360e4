// Tested by tests/clients/view_test.py.
#include "clients/cli/evaluation/answer_view.h"

namespace bellwether::cli {

// Rows read no explanation. The table names what is missing, which is part of the summary.
v1::ExplanationLevel ExplanationFor(const EvaluationRequest& request) {
  if (ShowsRows(request.view, request.format)) return v1::EXPLANATION_LEVEL_NONE;
  return request.format == OutputFormat::kTable ? v1::EXPLANATION_LEVEL_SUMMARY
                                                : request.explanation;
}

// Columns of a table and of rows are more than the basic view has.
v1::EvaluationView ViewFor(const EvaluationRequest& request) {
  if (!WritesWholeAnswers(request.view, request.format)) return v1::EVALUATION_VIEW_FULL;
  if (request.answer_view != v1::EVALUATION_VIEW_UNSPECIFIED) return request.answer_view;
  return request.explanation == v1::EXPLANATION_LEVEL_UNSPECIFIED ? v1::EVALUATION_VIEW_BASIC
                                                                  : v1::EVALUATION_VIEW_FULL;
}

bool AnswerViewFits(const EvaluationRequest& request, Console& console) {
  if (request.answer_view == v1::EVALUATION_VIEW_UNSPECIFIED) return true;
  if (!WritesWholeAnswers(request.view, request.format)) {
    console.Fail(
        "--view is for whole answers in --format json and jsonl; columns are chosen by --select");
    return false;
  }
  if (request.answer_view == v1::EVALUATION_VIEW_BASIC &&
      request.explanation > v1::EXPLANATION_LEVEL_NONE) {
    console.Fail("--view basic holds no explanation: leave out --explain, or give --view full");
    return false;
  }
  return true;
}

}  // namespace bellwether::cli
