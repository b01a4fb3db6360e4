// Stages of an evaluation that can be left out, and which of them need which.
//
//   const Stages asked = {Stage::kFlags};
//   plan.stage_needs.Close(asked)     // and those whose outcomes the pack's flags read
//
// Plain data; thread-safe once the plan is built.
#ifndef BELLWETHER_ENGINE_PLAN_STAGES_H_
#define BELLWETHER_ENGINE_PLAN_STAGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace bellwether {

struct Plan;

// In the order in which they run (S14). Each reads outcomes of those before it at most.
enum class Stage : uint8_t {
  kBenchmarks,
  kHealth,
  kFlags,
  kGraduation,
  kExtension,
  kForecast,
  kProgramme,
};
inline constexpr size_t kStageCount = 7;

class Stages {
 public:
  constexpr Stages() = default;
  constexpr Stages(std::initializer_list<Stage> stages) {
    for (const Stage stage : stages) bits_ |= Bit(stage);
  }
  static constexpr Stages All() { return FromBits((1U << kStageCount) - 1); }
  static constexpr Stages FromBits(uint8_t bits) {
    Stages stages;
    stages.bits_ = bits;
    return stages;
  }

  constexpr bool Has(Stage stage) const { return (bits_ & Bit(stage)) != 0; }
  constexpr bool Meets(Stages other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool none() const { return bits_ == 0; }
  constexpr Stages& operator|=(Stages other) {
    bits_ |= other.bits_;
    return *this;
  }
  friend constexpr Stages operator|(Stages a, Stages b) { return a |= b; }
  friend constexpr bool operator==(Stages a, Stages b) = default;

 private:
  static constexpr uint8_t Bit(Stage stage) {
    return static_cast<uint8_t>(1U << static_cast<uint8_t>(stage));
  }

  uint8_t bits_ = 0;
};

struct StageNeeds {
  // By stage: those whose outcomes its rules read.
  std::array<Stages, kStageCount> reads;
  // Those that may refuse an account, which never depends on what is asked for.
  Stages always;

  // What has to run for the outcomes of `asked`.
  Stages Close(Stages asked) const;
};

// Total; needs everything of the plan but its own stage_needs.
StageNeeds FindStageNeeds(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_STAGES_H_
