// The dimensions of graduation, a row each, and their sum.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_DIMENSION_TABLE_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_DIMENSION_TABLE_H_

#include "clients/cli/explanation/explanation_layout.h"

namespace bellwether::cli {

// Appends to `section`: score, who gave it, whether it is green, criteria that are met, evidence,
// weight and points. The points sum to the total.
void DimensionTable(const v1::GraduationResult& graduation, SectionText& section,
                    const ExplanationOptions& options);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_DIMENSION_TABLE_H_
