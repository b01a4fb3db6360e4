// Packs are loaded and accounts evaluated on a worker; what is wrong with the request itself is
// said before.
//
// Tested by tests/server/analysis_handlers_test.cc.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/attribution/attribution.h"
#include "protos/wire/comparison.h"
#include "protos/wire/wire.h"
#include "server/rpc/analysis_request.h"
#include "server/rpc/pack_source.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// A side as it was asked about.
struct AskedSide {
  AskedPack pack;
  v1::Account account;
  BindOptions options;
};

struct Comparison {
  AskedSide before, after;
  bool one_pack = false;  // that of `after` is meant for both
  std::string model;
  std::string language;
  Limits limits;
};

void Require(const v1::CompareEvaluationsRequest& request, std::vector<Violation>& violations) {
  if (!request.has_before()) {
    violations.push_back({"before", "MISSING_FIELD",
                          "there is nothing to compare with; give an account, a pack or a moment"});
  }
  if (!request.after().has_account()) {
    violations.push_back(
        {"after.account", "MISSING_FIELD", "the request has no account; give at least its id"});
  }
}

// The moment of a side; that of the request, or of the other side, where it states none.
void ReadMoment(const v1::ComparedSide& side, const std::string& path, BindOptions& options,
                std::vector<Violation>& violations) {
  if (!side.has_as_of()) return;
  const auto moment = wire::MomentFromProto(side.as_of(), path + ".as_of", violations);
  options.as_of = moment.value_or(options.as_of);
}

bool HasSource(const v1::ComparedSide& side) {
  return side.pack().source_case() != v1::PackSource::SOURCE_NOT_SET;
}

grpc::Status ReadPacks(const ScoringEnvironment& environment, const Caller& caller,
                       const v1::CompareEvaluationsRequest& request, Comparison& comparison,
                       std::vector<Violation>& violations) {
  v1::PackSource after = request.after().pack();
  if (!HasSource(request.after())) after.set_digest(request.options().pack());
  const auto read = [&](const v1::PackSource& source, const char* path, AskedSide& side) {
    return ReadPackSource(environment.packs, caller, source, path, environment.limits, side.pack,
                          violations);
  };
  const grpc::Status status = read(after, "after.pack", comparison.after);
  comparison.one_pack = !HasSource(request.before());
  if (!status.ok() || comparison.one_pack) return status;
  return read(request.before().pack(), "before.pack", comparison.before);
}

// The two sides, loaded. All that is wrong with both is said at once.
grpc::Status LoadPacks(const Comparison& comparison, const Stop& stop, LoadedSide& before,
                       LoadedSide& after) {
  after = LoadSide(comparison.after.pack, comparison.limits);
  if (stop.requested()) return grpc::Status::OK;
  before = comparison.one_pack ? after : LoadSide(comparison.before.pack, comparison.limits);
  std::vector<Violation> violations;
  if (!comparison.one_pack) AddPackProblems(before, "before.pack", violations);
  AddPackProblems(after, "after.pack", violations);
  if (violations.empty())
    CheckModel({after.plan.get(), before.plan.get()}, comparison.model, violations);
  return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
}

grpc::Status Compare(const Comparison& comparison, const Stop& stop,
                     const AnswerSink<v1::CompareEvaluationsResponse>& answer) {
  LoadedSide old_pack, new_pack;
  const grpc::Status loaded = LoadPacks(comparison, stop, old_pack, new_pack);
  if (!loaded.ok() || stop.requested()) return loaded;
  Analysed before, after;
  Analyse(*old_pack.plan, comparison.before.account, comparison.before.options, comparison.limits,
          "before.account", before);
  Analyse(*new_pack.plan, comparison.after.account, comparison.after.options, comparison.limits,
          "after.account", after);
  std::vector<Violation> violations = before.violations;
  violations.insert(violations.end(), after.violations.begin(), after.violations.end());
  if (!violations.empty()) {
    const bool only_missing = (before.violations.empty() || before.only_missing) &&
                              (after.violations.empty() || after.only_missing);
    return RefuseAnalysis(violations, only_missing);
  }
  const ComparedAccount old_side{*old_pack.plan, before.account, comparison.before.options,
                                 before.memory.facts, before.memory.evaluation};
  const ComparedAccount new_side{*new_pack.plan, after.account, comparison.after.options,
                                 after.memory.facts, after.memory.evaluation};
  v1::CompareEvaluationsResponse response;
  wire::ComparisonToProto(old_side, new_side,
                          Attribute(old_side, new_side, comparison.limits, comparison.language),
                          comparison.model, response);
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status CompareEvaluations(const ScoringEnvironment& environment, CallContext& call,
                                const v1::CompareEvaluationsRequest& request,
                                LongWork<v1::CompareEvaluationsResponse>& work) {
  std::vector<Violation> violations;
  auto comparison = std::make_shared<Comparison>();
  const grpc::Status packs =
      ReadPacks(environment, *call.origin.caller, request, *comparison, violations);
  if (!packs.ok()) return packs;
  Require(request, violations);
  AskedSide &before = comparison->before, &after = comparison->after;
  after.options = ReadAnalysisOptions(request.options(), call.received, violations);
  ReadMoment(request.after(), "after", after.options, violations);
  before.options = after.options;
  ReadMoment(request.before(), "before", before.options, violations);
  if (!violations.empty()) return InvalidFields(violations);
  after.account = request.after().account();
  before.account = request.before().has_account() ? request.before().account() : after.account;
  comparison->model = request.model();
  comparison->language = request.options().language();
  comparison->limits = environment.limits;
  work = [comparison](const Stop& stop, const AnswerSink<v1::CompareEvaluationsResponse>& answer) {
    return Compare(*comparison, stop, answer);
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
