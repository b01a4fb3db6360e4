// Tested by tests/engine/testing/shrink_test.cc.
#include "engine/testing/shrink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/accounts/account_fields.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

constexpr int kMostRounds = 8;
constexpr int kMostDecimals = 6;  // of a number that is no simpler than it was
constexpr char kPlainId[] = "account";

// Fewer characters are simpler, then smaller numbers.
bool IsSimpler(double a, double b) {
  const size_t length_a = FormatNumber(a).size(), length_b = FormatNumber(b).size();
  if (length_a != length_b) return length_a < length_b;
  return std::abs(a) < std::abs(b);
}

// The simplest one first.
std::vector<double> SimplerThan(double number) {
  std::vector<double> simpler = {0, 1};
  double unit = 1e6;
  for (int digits = -6; digits <= kMostDecimals; ++digits, unit /= 10) {
    const double units = RoundForDisplay(number / unit, kMostDecimals);  // 0.7 is seven tenths
    simpler.push_back(std::floor(units) * unit);
    simpler.push_back(std::ceil(units) * unit);
  }
  for (double& one : simpler) one = RoundForDisplay(one, kMostDecimals);
  std::erase_if(simpler, [number](double one) { return !IsSimpler(one, number); });
  std::sort(simpler.begin(), simpler.end(), IsSimpler);
  simpler.erase(std::unique(simpler.begin(), simpler.end()), simpler.end());
  return simpler;
}

class Shrinker {
 public:
  Shrinker(PropertyTrial trial, const std::function<bool(const PropertyTrial&)>& shows)
      : trial_(std::move(trial)), shows_(shows) {}

  PropertyTrial Run() {
    Try([](PropertyTrial& trial) { trial.account.id = kPlainId; });
    for (int round = 0; round < kMostRounds; ++round) {
      changed_ = false;
      LeaveOut();
      Simplify();
      if (!changed_) break;
    }
    return std::move(trial_);
  }

 private:
  template <typename Change>
  bool Try(Change change) {
    PropertyTrial smaller = trial_;
    change(smaller);
    if (!shows_(smaller)) return false;
    trial_ = std::move(smaller);
    changed_ = true;
    return true;
  }

  // Sets to nothing what `find` refers to, where it is something.
  template <typename Find>
  void Clear(Find find) {
    auto& value = find(trial_);
    std::remove_reference_t<decltype(value)> nothing{};
    if (IsNothing(value)) return;
    Try([&](PropertyTrial& trial) { find(trial) = nothing; });
  }

  static bool IsNothing(const std::string& text) { return text.empty(); }
  static bool IsNothing(const EventDate& date) { return date.index() == 0; }
  template <typename T>
  static bool IsNothing(const std::optional<T>& value) {
    return !value.has_value();
  }

  // From the end: what is left keeps its place.
  template <typename Find>
  void Drop(Find find) {
    for (size_t i = find(trial_).size(); i-- > 0;) {
      Try([&](PropertyTrial& trial) {
        auto& list = find(trial);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
  }

  void LeaveOut() {
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.series; });
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.signals; });
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.milestones; });
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.overrides; });
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.dimension_scores; });
    Drop([](PropertyTrial & trial) -> auto& { return trial.account.previous_bands; });
    LeaveOutFields();
    for (size_t i = 0; i < trial_.account.signals.size(); ++i) {
      Clear([i](PropertyTrial & trial) -> auto& { return trial.account.signals[i].observed_at; });
    }
    for (size_t i = 0; i < trial_.account.series.size(); ++i) {
      Drop([i](PropertyTrial & trial) -> auto& { return trial.account.series[i].points; });
    }
    for (size_t i = 0; i < trial_.account.milestones.size(); ++i) LeaveOutOfMilestone(i);
    for (size_t i = 0; i < trial_.account.overrides.size(); ++i) LeaveOutOfOverride(i);
  }

  void LeaveOutFields() {
    for (const TextFieldInfo& field : kTextFields) {
      if (field.member == &Account::id) continue;
      Clear([&field](PropertyTrial & trial) -> auto& { return trial.account.*field.member; });
    }
    for (const NumberFieldInfo& field : kNumberFields) {
      Clear([&field](PropertyTrial & trial) -> auto& { return trial.account.*field.member; });
    }
    for (size_t i = 0; i < kEventFieldCount; ++i) {
      Clear([i](PropertyTrial & trial) -> auto& { return trial.account.dates[i]; });
    }
    Clear([](PropertyTrial & trial) -> auto& { return trial.account.extension.granted_days; });
    Clear([](PropertyTrial & trial) -> auto& { return trial.account.extension.requested_days; });
  }

  void LeaveOutOfMilestone(size_t i) {
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.milestones[i].planned_at; });
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.milestones[i].completed_at; });
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.milestones[i].critical; });
  }

  void LeaveOutOfOverride(size_t i) {
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.overrides[i].author; });
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.overrides[i].reason; });
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.overrides[i].set_at; });
    Clear([i](PropertyTrial & trial) -> auto& { return trial.account.overrides[i].expires_at; });
  }

  // `find` gives a number, or null where there is none.
  template <typename Find>
  void SimplifyAt(Find find) {
    const double* number = find(trial_);
    if (number == nullptr) return;
    for (const double simpler : SimplerThan(*number)) {
      if (Try([&](PropertyTrial& trial) { *find(trial) = simpler; })) return;
    }
  }

  void Simplify() {
    SimplifyAt([](PropertyTrial& trial) { return std::get_if<double>(&trial.more); });
    for (size_t i = 0; i < trial_.account.signals.size(); ++i) {
      SimplifyAt([i](PropertyTrial& trial) {
        return std::get_if<double>(&trial.account.signals[i].value);
      });
    }
    for (size_t s = 0; s < trial_.account.series.size(); ++s) {
      for (size_t i = 0; i < trial_.account.series[s].points.size(); ++i) {
        SimplifyAt(
            [s, i](PropertyTrial& trial) { return &trial.account.series[s].points[i].value; });
      }
    }
    for (size_t i = 0; i < trial_.account.dimension_scores.size(); ++i) {
      SimplifyAt([i](PropertyTrial& trial) { return &trial.account.dimension_scores[i].score; });
    }
    for (size_t i = 0; i < trial_.account.overrides.size(); ++i) {
      SimplifyAt([i](PropertyTrial& trial) { return &trial.account.overrides[i].value; });
    }
    for (const NumberFieldInfo& field : kNumberFields) {
      SimplifyAt([&field](PropertyTrial& trial) -> double* {
        auto& number = trial.account.*field.member;
        return number ? &*number : nullptr;
      });
    }
  }

  PropertyTrial trial_;
  const std::function<bool(const PropertyTrial&)>& shows_;
  bool changed_ = false;
};

}  // namespace

PropertyTrial Shrunk(PropertyTrial trial, const std::function<bool(const PropertyTrial&)>& shows) {
  return Shrinker(std::move(trial), shows).Run();
}

}  // namespace bellwether
