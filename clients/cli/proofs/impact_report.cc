// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/impact_panels.h"
#include "clients/cli/proofs/impact_words.h"
#include "clients/cli/terminal/display_text.h"

namespace bellwether::cli {
namespace {

std::string Accounts(uint64_t count) {
  return absl::StrCat(Thousands(count), count == 1 ? " account" : " accounts");
}

std::string ChangedWords(const ImpactReport& report) {
  const impact::Impact& impact = report.impact;
  if (impact.accounts == 0) return "No account was compared.";
  if (impact.changed == 0) {
    return absl::StrCat("None of ", Accounts(impact.accounts), " is told anything else.");
  }
  std::string text = absl::StrCat(Thousands(impact.changed), " of ", Accounts(impact.accounts),
                                  " (", ShareWords(impact.changed, impact.accounts),
                                  impact.changed == 1 ? ") is" : ") are", " told something else");
  if (impact.flipped.accounts == 0) return absl::StrCat(text, "; no decision changes.");
  absl::StrAppend(&text, "; ", Thousands(impact.flipped.accounts), " (",
                  ShareWords(impact.flipped.accounts, impact.accounts), ") decided otherwise");
  if (impact.flipped.acv > 0) {
    absl::StrAppend(&text, ", worth ", Thousands(static_cast<uint64_t>(impact.flipped.acv + 0.5)));
  }
  return text + ".";
}

std::string RefusedWords(const impact::Impact& impact) {
  std::vector<std::string> parts;
  const auto add = [&parts](uint64_t count, const char* by) {
    if (count > 0) parts.push_back(absl::StrCat(Thousands(count), " by ", by));
  };
  add(impact.refused_by_both, "both packs");
  add(impact.refused_by_from, "the old pack alone");
  add(impact.refused_by_to, "the new pack alone");
  std::string text = "Refused and not compared: ";
  for (size_t i = 0; i < parts.size(); ++i) absl::StrAppend(&text, i == 0 ? "" : ", ", parts[i]);
  return parts.empty() ? "" : text + ".";
}

// "`amber`, `dark`".
std::string Quoted(const std::vector<std::string>& words) {
  return absl::StrJoin(words, ", ", [](std::string* text, const std::string& word) {
    absl::StrAppend(text, "`", word, "`");
  });
}

// Bands are told apart by their names: of one that got another name all accounts seem to move.
std::string RenamedWords(const impact::PairNames& names) {
  const auto index = PrimaryBandOf(names);
  if (!index) return "";
  const impact::Outcome& band = names.outcomes[*index];
  if (band.only_from.empty() || band.only_to.empty()) return "";
  return absl::StrCat("Only the old pack has ", Quoted(band.only_from),
                      " among its bands, and only the new one ", Quoted(band.only_to),
                      ": where that is another name for the same band, its accounts are told "
                      "nothing else and count as decided otherwise.");
}

std::string SideText(const ImpactSide& side) {
  return absl::StrCat(PackText(side.pack), "  ", Printable(side.place));
}

}  // namespace

bool ImpactReport::kept() const {
  return std::all_of(budget.begin(), budget.end(), [this](const impact::BudgetLine& line) {
    return impact::Judge(line, impact).kept;
  });
}

std::vector<std::string> ImpactSentences(const ImpactReport& report) {
  std::vector<std::string> sentences = {ChangedWords(report)};
  if (std::string refused = RefusedWords(report.impact); !refused.empty()) {
    sentences.push_back(std::move(refused));
  }
  if (std::string renamed = RenamedWords(report.names); !renamed.empty()) {
    sentences.push_back(std::move(renamed));
  }
  if (report.impact.flipped.acv > 0 && report.impact.without_acv > 0) {
    sentences.push_back(absl::StrCat("Contract values are those of accounts that state one; ",
                                     Thousands(report.impact.without_acv), " of ",
                                     Thousands(report.impact.accounts), " do not."));
  }
  return sentences;
}

std::string ReportOf(const ImpactReport& report, ImpactFormat format, const Style& style,
                     size_t width) {
  switch (format) {
    case ImpactFormat::kText:
      return ImpactText(report, style, width);
    case ImpactFormat::kJson:
      return ImpactJson(report);
    case ImpactFormat::kMarkdown:
      return ImpactMarkdown(report);
    case ImpactFormat::kHtml:
      return ImpactPage(report);
  }
  return "";
}

std::string ImpactText(const ImpactReport& report, const Style& style, size_t width) {
  std::string text = absl::StrCat("from ", SideText(report.from), "\nto   ", SideText(report.to),
                                  "\nas of ", report.as_of, "\n\n");
  for (const std::string& sentence : ImpactSentences(report)) {
    for (const std::string& line : Wrap(sentence, width)) absl::StrAppend(&text, line, "\n");
  }
  for (const Panel& panel : ImpactPanels(report)) {
    if (!panel.rows.empty()) absl::StrAppend(&text, "\n", PanelText(panel, style, width));
  }
  return text;
}

}  // namespace bellwether::cli
