// Tested by tests/server/rules_handlers_test.cc and tests/server/activation_handlers_test.cc.
#include "server/rpc/pack_listing.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "protos/wire/declarations.h"
#include "protos/wire/quantities.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/activation/activations.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/activation_handlers.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr uint32_t kMostOfPage = 100;
constexpr int kMostProblems = 100;

void LabelToProto(const RulesEnvironment& environment, const LabelledPack& pack,
                  v1::LabelState& message) {
  message.set_label(std::string(NameOf(pack.label)));
  message.set_origin(v1::PACK_ORIGIN_SOURCE);
  wire::TimeToProto(pack.snapshot->loaded_at, *message.mutable_activated_at());
  if (environment.activations == nullptr) return;
  const auto call = environment.activations->CallOf(pack.label, pack.snapshot->plan->digest);
  if (!call.has_value()) return;
  message.set_origin(v1::PACK_ORIGIN_CALL);
  *message.mutable_activated_at() = call->recorded_at();
  message.set_activated_by(call->requested_by());
  message.set_reason(call->reason());
  message.set_activation_id(call->id());
}

v1::Pack PackOf(const Snapshot& snapshot) {
  v1::Pack pack;
  pack.set_name(snapshot.plan->name);
  pack.set_version(snapshot.plan->version);
  pack.set_digest(snapshot.plan->digest);
  pack.set_source(snapshot.source);
  pack.set_revision(snapshot.revision);
  wire::TimeToProto(snapshot.loaded_at, *pack.mutable_loaded_at());
  return pack;
}

v1::Pack PackOf(const v1::PackInfo& stored) {
  v1::Pack pack;
  pack.set_name(stored.name());
  pack.set_version(stored.version());
  pack.set_digest(stored.digest());
  pack.set_source("upload");
  return pack;
}

v1::ReloadOutcome OutcomeToProto(ReloadOutcome outcome) {
  static_assert(v1::RELOAD_OUTCOME_TESTS_FAILED == kReloadOutcomes);
  return static_cast<v1::ReloadOutcome>(static_cast<int>(outcome) + 1);
}

void SourceToProto(const PackState& state, bool problems, v1::SourceState& message) {
  message.set_label(std::string(NameOf(state.label)));
  message.set_source(state.source);
  message.mutable_pack()->set_name(state.name);
  message.mutable_pack()->set_version(state.version);
  message.mutable_pack()->set_digest(state.digest);
  message.set_revision(state.revision);
  wire::TimeToProto(state.attempted_at, *message.mutable_attempted_at());
  message.set_outcome(OutcomeToProto(state.outcome));
  message.set_problem_count(wire::CountToProto(state.problem_count));
  for (const PackProblem& problem : state.problems) {
    if (!problems || message.problems_size() == kMostProblems) break;
    PackProblemToProto(problem, *message.add_problems());
  }
  if (state.broken_since) wire::TimeToProto(*state.broken_since, *message.mutable_broken_since());
  for (size_t i = 0; i < kReloadOutcomes; ++i) {
    if (state.attempts[i] == 0) continue;
    v1::OutcomeCount& count = *message.add_attempts();
    count.set_outcome(OutcomeToProto(static_cast<ReloadOutcome>(i)));
    count.set_count(wire::CountToProto(state.attempts[i]));
  }
}

// Of a pack that is loaded; of others nothing.
grpc::Status Declare(const RulesEnvironment& environment, absl::Time now, const std::string& digest,
                     const v1::DeclarationsOptions& asked, v1::GetPackResponse& response) {
  const SnapshotPointer snapshot = environment.packs.Find(digest);
  if (snapshot == nullptr) return grpc::Status::OK;
  const Plan& plan = *snapshot->plan;
  size_t row = 0;
  if (!asked.segment().empty()) {
    const auto segment = std::find(plan.segments.begin(), plan.segments.end(), asked.segment());
    if (segment == plan.segments.end()) {
      return InvalidFields(
          {{"declarations.segment", "UNKNOWN_SEGMENT",
            absl::StrCat("the pack has no such segment; it has ",
                         plan.segments.empty() ? "none" : absl::StrJoin(plan.segments, ", "))}});
    }
    row = static_cast<size_t>(segment - plan.segments.begin()) + 1;
  }
  const Plan& in_force = plan.InForce(plan.VariantFor(row, DayNumber(now, plan.time_zone)));
  wire::DeclarationsToProto(in_force, row, asked.language(), *response.mutable_declarations());
  return grpc::Status::OK;
}

std::vector<v1::Activation> ActivationsOf(const RulesEnvironment& environment,
                                          const v1::ListActivationsRequest& request) {
  if (environment.activations == nullptr) return {};
  std::vector<v1::Activation> all = request.pending_only() ? environment.activations->Pending()
                                                           : environment.activations->Recorded();
  std::erase_if(all, [&](const v1::Activation& one) {
    return !request.label().empty() && one.label() != request.label();
  });
  return all;
}

}  // namespace

void PackProblemToProto(const PackProblem& problem, v1::PackProblem& message) {
  message.set_severity(problem.is_error ? v1::DIAGNOSTIC_SEVERITY_ERROR
                                        : v1::DIAGNOSTIC_SEVERITY_WARNING);
  message.set_place(problem.place);
  message.set_message(problem.message);
}

std::vector<v1::Pack> LabelledPacks(const RulesEnvironment& environment) {
  std::vector<v1::Pack> packs;
  for (const LabelledPack& one : environment.packs.All()) {
    const std::string& digest = one.snapshot->plan->digest;
    auto pack = std::find_if(packs.begin(), packs.end(),
                             [&](const v1::Pack& known) { return known.digest() == digest; });
    if (pack == packs.end()) pack = packs.insert(packs.end(), PackOf(*one.snapshot));
    LabelToProto(environment, one, *pack->add_labels());
  }
  return packs;
}

std::vector<v1::Pack> AllPacks(const RulesEnvironment& environment) {
  std::vector<v1::Pack> packs = LabelledPacks(environment);
  if (environment.activations == nullptr) return packs;
  for (const v1::PackInfo& stored : environment.activations->Stored()) {
    const bool is_known = std::any_of(packs.begin(), packs.end(), [&](const v1::Pack& pack) {
      return pack.digest() == stored.digest();
    });
    if (!is_known) packs.push_back(PackOf(stored));
  }
  return packs;
}

std::vector<v1::SourceState> SourceStates(const RulesEnvironment& environment, bool problems) {
  std::vector<v1::SourceState> sources;
  if (environment.states == nullptr) return sources;
  for (const PackState& state : environment.states()) {
    v1::SourceState& source = sources.emplace_back();
    SourceToProto(state, problems, source);
    source.set_is_overridden(environment.activations != nullptr &&
                             environment.activations->IsOverridden(state.label));
  }
  return sources;
}

grpc::Status GetPack(const RulesEnvironment& environment, CallContext& call,
                     const v1::GetPackRequest& request, v1::GetPackResponse& response) {
  const Caller& caller = *call.origin.caller;
  std::string asked = request.pack();
  if (!caller.pack.empty()) {  // it sees its own alone
    SnapshotPointer own;
    const grpc::Status pinned = PinPack(environment.packs, caller, asked, own);
    if (!pinned.ok()) return pinned;
    asked = own->plan->digest;
  }
  const std::vector<v1::Pack> packs = AllPacks(environment);
  const auto found = std::find_if(packs.begin(), packs.end(), [&](const v1::Pack& pack) {
    const bool by_label =
        std::any_of(pack.labels().begin(), pack.labels().end(), [&](const v1::LabelState& one) {
          return one.label() == (asked.empty() ? NameOf(PackLabel::kActive) : asked);
        });
    return by_label || (asked.size() >= kShortDigestDigits &&
                        std::string_view(pack.digest()).starts_with(asked));
  });
  if (found == packs.end()) {
    SnapshotPointer since;  // published after the look
    const grpc::Status why = PinPack(environment.packs, caller, asked, since);
    return why.ok() ? NoPackYet() : why;
  }
  if (request.has_declarations()) {
    const grpc::Status declared =
        Declare(environment, call.received, found->digest(), request.declarations(), response);
    if (!declared.ok()) return declared;
  }
  *response.mutable_pack() = *found;
  for (v1::SourceState& source : SourceStates(environment, true)) {
    const bool is_of_it =
        std::any_of(found->labels().begin(), found->labels().end(),
                    [&](const v1::LabelState& one) { return one.label() == source.label(); });
    if (is_of_it) response.add_sources()->Swap(&source);
  }
  return grpc::Status::OK;
}

grpc::Status ListPacks(const RulesEnvironment& environment, CallContext& call,
                       const v1::ListPacksRequest& request, v1::ListPacksResponse& response) {
  if (const grpc::Status refused = RefuseTenantWithPack(*call.origin.caller); !refused.ok()) {
    return refused;
  }
  std::vector<Violation> violations;
  const std::string scope = ScopeOf(request);
  const uint32_t size = PageSize(request.page_size(), kMostOfPage, kMostOfPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  response.set_next_page_token(
      AddPage(AllPacks(environment), *start, size, scope,
              [&](const v1::Pack& pack) { *response.add_packs() = pack; }));
  if (start->offset > 0) return grpc::Status::OK;
  for (v1::SourceState& source : SourceStates(environment, true)) {
    response.add_sources()->Swap(&source);
  }
  return grpc::Status::OK;
}

// The newest first, and by how many are older: so what is recorded meanwhile moves nothing.
grpc::Status ListActivations(const RulesEnvironment& environment, CallContext& call,
                             const v1::ListActivationsRequest& request,
                             v1::ListActivationsResponse& response) {
  if (const grpc::Status refused = RefuseTenantWithPack(*call.origin.caller); !refused.ok()) {
    return refused;
  }
  std::vector<Violation> violations;
  if (!request.label().empty()) CheckLabel(request.label(), violations);
  const std::string scope = ScopeOf(request);
  const uint32_t size = PageSize(request.page_size(), kMostOfPage, kMostOfPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  const std::vector<v1::Activation> all = ActivationsOf(environment, request);
  const uint64_t known = all.size();
  const uint64_t begin = request.page_token().empty() ? known : std::min(start->offset, known);
  const uint64_t end = begin > size ? begin - size : 0;
  for (uint64_t i = begin; i > end; --i) *response.add_activations() = all[i - 1];
  if (end > 0) response.set_next_page_token(MakePageToken({end, ""}, scope));
  return grpc::Status::OK;
}

}  // namespace bellwether
