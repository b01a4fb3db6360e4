// From the engine's bound facts to the plain input of the hand-written rules. Not part of what is
// measured: it may look up names and allocate.
//
//   const auto reader = saas::InputReader::For(plan);   // once for a plan of rules/saas
//   const auto owned = reader->Read(facts);             // once for an account
//   saas::Evaluate((*owned)->input, output);
//
// FAILED_PRECONDITION when the pack or the account holds what the hand-written rules do not know: a
// name that is not there, an ageing value, a set of benchmarks that was asked for.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_OF_FACTS_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_OF_FACTS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "tests/bench/by_hand/input.h"

namespace bellwether::saas {

// An input and what it points to.
struct OwnedInput {
  OwnedInput() = default;
  OwnedInput(const OwnedInput&) = delete;
  OwnedInput& operator=(const OwnedInput&) = delete;

  Input input;
  std::vector<Milestone> milestones;
  std::vector<Override> overrides;
  std::vector<SeriesPoint> weekly_active;
  std::vector<SeriesPoint> dau_mau;
};

// Keeps indices into the plan, not the plan. Copy and share as you like.
class InputReader {
 public:
  static absl::StatusOr<InputReader> For(const Plan& plan);

  absl::StatusOr<std::unique_ptr<OwnedInput>> Read(const Facts& facts) const;

 private:
  template <typename Field>
  using Fields = std::vector<std::pair<uint32_t, Field Input::*>>;

  InputReader() = default;
  template <typename Field>
  void Resolve(const Plan& plan, const char* name, Field Input::*field, Fields<Field>& fields);
  void ResolveDates(const Plan& plan);
  void ResolveFacts(const Plan& plan);
  void ResolveNumbers(const Plan& plan);
  void ResolveDecisions(const Plan& plan);
  void ResolveTruths(const Plan& plan);
  void ResolveWords(const Plan& plan);
  void ReadAccount(const Facts& facts, Input& input) const;
  void ReadWords(const Facts& facts, Input& input) const;
  void ReadLists(const Facts& facts, OwnedInput& owned) const;

  Fields<Day> days_;
  Fields<Number> numbers_;
  Fields<Truth> truths_;
  Fields<Series> series_;
  Fields<Word<DelayCause>> delay_causes_;
  Fields<Word<Champion>> champions_;
  Fields<Word<Sponsor>> sponsors_;
  Fields<Word<AdminTraining>> trainings_;
  Fields<Word<Feedback>> feedback_;
  Fields<Word<RoiPath>> roi_paths_;
  std::vector<std::string> unknown_;  // names that the plan does not have
};

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_OF_FACTS_H_
