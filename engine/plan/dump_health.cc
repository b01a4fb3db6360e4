// Health models and their components. Components are evaluated by rising index, parts before their
// group; they are shown the other way round, a group before its parts, because people read so. A
// segment has a column of weights where it changes one.
//
// Tested by tests/engine/plan/dump_test.cc and tests/golden/plan.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/plan/describe.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

// Rows of one root, below `parent` and deeper.
class ComponentRows {
 public:
  ComponentRows(DumpWriter& writer, const Range& range, const std::vector<std::string>& met_at)
      : writer_(writer), plan_(writer.plan()), range_(range), met_at_(met_at), table_(Head(), {0}) {
    AddBelow(kNoIndex, 0);
  }

  const TextTable& table() const { return table_; }

 private:
  double WeightOf(uint32_t index, size_t row) const {
    return plan_.weights[row * plan_.components.size() + index];
  }

  // Row s + 1 of the weights is segment s; one that changes nothing here has no column.
  bool IsOwn(size_t row) const {
    for (uint32_t i = range_.first; i < range_.end(); ++i) {
      if (WeightOf(i, row) != WeightOf(i, 0)) return true;
    }
    return false;
  }

  TextTable::Row Head() const {
    TextTable::Row head = {"index", "component", "weight"};
    for (size_t row = 1; row <= plan_.segments.size(); ++row) {
      if (IsOwn(row)) head.push_back(plan_.segments[row - 1]);
    }
    head.insert(head.end(), {"met at", "missing", "reads", "curve", "place"});
    return head;
  }

  void AddBelow(uint32_t parent, size_t depth) {
    for (uint32_t i = range_.first; i < range_.end(); ++i) {
      if (plan_.components[i].parent != parent) continue;
      Add(i, depth);
      AddBelow(i, depth + 1);
    }
  }

  void Add(uint32_t index, size_t depth) {
    const PlanComponent& component = plan_.components[index];
    const bool group = component.curve == ruleset::CurveKind::kGroup;
    const std::string& path = plan_.component_notes[index].name;
    TextTable::Row row = {absl::StrCat(index), absl::StrCat(std::string(2 * depth, ' '),
                                                            path.substr(path.rfind('.') + 1))};
    for (size_t weights = 0; weights <= plan_.segments.size(); ++weights) {
      if (weights == 0 || IsOwn(weights)) row.push_back(FormatNumber(WeightOf(index, weights)));
    }
    row.push_back(met_at_.empty() ? "" : met_at_[index - range_.first]);
    row.push_back(group ? "" : DescribeMissing(component.missing));
    row.push_back(Reads(index));
    row.push_back(absl::StrCat(component.invert ? "100 − " : "", Curve(component)));
    row.push_back(writer_.PlaceOf(plan_.component_notes[index].location));
    table_.Add(std::move(row));
  }

  // "program #4", "benchmark speed", "mood".
  std::string Reads(uint32_t index) const {
    const PlanComponent& component = plan_.components[index];
    if (component.benchmark != kNoIndex) {
      return "benchmark " + plan_.benchmark_notes[component.benchmark].name;
    }
    if (component.program != kNoIndex) return absl::StrCat("program #", component.program);
    return writer_.SlotName(component.slot);
  }

  std::string Curve(const PlanComponent& component) const {
    return component.program == kNoIndex ? DescribeCurve(plan_, component)
                                         : plan_.program_texts[component.program];
  }

  DumpWriter& writer_;
  const Plan& plan_;
  const Range& range_;
  const std::vector<std::string>& met_at_;
  TextTable table_;
};

std::string Bands(const Plan& plan, const PlanModel& model) {
  std::vector<std::string> bands;
  for (uint32_t b = model.bands.first; b < model.bands.end(); ++b) {
    bands.push_back(
        absl::StrCat(plan.band_notes[b].name, " from ", FormatNumber(plan.bands[b].from)));
  }
  return absl::StrJoin(bands, " · ");
}

void DumpLimits(DumpWriter& writer, const PlanModel& model) {
  const Plan& plan = writer.plan();
  TextTable table(TextTable::Row(3));
  for (uint32_t l = model.limits.first; l < model.limits.end(); ++l) {
    const PlanLimit& limit = plan.limits[l];
    table.Add({absl::StrCat(limit.cap ? "cap at " : "floor at ", FormatNumber(limit.value)),
               absl::StrCat("when ", writer.Condition(limit.program)),
               writer.PlaceOf(plan.limit_notes[l].location)});
  }
  writer.Table(table);
}

void DumpModel(DumpWriter& writer, uint32_t index) {
  const Plan& plan = writer.plan();
  const PlanModel& model = plan.models[index];
  const PlanNote& note = plan.model_notes[index];
  writer.Title(absl::StrCat(index, " ", note.name), note.location);
  writer.Labelled("description", std::string(note.notes.description.In("")));
  writer.Labelled("applies when", writer.Condition(model.applies_when));
  writer.Labelled("priority", absl::StrCat(model.priority));
  writer.Labelled(
      "precision",
      absl::StrCat(model.precision, model.rounding == Rounding::kDown ? ", rounded down" : ""));
  writer.Labelled("bands", Bands(plan, model));
  writer.Labelled("hysteresis", FormatNumber(model.hysteresis));
  writer.Labelled("min coverage", FormatNumber(model.min_coverage));
  writer.Labelled("intervene below",
                  model.intervene_below ? FormatNumber(*model.intervene_below) : "");
  writer.Labelled("writes",
                  absl::StrCat("slot ", model.score_slot, " ", writer.SlotName(model.score_slot),
                               " · slot ", model.band_slot, " ", writer.SlotName(model.band_slot)));
  DumpComponents(writer, model.components, {});
  DumpLimits(writer, model);
}

}  // namespace

void DumpComponents(DumpWriter& writer, const Range& components,
                    const std::vector<std::string>& met_at) {
  writer.Table(ComponentRows(writer, components, met_at).table());
}

void DumpHealth(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.models.empty()) return;
  writer.Heading("Health models");
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    if (!writer.LeavesOut(plan.model_notes[i].name)) DumpModel(writer, i);
  }
}

}  // namespace bellwether
