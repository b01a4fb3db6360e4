// Internal to the facts stage: one run of Bind, shared by its parts.
#ifndef BELLWETHER_ENGINE_FACTS_BINDER_H_
#define BELLWETHER_ENGINE_FACTS_BINDER_H_

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/civil_day.h"
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

  // All parts, in order. With `resolved` these are the signals, and not the account's.
  void BindAll(const std::vector<ResolvedSignal>* resolved = nullptr);

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
  void BindResolved(const std::vector<ResolvedSignal>& signals);
  // derived.cc:
  void DeriveFacts();  // S6, S7

  // For the parts.
  void Refuse(std::string path, const char* reason, std::string message);
  void Warn(std::string message) { facts.warnings.push_back(std::move(message)); }
  void Set(size_t slot, expression::Value value);
  void SetMissing(size_t slot, MissingReason reason);
  // Keeps a copy of `text` as long as the facts live.
  std::string_view Keep(std::string_view text);
  // A moment of the account with its civil day.
  struct Instant {
    absl::Time time;
    int32_t day = 0;  // since 1970-01-01
  };
  Instant At(const Moment& moment) const;
  static expression::Value ValueOf(const Instant& instant) {
    return expression::Value::Timestamp(instant.time, instant.day);
  }
  // Whether the moment lies between 1990 and 2100 (S10).
  bool IsInYears(const Moment& moment) const;
  // The same; refuses it otherwise. `path` makes the path: a text, or what returns one.
  template <typename Path>
  bool CheckYear(const Moment& moment, const Path& path) {
    if (IsInYears(moment)) return true;
    if constexpr (std::is_invocable_v<Path>) {
      RefuseYear(moment, path());
    } else {
      RefuseYear(moment, std::string(path));
    }
    return false;
  }
  // Civil day of an event date that has happened.
  std::optional<int32_t> EventDay(size_t slot) const;

  const Plan& plan;
  const Account& account;
  const BindOptions& options;
  const Limits& limits;
  Facts& facts;
  std::vector<Violation>& violations;

 private:
  void BindZone();
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
  void RefuseYear(const Moment& moment, std::string path);
  void BindMilestones();
  void BindMilestone(size_t index, BoundMilestone& milestone);
  void CompleteMilestone(size_t index, BoundMilestone& milestone);
  void UnifyMilestone(size_t index, BoundMilestone& milestone);
  void CheckMilestoneOrder();
};

// Null when the plan declares no such signal.
const ruleset::Signal* SignalNamed(const Plan& plan, std::string_view name);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_BINDER_H_
