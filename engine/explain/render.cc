// An explanation as plain text, numbers in full: what golden files pin and failing tests print.
//
// Tested by tests/golden/explain.
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/explain/render_outcomes.h"

namespace bellwether {
namespace {

class Renderer {
 public:
  Renderer(const Plan& plan, const Facts& facts, const Evaluation& evaluation)
      : plan_(plan), facts_(facts), evaluation_(evaluation) {}

  std::string Run() {
    Line(0, "account ", facts_.account_id, " as of ", FormatMoment(Moment::Instant(facts_.as_of)));
    for (uint32_t slot = 0; slot < plan_.slots.size(); ++slot) Fact(slot);
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) Benchmark(i);
    for (uint32_t i = 0; i < plan_.models.size(); ++i) Model(i);
    text_ += RenderOutcomes({plan_, facts_, evaluation_, ""});
    for (const std::string& path : facts_.ignored_future) Line(0, "ignored future ", path);
    for (const std::string& name : facts_.unknown_signals) Line(0, "unknown signal ", name);
    for (const std::string& key : facts_.unplanned_milestones) Line(0, "unplanned ", key);
    for (const std::string& warning : facts_.warnings) Line(0, "warning ", warning);
    return std::move(text_);
  }

 private:
  template <typename... Parts>
  void Line(size_t indent, const Parts&... parts) {
    absl::StrAppend(&text_, std::string(indent * 2, ' '), parts..., "\n");
  }

  static std::string Because(MissingReason reason) {
    return reason == MissingReason::kNone ? "" : absl::StrCat(" (", MissingReasonName(reason), ")");
  }

  static std::string Names(const std::vector<MissingName>& missing) {
    std::string text;
    for (const MissingName& name : missing) {
      absl::StrAppend(&text, " missing ", name.name, Because(name.reason));
    }
    return text;
  }

  static std::string At(const Place& place) {
    return place.line == 0 ? "" : absl::StrCat(" at ", place.file, ":", place.line);
  }

  void Fact(uint32_t slot) {
    const auto& declared = plan_.slots[slot];
    const bool shown = declared.origin == ruleset::SlotOrigin::kBuiltinFact ||
                       declared.origin == ruleset::SlotOrigin::kDerived;
    if (!shown) return;
    Line(0, "fact ", declared.name, " = ", ValueText(ToFactValue(evaluation_.values[slot])),
         Because(evaluation_.reasons[slot]));
  }

  void Benchmark(uint32_t index) {
    const BenchmarkLine line = ExplainBenchmark(plan_, evaluation_, index);
    if (!line.use) {
      return Line(0, "benchmark ", line.name, " ", StateName(line.state), Because(line.reason));
    }
    Line(0, "benchmark ", line.name, " ", line.use->tier, " ", line.use->bound, " value ",
         FormatNumber(*line.value), " set ", line.use->set, " row ", line.use->row,
         line.points ? absl::StrCat(" points ", FormatNumber(*line.points)) : "",
         line.distance_to_better
             ? absl::StrCat(" ", FormatNumber(*line.distance_to_better), " from ", line.better_tier)
             : "");
  }

  void Model(uint32_t index) {
    const ModelResult& result = evaluation_.models[index];
    const ModelExplanation model = ExplainModel(plan_, facts_, evaluation_, index, "");
    Line(0, "model ", plan_.model_notes[index].name, " ", StateName(result.state),
         index == evaluation_.primary ? " primary" : "", Names(model.missing), At(model.place));
    if (result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated) {
      return;
    }
    if (result.has_score()) Score(index, result);
    Line(1, "coverage ", FormatNumber(result.coverage), " bounds ", FormatNumber(result.low),
         " to ", FormatNumber(result.high));
    for (const ComponentLine& line : model.components) Component(1, line);
    for (const AdjustmentLine& line : model.adjustments) Adjustment(line);
  }

  void Score(uint32_t index, const ModelResult& result) {
    const PlanModel& model = plan_.models[index];
    Line(1, "score ", FormatFixed(result.displayed, model.precision),
         model.rounding == Rounding::kDown ? " rounded down" : "", " band ",
         plan_.band_notes[model.bands.first + result.band].name,
         result.held_by_hysteresis ? " held" : "", result.certain ? " certain" : " uncertain",
         " raw ", result.has_raw ? FormatNumber(result.raw) : "-", " effective ",
         FormatNumber(result.effective),
         model.intervene_below ? absl::StrCat(" intervene ", StateName(result.intervene)) : "");
  }

  void Component(size_t indent, const ComponentLine& line) {
    std::string how = line.group ? "" : absl::StrCat(" ", line.input, " = ", ValueText(line.value));
    if (line.benchmark) {
      absl::StrAppend(&how, " tier ", line.benchmark->tier, " ", line.benchmark->bound);
    }
    Line(indent, line.name, " ", StateName(line.state), Because(line.reason), " score ",
         line.score ? FormatNumber(*line.score) : "-", " weight ", FormatNumber(line.weight),
         " share ", FormatNumber(line.share), " contributes ", FormatNumber(line.contribution), how,
         " ", line.curve, line.inverted ? " inverted" : "",
         line.decay < 1 ? absl::StrCat(" decay ", FormatNumber(line.decay)) : "",
         Names(line.missing), At(line.place));
    for (const ComponentLine& child : line.components) Component(indent + 1, child);
  }

  void Adjustment(const AdjustmentLine& line) {
    Line(1, StateName(line.kind), " ", FormatNumber(line.value), " ", StateName(line.state),
         " effect ", FormatNumber(line.effect), " ", line.reason,
         line.author.empty() ? "" : absl::StrCat(" by ", line.author), Names(line.missing),
         At(line.place));
  }

  const Plan& plan_;
  const Facts& facts_;
  const Evaluation& evaluation_;
  std::string text_;
};

}  // namespace

std::string Render(const Plan& plan, const Facts& facts, const Evaluation& evaluation) {
  return Renderer(PlanInForce(plan, facts), facts, evaluation).Run();
}

}  // namespace bellwether
