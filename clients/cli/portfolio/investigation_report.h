// An investigation for people and programs: the metric, each step with the numbers that decide it,
// and the accounts to call.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_INVESTIGATION_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_INVESTIGATION_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "clients/cli/portfolio/panel.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/terminal/style.h"
#include "engine/portfolio/investigate.h"

namespace bellwether::cli {

std::string InvestigationText(const ReportHead& head, const portfolio::Investigation& found,
                              const Style& style, size_t width);
std::string InvestigationJson(const ReportHead& head, const portfolio::Investigation& found);
std::string InvestigationMarkdown(const ReportHead& head, const portfolio::Investigation& found);

// Pieces that text and Markdown share.

// "no pattern beyond noise among 7 groups; 4 more are too small"; "2 of 9 groups differ ...".
std::string PatternWords(const portfolio::Comparisons& comparisons);
// Groups against the rest, those beyond noise first.
Panel GroupPanel(const portfolio::Comparisons& comparisons);
Panel CausePanel(const portfolio::StepFindings& step);
Panel ComponentPanel(const portfolio::StepFindings& step);
// "csm Ana, segment smb".
std::string AttributeWords(const portfolio::AccountToCall& call);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_INVESTIGATION_REPORT_H_
