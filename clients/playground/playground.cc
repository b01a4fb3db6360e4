// Tested by tests/playground.
#include "clients/playground/playground.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "bellwether/v1/declarations.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/packs.pb.h"
#include "bellwether/v1/rules.pb.h"
#include "engine/accounts/json_record.h"
#include "engine/accounts/violations.h"
#include "engine/lint/checked.h"
#include "engine/questions/questions.h"
#include "google/rpc/error_details.pb.h"
#include "protos/wire/declarations.h"
#include "protos/wire/packs.h"
#include "protos/wire/wire.h"

namespace bellwether {
namespace {

// As a server answers: what people read, and more.
constexpr int kMostDiagnostics = 1'000;

template <typename Message>
Message Parsed(std::string_view bytes) {
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) message.Clear();
  return message;
}

std::string Marked(PlaygroundAnswer answer, const google::protobuf::MessageLite& message) {
  std::string bytes(1, static_cast<char>(answer));
  message.AppendToString(&bytes);
  return bytes;
}

std::string Refused(const std::vector<Violation>& violations) {
  google::rpc::BadRequest refusal;
  for (const Violation& violation : violations) {
    auto& problem = *refusal.add_field_violations();
    problem.set_field(violation.path);
    problem.set_reason(violation.reason);
    problem.set_description(violation.message);
  }
  return Marked(PlaygroundAnswer::kRefused, refusal);
}

// Whether so little could be read that the rest would be told about as missing.
bool IsIllegible(const AccountRecord& record) {
  return std::any_of(record.violations.begin(), record.violations.end(), [](const Violation& each) {
    return each.path.empty() || each.reason == reason::kSyntax ||
           each.reason == reason::kTooLarge || each.reason == reason::kInvalidUtf8;
  });
}

// What the reader found comes first, and nothing is said twice of one place.
std::vector<Violation> Together(std::vector<Violation> read, std::vector<Violation> bound) {
  for (Violation& violation : bound) {
    const bool known = std::any_of(read.begin(), read.end(), [&](const Violation& other) {
      return other.path == violation.path;
    });
    if (!known) read.push_back(std::move(violation));
  }
  return read;
}

}  // namespace

std::string Playground::Check(std::string_view files) {
  const Sources sources = wire::SourcesFromProto(Parsed<v1::PackFiles>(files));
  auto loaded = Load(sources, limits_);
  plan_ = std::move(loaded.value);
  v1::CheckPackResponse response;
  if (plan_ != nullptr) {
    wire::PackInfoToProto(*plan_, *response.mutable_pack());
    wire::ContentsToProto(*plan_, *response.mutable_contents());
  }
  int errors = 0, warnings = 0, allowed = 0;
  const lint::Checked checked = lint::CheckAll(std::move(loaded.diagnostics), sources, limits_);
  for (const lint::Finding& finding : checked.findings) {
    const bool is_error = finding.what.severity == Severity::kError;
    ++(is_error ? errors : finding.allowed() ? allowed : warnings);
    if (response.diagnostics_size() == kMostDiagnostics) continue;
    wire::FindingToProto(finding, sources, *response.add_diagnostics());
  }
  response.set_errors(errors);
  response.set_warnings(warnings);
  response.set_allowed(allowed);
  return response.SerializeAsString();
}

std::string Playground::Declare(std::string_view options) const {
  if (plan_ == nullptr) return "";
  v1::PackDeclarations declarations;
  wire::DeclarationsToProto(*plan_, /*segment_row=*/0,
                            Parsed<v1::DeclarationsOptions>(options).language(), declarations);
  return declarations.SerializeAsString();
}

std::string Playground::Evaluate(std::string_view account, std::string_view options) {
  if (plan_ == nullptr) return std::string(1, static_cast<char>(PlaygroundAnswer::kNoPack));
  return Answer(account, options);
}

std::string Playground::Answer(std::string_view account, std::string_view options) {
  const auto asked = Parsed<v1::EvaluationOptions>(options);
  const wire::AnswerOptions answer = wire::AnswerOptionsFromProto(asked);
  AccountRecord record = ReadJsonRecord(account, {}, limits_);
  if (IsIllegible(record)) return Refused(record.violations);
  std::vector<Violation> violations;
  const BindOptions bind = wire::OptionsFromProto(asked, absl::UnixEpoch(), violations);
  const absl::Status status = EvaluateAccount(*plan_, record.account, bind, limits_, memory_,
                                              violations, wire::WantedFor(answer));
  if (!status.ok() || !record.ok()) {
    return Refused(Together(std::move(record.violations), std::move(violations)));
  }
  Questions questions;
  if (wire::WantsQuestions(answer)) {
    questions = Ask(*plan_, record.account, bind, limits_, memory_.facts, memory_.evaluation);
  }
  v1::Evaluation evaluation;
  wire::AnswerToProto(*plan_, memory_.facts, memory_.evaluation, questions, answer, evaluation);
  return Marked(PlaygroundAnswer::kEvaluation, evaluation);
}

}  // namespace bellwether
