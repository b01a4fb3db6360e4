// Tested by tests/clients/impact_command_test.py.
#include <algorithm>
#include <array>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/portfolio/markdown_cells.h"
#include "clients/cli/proofs/impact_panels.h"
#include "clients/cli/proofs/impact_report.h"

namespace bellwether::cli {
namespace {

// What a reviewer sees without a click.
constexpr std::array<std::string_view, 3> kOpen = {"budget", "decisions", "causes"};

std::string Verdict(const ImpactReport& report) {
  if (report.budget.empty()) return "";
  return report.kept() ? "✅ Within the budget. " : "❌ **Over the budget.** ";
}

}  // namespace

std::string ImpactMarkdown(const ImpactReport& report) {
  std::string text = absl::StrCat("### What this change does\n\n", Verdict(report));
  for (const std::string& sentence : ImpactSentences(report)) {
    absl::StrAppend(&text, MarkdownCell(sentence), " ");
  }
  text.back() = '\n';
  std::string folded;
  for (const Panel& panel : ImpactPanels(report)) {
    if (panel.rows.empty()) continue;
    const bool open = std::find(kOpen.begin(), kOpen.end(), panel.name) != kOpen.end();
    absl::StrAppend(open ? &text : &folded, "\n#", PanelMarkdown(panel));
  }
  if (!folded.empty()) {
    absl::StrAppend(&text, "\n<details><summary>Bands, scores, segments and accounts</summary>\n",
                    folded, "\n</details>\n");
  }
  return absl::StrCat(text, "\n<sub>", MarkdownCell(PackText(report.from.pack)), " → ",
                      MarkdownCell(PackText(report.to.pack)), ", as of ", report.as_of, "</sub>\n");
}

}  // namespace bellwether::cli
