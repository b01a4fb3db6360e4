// Two orders of steps, each summed by itself and then halved. A stop without a raw score is left
// out, and its two steps become one.
//
// Tested by tests/engine/attribution/attribution_test.cc and
// tests/property/attribution_properties_test.cc.
#include "engine/attribution/raw_split.h"

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "engine/attribution/change_words.h"
#include "engine/attribution/score_parts.h"

namespace bellwether {
namespace {

// A step, and the stop that it leads to.
struct Step {
  ChangeKind kind;
  Known known;
  Pack pack;
};
using Order = std::array<Step, 4>;

constexpr Order kPackLast = {{
    {ChangeKind::kStaleness, Known::kAged, Pack::kOld},
    {ChangeKind::kData, Known::kNewValues, Pack::kOld},
    {ChangeKind::kCoverage, Known::kNew, Pack::kOld},
    {ChangeKind::kConfiguration, Known::kNew, Pack::kNew},
}};
constexpr Order kPackFirst = {{
    {ChangeKind::kConfiguration, Known::kOld, Pack::kNew},
    {ChangeKind::kStaleness, Known::kAged, Pack::kNew},
    {ChangeKind::kCoverage, Known::kNewPresence, Pack::kNew},
    {ChangeKind::kData, Known::kNew, Pack::kNew},
}};

// From one stop with a raw score to the next.
struct Leg {
  ChangeKind kind = ChangeKind::kTogether;
  Pack from_pack = Pack::kOld;
  Pack to_pack = Pack::kOld;
  const Stop* from = nullptr;
  const Stop* to = nullptr;
};

using PlanPair = std::pair<const Plan*, const Plan*>;

class RawSplitter {
 public:
  RawSplitter(const Stops& stops, const ModelPair& model, bool backward)
      : stops_(stops), model_(model), backward_(backward) {}

  std::vector<ChangeLine> Run() {
    const std::vector<Leg> last = LegsOf(kPackLast);
    const std::vector<Leg> first = LegsOf(kPackFirst);
    // The order with more of its steps apart says more; as a rule both have all.
    const double share = last.size() == first.size() ? 0.5 : 1;
    if (last.size() >= first.size()) Add(last, share);
    if (first.size() >= last.size()) Add(first, share);
    std::vector<ChangeLine> lines;
    for (auto& [key, line] : lines_) {
      if (line.points != 0) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  uint32_t IndexIn(Pack pack) const {
    return pack == Pack::kOld ? model_.old_pack : model_.new_pack;
  }

  bool HasScore(const Stop& stop, Pack pack) const {
    return stop.accepted && ScoreParts::Apply(*stop.evaluation, IndexIn(pack));
  }

  std::vector<Leg> LegsOf(const Order& order) const {
    std::vector<Leg> legs;
    Leg leg;
    leg.from = &stops_.At(Known::kOld, Pack::kOld);
    size_t steps = 0;
    for (const Step& step : order) {
      if (step.kind == ChangeKind::kStaleness && !stops_.time_passes()) continue;
      const Stop& stop = stops_.At(step.known, step.pack);
      ++steps;
      if (!HasScore(stop, step.pack)) continue;
      leg.kind = steps == 1 ? step.kind : ChangeKind::kTogether;
      leg.to = &stop;
      leg.to_pack = step.pack;
      legs.push_back(leg);
      leg.from = &stop;
      leg.from_pack = step.pack;
      steps = 0;
    }
    return legs;
  }

  void Add(const std::vector<Leg>& legs, double share) {
    for (const Leg& leg : legs) Add(leg, share);
  }

  void Add(const Leg& leg, double share) {
    if (leg.from->evaluation == leg.to->evaluation) return;  // nothing moves
    const ScoreParts& split = PartsOf(leg);
    split.Split(*leg.from->evaluation, *leg.to->evaluation, parts_);
    for (size_t i = 0; i < parts_.size(); ++i) {
      ChangeLine& line = lines_[{leg.kind, split.names()[i]}];
      line.kind = leg.kind;
      line.name = split.names()[i];
      line.points += (backward_ ? -share : share) * parts_[i].sum();
      if (!line.changes.empty()) continue;
      const SeenComponent from{*leg.from, split.from_component(i)};
      const SeenComponent to{*leg.to, split.to_component(i)};
      line.changes = backward_ ? ChangesOf(to, from) : ChangesOf(from, to);
    }
  }

  // Most legs stay within one plan.
  const ScoreParts& PartsOf(const Leg& leg) {
    const PlanPair plans = {leg.from->plan, leg.to->plan};
    if (!split_ || plans != split_plans_) {
      split_.emplace(*plans.first, IndexIn(leg.from_pack), *plans.second, IndexIn(leg.to_pack));
      split_plans_ = plans;
    }
    return *split_;
  }

  const Stops& stops_;
  const ModelPair model_;
  const bool backward_;
  PlanPair split_plans_;
  std::optional<ScoreParts> split_;  // of these
  std::vector<ScorePart> parts_;
  std::map<std::pair<ChangeKind, std::string>, ChangeLine> lines_;
};

}  // namespace

std::vector<ChangeLine> SplitRawScore(const Stops& stops, const ModelPair& model, bool backward) {
  return RawSplitter(stops, model, backward).Run();
}

}  // namespace bellwether
