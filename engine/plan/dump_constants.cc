// Numbers with a name, and what they are in other settings.
//
// Tested by tests/engine/plan/dump_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/plan/dump_writer.h"
#include "engine/plan/text_table.h"

namespace bellwether {
namespace {

// "segment `enterprise`: 0.95; from 2026-07-01: 0.8"; "" where every plan has the same.
std::string OtherwiseOf(const Plan& plan, size_t constant) {
  std::string text;
  for (const Plan& variant : plan.variants) {
    const double value = variant.constants[constant].value;
    if (value == plan.constants[constant].value) continue;
    absl::StrAppend(&text, text.empty() ? "" : "; ", variant.setting.description, ": ",
                    FormatNumber(value));
  }
  return text;
}

}  // namespace

void DumpConstants(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.constants.empty() && plan.variants.empty()) return;
  writer.Heading("Constants");
  for (const Plan* one : plan.All()) writer.Labelled("a plan for", one->setting.description);
  TextTable table({"constant", "value", "place", "otherwise"}, {1});
  for (size_t i = 0; i < plan.constants.size(); ++i) {
    const ruleset::Constant& constant = plan.constants[i];
    table.Add({constant.name, FormatNumber(constant.value), writer.PlaceOf(constant.location),
               OtherwiseOf(plan, i)});
  }
  if (!plan.constants.empty()) writer.Table(table);
}

}  // namespace bellwether
