// Tested by tests/server/pack_preview_test.cc and tests/server/store_preview_test.cc.
#include "server/rpc/pack_comparison.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "protos/wire/impact.h"
#include "protos/wire/packs.h"
#include "protos/wire/quantities.h"
#include "protos/wire/wire.h"
#include "server/rpc/analysis_request.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

void AddProblems(const LoadedSide& side,
                 google::protobuf::RepeatedPtrField<v1::PackDiagnostic>& messages) {
  for (const Diagnostic& diagnostic : side.diagnostics) {
    wire::DiagnosticToProto(diagnostic, side.sources, *messages.Add());
  }
}

}  // namespace

PackComparison::Preview::Preview(std::shared_ptr<const Plan> from_plan,
                                 std::shared_ptr<const Plan> to_plan, const BindOptions& bind,
                                 const Limits& limits, size_t top)
    : from(std::move(from_plan)),
      to(std::move(to_plan)),
      pair(*from, *to),
      comparer(pair, bind, limits),
      tally(pair, top),
      rules(*to) {}

grpc::Status PackComparison::Ask(const CallContext& call, const Question& question) {
  std::vector<Violation> violations;
  grpc::Status status = ReadSource(call, question.from, "from", from_, violations);
  if (status.ok() && question.to.source_case() != v1::PackSource::SOURCE_NOT_SET) {
    status = ReadSource(call, question.to, "to", to_, violations);
  } else if (status.ok()) {
    violations.push_back({"to", "MISSING_FIELD",
                          "there is no new pack; send its files, or the digest of one that the "
                          "server has"});
  }
  if (!status.ok()) return status;
  bind_ = ReadAnalysisOptions(question.options, call.received, violations);
  if (!question.options.pack().empty()) {
    violations.push_back(
        {"options.pack", "NOT_ALLOWED", "there are two packs; name them in `from` and `to`"});
  }
  if (question.top && (*question.top < 0 || *question.top > kMostPreviewTop)) {
    violations.push_back({"top", "OUT_OF_RANGE",
                          absl::StrCat(*question.top, " is not between 0 and ", kMostPreviewTop)});
  }
  if (question.top) top_ = static_cast<size_t>(std::max(0, *question.top));
  return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
}

grpc::Status PackComparison::ReadSource(const CallContext& call, const v1::PackSource& source,
                                        const std::string& path, AskedPack& asked,
                                        std::vector<Violation>& violations) const {
  return ReadPackSource(environment_.packs, *call.origin.caller, source, path, environment_.limits,
                        asked, violations);
}

grpc::Status PackComparison::LoadPacks(const Stop& stop) {
  const LoadedSide from = LoadSide(from_, environment_.limits);
  if (stop.requested()) return grpc::Status::OK;
  const LoadedSide to = LoadSide(to_, environment_.limits);
  from_ = {};
  to_ = {};
  if (from.plan == nullptr || to.plan == nullptr) {
    AddProblems(from, *problems_.mutable_from());
    AddProblems(to, *problems_.mutable_to());
    return grpc::Status::OK;
  }
  std::vector<Violation> violations;
  for (const Plan* plan : {from.plan.get(), to.plan.get()}) {
    if (violations.empty()) violations = CheckBindOptions(*plan, bind_, environment_.limits);
  }
  for (Violation& violation : violations) violation.path = "options." + violation.path;
  if (!violations.empty()) return InvalidFields(violations);
  preview_.emplace(from.plan, to.plan, bind_, environment_.limits, top_);
  return grpc::Status::OK;
}

template <typename Message>
void PackComparison::WriteGround(Message& message) const {
  wire::PackInfoToProto(*preview_->from, *message.mutable_from());
  wire::PackInfoToProto(*preview_->to, *message.mutable_to());
  wire::MomentToProto(bind_.as_of, *message.mutable_as_of());
}

void PackComparison::WriteHead(v1::PreviewHead& head) const { WriteGround(head); }

void PackComparison::Compare(const Told& account, v1::PreviewProgress& progress) {
  const bool compared = preview_->comparer.Compare(*account.from, *account.to, change_);
  if (compared && account.violations.empty()) {
    preview_->tally.Add(change_);
    preview_->rules.Add(preview_->comparer.to());
    ++count_;
    return;
  }
  impact::Refusal refusal = preview_->comparer.refusal();
  for (auto* side : {&refusal.from, &refusal.to}) {
    side->insert(side->begin(), account.violations.begin(), account.violations.end());
  }
  preview_->tally.Refuse(refusal);
  AddRefused(account.id, InvalidRequest(refusal.Together(), environment_.limits), progress);
}

void PackComparison::Refuse(std::string_view id, const grpc::Status& why,
                            v1::PreviewProgress& progress) {
  const Violation violation{"", "", why.error_message()};
  preview_->tally.Refuse({{violation}, {violation}});
  AddRefused(id, why, progress);
}

void PackComparison::AddRefused(std::string_view id, const grpc::Status& why,
                                v1::PreviewProgress& progress) {
  v1::RefusedAccount& refused = *progress.add_refused();
  refused.set_index(wire::CountToProto(count_++));
  refused.set_account_id(std::string(id));
  ErrorToProto(why, *refused.mutable_error());
}

void PackComparison::Conclude(v1::Impact& message) {
  const impact::Impact impact = preview_->tally.Finish();
  wire::ImpactToProto(preview_->pair.names(), impact, message);
  wire::RulesToProto(preview_->rules.rules(), message);
  WriteGround(message);
}

}  // namespace bellwether
