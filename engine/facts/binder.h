// Internal to the facts stage: one run of Bind, shared by its parts.
#ifndef BELLWETHER_ENGINE_FACTS_BINDER_H_
#define BELLWETHER_ENGINE_FACTS_BINDER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "engine/facts/facts.h"

namespace bellwether {

class Binder {
 public:
  Binder(const Plan& plan_in, const Account& account_in, const BindOptions& options_in,
         const Limits& limits_in, Facts& facts_out, std::vector<Violation>& violations_out)
      : plan(plan_in),
        account(account_in),
        options(options_in),
        limits(limits_in),
        facts(facts_out),
        violations(violations_out) {}

  // The parts, in order. bind.cc:
  void Reset();
  void BindIdentity();  // id, time zone, as_of, words, acv, seats
  void BindSet();       // the benchmark set asked for (S21)
  void BindHistory();   // previous bands, overrides, extension, dimension scores
  // bind_dates.cc:
  void BindDates();   // event dates and milestones, one fact where the pack says so (S7)
  void CheckOrder();  // S10
  // bind_signals.cc:
  void BindSignals();
  // derived.cc:
  void DeriveFacts();  // S6, S7

  // For the parts.
  void Refuse(std::string path, const char* reason, std::string message);
  void Warn(std::string message) { facts.warnings.push_back(std::move(message)); }
  void Set(size_t slot, expression::Value value);
  void SetMissing(size_t slot, MissingReason reason);
  // Keeps a copy of `text` as long as the facts live.
  std::string_view Keep(std::string_view text);
  absl::CivilDay Day(absl::Time time) const { return absl::ToCivilDay(time, facts.zone); }
  absl::CivilDay Today() const { return Day(facts.as_of); }
  // Whether the moment lies between 1990 and 2100; refuses it otherwise (S10).
  bool CheckYear(const Moment& moment, const std::string& path);
  // Civil day of an event date that has happened.
  std::optional<absl::CivilDay> EventDay(size_t slot) const;

  const Plan& plan;
  const Account& account;
  const BindOptions& options;
  const Limits& limits;
  Facts& facts;
  std::vector<Violation>& violations;

 private:
  void BindWord(std::string_view field, const std::string& word,
                const std::vector<std::string>& known, size_t slot, int32_t& index);
  void BindAmount(const char* field, const std::optional<double>& amount, size_t slot);
  void BindPreviousBands();
  void BindOverrides();
  void BindExtension();
  void BindDimensionScores();
  void ResolveDimension(const DimensionScore& given, const std::string& path);
  std::optional<uint32_t> ResolveModel(const std::string& name, const std::string& path);
  void BindEvent(size_t index);
  void BindMilestone(const MilestoneInput& input, const std::string& path);
  void UnifyMilestone(const MilestoneInput& input, const std::string& path,
                      BoundMilestone& milestone);
  void CheckMilestoneOrder();
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_BINDER_H_
