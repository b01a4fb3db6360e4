// Models of two packs, pair by pair: their ends, why there is no arithmetic, or its lines.
//
// Tested by tests/engine/attribution/attribution_test.cc and
// tests/property/attribution_properties_test.cc.
#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/attribution/attribution.h"
#include "engine/attribution/behind_raw.h"
#include "engine/attribution/change_words.h"
#include "engine/attribution/outcome_changes.h"
#include "engine/attribution/raw_split.h"
#include "engine/attribution/score_parts.h"
#include "engine/attribution/stops.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

uint32_t ModelNamed(const Plan& plan, const std::string& name) {
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    if (plan.model_notes[i].name == name) return i;
  }
  return kNoIndex;
}

std::string PrimaryOf(const ComparedAccount& side) {
  const uint32_t primary = side.evaluation.primary;
  return primary == kNoIndex ? "" : side.plan.model_notes[primary].name;
}

ScoreEnd EndOf(const ComparedAccount& side, uint32_t model) {
  ScoreEnd end;
  if (model == kNoIndex) return end;
  const PlanModel& planned = side.plan.models[model];
  const ModelResult& result = side.evaluation.models[model];
  end.defined = true;
  end.state = result.state;
  end.primary = side.evaluation.primary == model;
  end.coverage = result.coverage;
  end.precision = planned.precision;
  end.place = PlaceOf(side.plan, side.plan.model_notes[model].location);
  if (!result.has_score()) return end;
  end.score = result.displayed;
  end.band = side.plan.band_notes[planned.bands.first + result.band].name;
  return end;
}

bool Applies(const ScoreEnd& end) { return end.defined && end.state != ModelState::kNotApplicable; }

// Whether it looked at its components.
bool IsEvaluated(const ScoreEnd& end) {
  return Applies(end) && end.state != ModelState::kNotEvaluated;
}

std::string CoverageText(double coverage) {
  return absl::StrCat(FormatNumber(RoundForDisplay(coverage * 100, 0)), " %");
}

// Why a side has nothing that could be split: a sentence about it, or "".
std::string WhyNoRaw(const char* when, const ComparedAccount& side, uint32_t model) {
  if (model == kNoIndex) return absl::StrCat(when, ", the pack has no such model");
  const ModelResult& result = side.evaluation.models[model];
  switch (result.state) {
    case ModelState::kNotApplicable:
      return absl::StrCat(when, ", the model does not apply");
    case ModelState::kNotEvaluated:
      return absl::StrCat(when, ", whether the model applies is not known");
    case ModelState::kInsufficientData:
      return absl::StrCat(when, ", too little is known for a score: coverage ",
                          CoverageText(result.coverage), ", at least ",
                          CoverageText(side.plan.models[model].min_coverage));
    case ModelState::kScored:
    case ModelState::kOverridden:
      break;
  }
  return result.has_raw
             ? ""
             : absl::StrCat(when, ", the score was set by hand and no data stand below it");
}

// The largest first; rounding, which is nobody's doing, last.
void Sort(std::vector<ChangeLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const ChangeLine& a, const ChangeLine& b) {
    const bool a_last = a.kind == ChangeKind::kRounding;
    const bool b_last = b.kind == ChangeKind::kRounding;
    if (a_last != b_last) return b_last;
    return std::fabs(a.points) > std::fabs(b.points);
  });
}

class Attributor {
 public:
  Attributor(const ComparedAccount& before, const ComparedAccount& after, const Limits& limits)
      : before_(before),
        after_(after),
        backward_(IsEarlier(after, before)),
        stops_(backward_ ? after : before, backward_ ? before : after, limits) {}

  Attribution Run(std::string_view language) {
    Attribution attribution;
    attribution.primary_before = PrimaryOf(before_);
    attribution.primary_after = PrimaryOf(after_);
    for (const PlanNote& note : after_.plan.model_notes) Add(note.name, attribution);
    for (const PlanNote& note : before_.plan.model_notes) {
      if (ModelNamed(after_.plan, note.name) == kNoIndex) Add(note.name, attribution);
    }
    attribution.outcomes = OutcomeChanges(before_, after_, language);
    return attribution;
  }

 private:
  void Add(const std::string& name, Attribution& attribution) const {
    const uint32_t before = ModelNamed(before_.plan, name);
    const uint32_t after = ModelNamed(after_.plan, name);
    ModelAttribution model;
    model.model = name;
    model.before = EndOf(before_, before);
    model.after = EndOf(after_, after);
    if (!Applies(model.before) && !Applies(model.after)) return;
    model.no_arithmetic = WhyNoArithmetic(before, after);
    if (model.no_arithmetic.empty()) {
      model.lines = LinesOf(before, after);
    } else if (IsEvaluated(model.before) && IsEvaluated(model.after)) {
      model.without_points = ChangesWithoutPoints(before, after);
    }
    attribution.models.push_back(std::move(model));
  }

  std::string WhyNoArithmetic(uint32_t before, uint32_t after) const {
    const std::string first = WhyNoRaw("before", before_, before);
    const std::string second = WhyNoRaw("after", after_, after);
    return absl::StrCat(first, first.empty() || second.empty() ? "" : "; ", second);
  }

  std::vector<ChangeLine> LinesOf(uint32_t before, uint32_t after) const {
    const ModelPair pair = backward_ ? ModelPair{after, before} : ModelPair{before, after};
    std::vector<ChangeLine> lines = SplitRawScore(stops_, pair, backward_);
    for (ChangeLine& line : lines) {
      line.before = PlaceOfComponent(before_, before, line.name);
      line.after = PlaceOfComponent(after_, after, line.name);
    }
    for (ChangeLine& line : ChangesBehindRaw(before_, before, after_, after)) {
      lines.push_back(std::move(line));
    }
    Sort(lines);
    return lines;
  }

  // Leaves alone: what changed about a group is what changed in it.
  std::vector<ChangeLine> ChangesWithoutPoints(uint32_t before, uint32_t after) const {
    const Stop from = EndStop(before_);
    const Stop to = EndStop(after_);
    const ScoreParts pairs(before_.plan, before, after_.plan, after);
    std::vector<ChangeLine> lines;
    for (size_t i = 0; i < pairs.names().size(); ++i) {
      const SeenComponent old_leaf{from, pairs.from_component(i)};
      const SeenComponent new_leaf{to, pairs.to_component(i)};
      if (IsGroup(old_leaf) || IsGroup(new_leaf)) continue;
      ChangeLine line;
      line.kind = ChangeKind::kTogether;
      line.name = pairs.names()[i];
      line.changes = ChangesOf(old_leaf, new_leaf);
      line.before = PlaceOfComponent(before_, before, line.name);
      line.after = PlaceOfComponent(after_, after, line.name);
      if (!line.changes.empty()) lines.push_back(std::move(line));
    }
    return lines;
  }

  static Place PlaceOfComponent(const ComparedAccount& side, uint32_t model,
                                const std::string& name) {
    const Range& components = side.plan.models[model].components;
    for (uint32_t i = components.first; i < components.end(); ++i) {
      const PlanNote& note = side.plan.component_notes[i];
      if (note.name == name) return PlaceOf(side.plan, note.location);
    }
    return {};
  }

  const ComparedAccount& before_;
  const ComparedAccount& after_;
  const bool backward_;
  const Stops stops_;
};

}  // namespace

const char* ChangeKindName(ChangeKind kind) {
  constexpr std::array<const char*, kChangeKindCount> kNames = {
      "data", "staleness", "coverage", "configuration", "together", "caps", "override", "rounding"};
  return kNames[static_cast<size_t>(kind)];
}

double ModelAttribution::PointsOf(ChangeKind kind) const {
  double points = 0;
  for (const ChangeLine& line : lines) {
    if (line.kind == kind) points += line.points;
  }
  return points;
}

Attribution Attribute(const ComparedAccount& before, const ComparedAccount& after,
                      const Limits& limits, std::string_view language) {
  return Attributor(before, after, limits).Run(language);
}

}  // namespace bellwether
