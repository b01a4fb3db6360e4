#include "tests/fuzz/properties.h"

#include "engine/evaluate/required.h"
#include "engine/explain/explanation.h"
#include "engine/source/utf8.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

void RequireText(std::string_view text, std::string_view what) {
  Require(!text.empty(), what, "it is empty");
  Require(FirstInvalidUtf8(text) == kAllValid, what, "it is not UTF-8");
}

void RequirePlace(const Span& span, const Sources& sources, std::string_view message) {
  Require(span.known(), "a diagnostic has a place", message);
  Require(span.file < sources.files().size(), "a diagnostic names a file that was read", message);
  const std::string_view text = sources.files()[span.file].text;
  const auto lines = static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  Require(span.line <= lines, "a diagnostic names a line of its file", message);
  // The end of a line, and of the line break that belongs to it, are places too.
  const size_t width = sources.line(span.file, span.line).size();
  Require(span.column >= 1 && span.column <= width + 2, "a diagnostic names a column of its line",
          message);
  Require(span.length >= 1, "a diagnostic underlines something", message);
}

}  // namespace

void RequireTold(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                 bool accepted) {
  Require(accepted == !HasErrors(diagnostics), "there is a value exactly when there is no error");
  for (const Diagnostic& diagnostic : diagnostics) {
    RequireText(diagnostic.message, "a diagnostic has a message");
    RequireText(diagnostic.code, "a diagnostic has a code");
    RequirePlace(diagnostic.span, sources, diagnostic.message);
  }
  const std::string shown = RenderAll(diagnostics, sources);
  Require(FirstInvalidUtf8(shown) == kAllValid, "what is shown is UTF-8");
  Require(shown.empty() == diagnostics.empty(), "diagnostics are shown");
}

void RequireTold(const std::vector<Violation>& violations) {
  Require(!violations.empty(), "a refusal says why");
  for (const Violation& violation : violations) {
    RequireText(violation.message, "a violation has a message");
    RequireText(violation.reason, "a violation has a reason");
    Require(FirstInvalidUtf8(violation.path) == kAllValid, "a path is UTF-8");
  }
}

void RequireTravels(const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();
  std::unique_ptr<google::protobuf::Message> copy(message.New());
  Require(copy->ParseFromString(bytes), "a message is valid on the wire", message.DebugString());
  Require(copy->SerializeAsString().size() == bytes.size(), "a message reads back as it was");
}

bool AccountRun::Answer(const Account& account, const BindOptions& options) {
  rendered_.clear();
  const std::vector<Violation> violations = Bind(plan_, account, options, Limits{}, facts_);
  if (!violations.empty()) {
    RequireTold(violations);
    return false;
  }
  const absl::Status status = Evaluate(plan_, facts_, scratch_, evaluation_);
  if (!status.ok()) {
    Require(status.code() == absl::StatusCode::kFailedPrecondition,
            "an evaluation is refused only for a value that the pack requires");
    RequireTold(RequiredViolations(plan_, evaluation_));
    return false;
  }
  RequireWithinLimits(plan_, facts_, evaluation_);
  Tell(account, options);
  return true;
}

void AccountRun::Tell(const Account& account, const BindOptions& options) {
  rendered_ = Render(plan_, facts_, evaluation_);
  RequireText(rendered_, "an answer can be told");
  for (const v1::ExplanationLevel level :
       {v1::EXPLANATION_LEVEL_NONE, v1::EXPLANATION_LEVEL_SUMMARY, v1::EXPLANATION_LEVEL_FULL}) {
    v1::Evaluation message;
    wire::EvaluationToProto(plan_, facts_, evaluation_, {level, "en"}, message);
    RequireTravels(message);
  }
  TellQuestions(account, options);
  Require(Evaluate(plan_, facts_, scratch_, evaluation_).ok(), "an evaluation can be repeated");
  Require(Render(plan_, facts_, evaluation_) == rendered_, "the same facts give the same answer");
}

void AccountRun::TellQuestions(const Account& account, const BindOptions& options) {
  Limits limits;
  limits.max_answers_tried = 200;  // enough to meet each kind of answer over many inputs
  const Questions questions = Ask(plan_, account, options, limits, facts_, evaluation_);
  v1::Evaluation message;
  const wire::AnswerOptions full{v1::EXPLANATION_LEVEL_FULL, "id"};
  wire::EvaluationToProto(plan_, facts_, evaluation_, full, message);
  wire::QuestionsToProto(plan_, facts_, evaluation_, questions, full, message);
  RequireTravels(message);
}

}  // namespace bellwether::fuzz
