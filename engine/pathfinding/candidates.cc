// Words are few and all of them are values. Of numbers, every step counts up to a thousand; beyond
// them only the corners: what is done with a fact between two neighbouring edges of the pack is the
// same (plan/edges.h), so a goal that is reached between them is as a rule reached at an end.
//
// Tested by tests/engine/pathfinding/candidates_test.cc.
#include "engine/pathfinding/candidates.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/base/civil_day.h"
#include "engine/questions/answers.h"

namespace bellwether {
namespace {

using ruleset::Signal;
using ruleset::SignalType;

constexpr size_t kDense = 1'000;
constexpr size_t kMostCorners = 24;  // of one signal: more are thinned out evenly
constexpr int64_t kWellBeyond = 10;  // points past the last edge of a range without an end

bool IsWordy(SignalType type) { return type == SignalType::kBool || type == SignalType::kEnum; }
bool IsOther(SignalType type) {
  return type == SignalType::kSeries || type == SignalType::kText || type == SignalType::kTimestamp;
}

FactValue WordValue(const Signal& signal, const std::string& word) {
  if (signal.type == SignalType::kBool) return word == "true";
  return word;
}

bool IsWord(const FactValue& value, const std::string& word) {
  return !std::holds_alternative<std::monostate>(value) && ValueText(value) == word;
}

std::vector<std::string> WordsOf(const Plan& plan, const Signal& signal) {
  if (signal.type == SignalType::kBool) return {"true", "false"};
  return plan.slots[signal.slot].words;
}

// Points of the grid beside the edges, and its ends, as far as the range goes.
std::set<int64_t> CornersOf(const Grid& grid, const std::vector<double>& edges, double from) {
  std::set<int64_t> corners;
  const auto add = [&](int64_t point) {
    if (point >= grid.lowest() && point <= grid.highest()) corners.insert(point);
  };
  for (const double edge : edges) {
    const int64_t below = grid.Below(edge);
    for (const int64_t point : {below - 1, below, below + 1}) add(point);
  }
  const double first = edges.empty() ? from : std::min(from, edges.front());
  const double last = edges.empty() ? from : std::max(from, edges.back());
  const int64_t beyond = kWellBeyond + grid.Below(last) - grid.Below(first);
  add(std::max(grid.lowest(), grid.Below(first) - beyond));
  add(std::min(grid.highest(), grid.Below(last) + beyond));
  return corners;
}

std::set<int64_t> Thinned(const std::set<int64_t>& all) {
  if (all.size() <= kMostCorners) return all;
  const std::vector<int64_t> sorted(all.begin(), all.end());
  std::set<int64_t> kept;
  for (size_t i = 0; i < kMostCorners; ++i) {
    kept.insert(sorted[i * (sorted.size() - 1) / (kMostCorners - 1)]);
  }
  return kept;
}

// The values of one number, from the nearest to the farthest.
class NumberLine {
 public:
  NumberLine(const Grid& grid, double from, double effort)
      : grid_(grid), from_(from), effort_(effort), up_(grid.Below(from) + 1), down_(up_ - 1) {
    if (grid_.At(down_) == from_) --down_;
  }

  // Every step around `from`, and the corners beyond them.
  void Fill(const std::set<int64_t>& corners, Candidate& candidate) {
    while (candidate.values.size() < kDense && AddNearest(candidate)) {
    }
    candidate.dense = candidate.values.size();
    for (const int64_t corner : corners) {
      if (corner >= up_ || corner <= down_) candidate.values.push_back(At(corner));
    }
    const auto sparse = candidate.values.begin() + static_cast<std::ptrdiff_t>(candidate.dense);
    std::stable_sort(sparse, candidate.values.end(),
                     [](const auto& a, const auto& b) { return a.cost < b.cost; });
  }

 private:
  CandidateValue At(int64_t point) const {
    const double number = grid_.At(point);
    const int side = number > from_ ? 1 : -1;
    return {number, std::abs(number - from_) / effort_, point, side, false};
  }

  // Of two that are equally near the upper one comes first. False when there is none.
  bool AddNearest(Candidate& candidate) {
    const bool can_rise = up_ <= grid_.highest() && up_ >= grid_.lowest();
    const bool can_fall = down_ >= grid_.lowest() && down_ <= grid_.highest();
    if (!can_rise && !can_fall) return false;
    const bool rises = can_rise && (!can_fall || grid_.At(up_) - from_ <= from_ - grid_.At(down_));
    candidate.values.push_back(At(rises ? up_++ : down_--));
    return true;
  }

  const Grid& grid_;
  const double from_;
  const double effort_;
  int64_t up_;    // the next above
  int64_t down_;  // the next below
};

class Finder {
 public:
  Finder(const Plan& plan, const Facts& facts, const Facts& refreshed)
      : plan_(plan), facts_(facts), refreshed_(refreshed) {}

  void Look(uint32_t index, Candidates& found) const {
    const Signal& signal = plan_.signals[index];
    const MissingReason reason = facts_.reasons[signal.slot];
    if (reason == MissingReason::kNotApplicable) {
      found.left_out.push_back({index, LeftOutReason::kNotApplicable});
    } else if (IsOther(signal.type)) {
      found.left_out.push_back({index, LeftOutReason::kOtherType});
    } else {
      Candidate candidate;
      candidate.signal = index;
      candidate.reason = IsStale(signal.slot) ? MissingReason::kStale : reason;
      candidate.now = NowOf(signal.slot, candidate.reason);
      candidate.grid = Grid::Of(signal);
      AddTo(found, std::move(candidate));
    }
  }

 private:
  bool IsStale(uint32_t slot) const {
    return std::find(facts_.stale_slots.begin(), facts_.stale_slots.end(), slot) !=
           facts_.stale_slots.end();
  }

  // What the account says, also where it is too old; not what a policy put in its place.
  FactValue NowOf(uint32_t slot, MissingReason reason) const {
    if (reason == MissingReason::kStale) return ToFactValue(refreshed_.values[slot]);
    return reason == MissingReason::kNone ? ToFactValue(facts_.values[slot]) : FactValue();
  }

  void AddTo(Candidates& found, Candidate candidate) const {
    const Signal& signal = plan_.signals[candidate.signal];
    const std::optional<double> effort = EffortOf(signal);
    const bool has_values = IsWordy(signal.type) || candidate.grid.has_value();
    if (!has_values || (!candidate.missing() && !effort)) {
      found.left_out.push_back({candidate.signal, LeftOutReason::kNoEffort});
      return;
    }
    if (candidate.missing()) {
      AddAll(signal, candidate);
      found.tellable.push_back(std::move(candidate));
    } else {
      AddChanges(signal, *effort, candidate);
      found.changeable.push_back(std::move(candidate));
    }
  }

  std::set<int64_t> Corners(const Signal& signal, const Candidate& candidate, double from) const {
    return Thinned(CornersOf(*candidate.grid, NumberEdges(plan_, facts_, signal.slot), from));
  }

  // Other values than the present one; of what is too old that one as well.
  void AddChanges(const Signal& signal, double effort, Candidate& candidate) const {
    if (IsWordy(signal.type)) {
      AddWords(signal, 1 / effort, candidate);
    } else {
      const double from = std::get<double>(candidate.now);
      const std::set<int64_t> corners = Corners(signal, candidate, from);
      NumberLine(*candidate.grid, from, effort).Fill(corners, candidate);
      for (CandidateValue& value : candidate.values) value.corner = corners.contains(value.point);
    }
    if (candidate.reason != MissingReason::kStale) return;
    candidate.values.insert(candidate.values.begin(), {candidate.now, 0, 0, 0, true});
    ++candidate.dense;
  }

  void AddWords(const Signal& signal, double cost, Candidate& candidate) const {
    for (const std::string& word : WordsOf(plan_, signal)) {
      if (IsWord(candidate.now, word)) continue;
      candidate.values.push_back({WordValue(signal, word), cost, 0, 0, true});
    }
    candidate.dense = candidate.values.size();
  }

  // All values of something that is not known, rising.
  void AddAll(const Signal& signal, Candidate& candidate) const {
    if (IsWordy(signal.type)) return AddWords(signal, 0, candidate);
    const Grid& grid = *candidate.grid;
    const std::vector<double> edges = NumberEdges(plan_, facts_, signal.slot);
    const double from = signal.range.min.value_or(edges.empty() ? 0 : edges.front());
    std::set<int64_t> points = CornersOf(grid, edges, from);
    int64_t point = std::max(grid.lowest(), grid.Below(from));
    for (size_t i = 0; i < kDense && point <= grid.highest(); ++i) points.insert(point++);
    for (const int64_t each : points) {
      CandidateValue& value = candidate.values.emplace_back();
      value.value = grid.At(each);
      value.point = each;
    }
    candidate.dense = candidate.values.size();
  }

  const Plan& plan_;
  const Facts& facts_;
  const Facts& refreshed_;
};

// The account as if everything that is too old had been said again today.
Facts Refreshed(const Plan& plan, const Account& account, const BindOptions& options,
                const Limits& limits, const Facts& facts) {
  Account said_again = account;
  for (SignalInput& input : said_again.signals) {
    const uint32_t slot = plan.FindSlot(input.name);
    const auto& stale = facts.stale_slots;
    if (std::find(stale.begin(), stale.end(), slot) != stale.end()) input.observed_at.reset();
  }
  Facts refreshed;
  Bind(plan, said_again, options, limits, refreshed);
  return refreshed;
}

}  // namespace

Candidates CandidatesFor(const Plan& plan, const Account& account, const BindOptions& options,
                         const Limits& limits, const Facts& facts, const Goal& goal) {
  const Facts refreshed =
      facts.stale_slots.empty() ? Facts() : Refreshed(plan, account, options, limits, facts);
  const Finder finder(plan, facts, refreshed);
  Candidates found;
  for (uint32_t index = 0; index < plan.signals.size(); ++index) {
    if (goal.ListensTo(plan.signals[index].slot)) finder.Look(index, found);
  }
  return found;
}

}  // namespace bellwether
