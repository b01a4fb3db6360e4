// The steps of a call beside the engine's evaluation, each alone: from the bytes of a request to
// the bytes of its answer.
#include <string>
#include <vector>

#include "bellwether/v1/scoring.pb.h"
#include "benchmark/benchmark.h"
#include "google/protobuf/arena.h"
#include "protos/wire/wire.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/bound_accounts.h"

namespace bellwether::bench {
namespace {

v1::EvaluateRequest FirstRequest() {
  v1::EvaluateRequest request;
  wire::AccountToProto(SaasAccounts().accounts[0], *request.mutable_account());
  wire::MomentToProto(*ParseMoment(kBenchAsOf), *request.mutable_options()->mutable_as_of());
  return request;
}

void DecodeRequest(benchmark::State& state) {
  const std::string bytes = FirstRequest().SerializeAsString();
  google::protobuf::Arena arena;
  for (auto _ : state) {
    auto* request = google::protobuf::Arena::CreateMessage<v1::EvaluateRequest>(&arena);
    benchmark::DoNotOptimize(request->ParseFromString(bytes));
    arena.Reset();
  }
}
BENCHMARK(DecodeRequest)->Name("call/1_decode");

void ConvertRequest(benchmark::State& state) {
  const v1::EvaluateRequest request = FirstRequest();
  Account account;
  std::vector<Violation> violations;
  for (auto _ : state) {
    wire::AccountFromProto(request.account(), account, violations);
    benchmark::DoNotOptimize(account.signals.data());
  }
}
BENCHMARK(ConvertRequest)->Name("call/2_convert");

void BindAccount(benchmark::State& state) {
  const BoundAccounts& bound = SaasAccounts();
  const BindOptions options = BenchBindOptions();
  Facts facts;
  size_t next = 0;
  for (auto _ : state) {
    const auto violations = Bind(*bound.plan, bound.accounts[next], options, Limits(), facts);
    if (!violations.empty()) state.SkipWithError("an account was refused");
    next = (next + 1) % bound.accounts.size();
  }
}
BENCHMARK(BindAccount)->Name("call/3_bind");

// The answer as a message, and as bytes.
void Answer(benchmark::State& state, v1::ExplanationLevel level, bool encode) {
  const BoundAccounts& bound = SaasAccounts();
  Scratch scratch;
  Evaluation evaluation;
  if (!Evaluate(*bound.plan, bound.facts[0], scratch, evaluation).ok()) {
    state.SkipWithError("the account was not evaluated");
  }
  wire::AnswerOptions options;
  options.explanation = level;
  google::protobuf::Arena arena;
  std::string bytes;
  for (auto _ : state) {
    auto* message = google::protobuf::Arena::CreateMessage<v1::Evaluation>(&arena);
    wire::EvaluationToProto(*bound.plan, bound.facts[0], evaluation, options, *message);
    if (encode) message->SerializeToString(&bytes);
    benchmark::DoNotOptimize(message);
    arena.Reset();
  }
  if (encode) state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK_CAPTURE(Answer, none, v1::EXPLANATION_LEVEL_NONE, false)->Name("call/5_answer_none");
BENCHMARK_CAPTURE(Answer, summary, v1::EXPLANATION_LEVEL_SUMMARY, false)
    ->Name("call/5_answer_summary");
BENCHMARK_CAPTURE(Answer, full, v1::EXPLANATION_LEVEL_FULL, false)->Name("call/5_answer_full");
BENCHMARK_CAPTURE(Answer, none_encoded, v1::EXPLANATION_LEVEL_NONE, true)
    ->Name("call/6_answer_none_encoded");

}  // namespace
}  // namespace bellwether::bench
