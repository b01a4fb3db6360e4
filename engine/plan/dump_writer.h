// What the sections of the dump have in common. Internal to engine/plan; see dump.h.
#ifndef BELLWETHER_ENGINE_PLAN_DUMP_WRITER_H_
#define BELLWETHER_ENGINE_PLAN_DUMP_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/plan/text_table.h"

namespace bellwether {

class DumpWriter {
 public:
  DumpWriter(const Plan& plan, std::string model) : plan_(plan), model_(std::move(model)) {}

  const Plan& plan() const { return plan_; }
  // Whether only one health model is asked for, and not this one.
  bool LeavesOut(const std::string& model) const { return !model_.empty() && model != model_; }

  // An empty line, the words, and a line under them.
  void Heading(std::string_view words);
  // An empty line, then the name of one thing with its place.
  void Title(const std::string& words, const ruleset::Location& location);
  void Line(const std::string& words);
  // "  label  words"; nothing without words.
  void Labelled(const std::string& label, const std::string& words);
  void Table(const TextTable& table);

  // "#7  tickets > 3.0", or "" for no program.
  std::string Condition(uint32_t program) const;
  std::string SlotName(uint32_t slot) const;
  std::string PlaceOf(const ruleset::Location& location) const;
  std::string PlaybookName(uint32_t playbook) const;

  std::string Take() { return std::move(text_); }

 private:
  const Plan& plan_;
  const std::string model_;
  std::string text_;
};

// The sections. Each writes nothing when the plan has nothing of it.
void DumpPack(DumpWriter& writer);
void DumpConstants(DumpWriter& writer);
void DumpNames(DumpWriter& writer);
void DumpSignals(DumpWriter& writer);
void DumpDerived(DumpWriter& writer);
void DumpMilestones(DumpWriter& writer);
void DumpBenchmarks(DumpWriter& writer);
void DumpHealth(DumpWriter& writer);
void DumpFlags(DumpWriter& writer);
void DumpGraduation(DumpWriter& writer);
void DumpExtension(DumpWriter& writer);
void DumpProgramme(DumpWriter& writer);
void DumpPlaybooks(DumpWriter& writer);
void DumpAlerts(DumpWriter& writer);
void DumpPortfolio(DumpWriter& writer);
void DumpDrivers(DumpWriter& writer);
void DumpExperiments(DumpWriter& writer);
void DumpDashboards(DumpWriter& writer);
void DumpGroupings(DumpWriter& writer);
void DumpTitles(DumpWriter& writer);
void DumpPrograms(DumpWriter& writer);

// A root's components (a model's, or a dimension's criteria), groups before their parts. `met_at`
// is asked for each: "" where it says nothing.
void DumpComponents(DumpWriter& writer, const Range& components,
                    const std::vector<std::string>& met_at);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_DUMP_WRITER_H_
