// Pieces of reports over a portfolio as JSON: what all of them begin with, a metric, a value.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_REPORT_JSON_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_REPORT_JSON_H_

#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/words/proto_json.h"
#include "engine/portfolio/result.h"
#include "nlohmann/json_fwd.hpp"

namespace bellwether::cli {

nlohmann::ordered_json HeadJson(const ReportHead& head);
nlohmann::ordered_json MetricJson(const portfolio::MetricResult& result);
nlohmann::ordered_json QuantityJson(const portfolio::Quantity& quantity);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_REPORT_JSON_H_
