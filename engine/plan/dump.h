// The plan for people: what a pack became, in the order in which it is evaluated.
//
//   Dump(plan)                                    // everything
//   Dump(plan, {.sections = {"benchmarks"}})
//   Dump(plan, {.model = "onboarding"})           // one health model, and the programs that it
//   runs
//
// Each section has a heading; things stand in columns, with their names beside their indices, the
// weights that hold in each segment, and the pack's file and line. Conditions and formulas are
// shown in the engine's one spelling, numbered; the section `programs` shows each step by step,
// with the rules that run it. Sections of which the plan has nothing are left out.
//
// Golden tests pin the text (tests/golden/plan), and `bellwether dump` prints it. Pure function of
// the plan, never fails.
#ifndef BELLWETHER_ENGINE_PLAN_DUMP_H_
#define BELLWETHER_ENGINE_PLAN_DUMP_H_

#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace bellwether {

struct DumpOptions {
  std::vector<std::string> sections;  // of DumpSections(); empty: all. Unknown names show nothing
  std::string model;                  // with no sections: health and programs of this model alone
};

// Names of the sections, in the order in which they are shown: "pack", "names", "signals" ...
const std::vector<std::string>& DumpSections();

std::string Dump(const Plan& plan, const DumpOptions& options = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_DUMP_H_
