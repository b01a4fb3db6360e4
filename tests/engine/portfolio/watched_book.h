// A pack with two bands and one flag, and records of what it reads.
#ifndef BELLWETHER_TESTS_ENGINE_PORTFOLIO_WATCHED_BOOK_H_
#define BELLWETHER_TESTS_ENGINE_PORTFOLIO_WATCHED_BOOK_H_

#include <memory>
#include <string>
#include <string_view>

#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {

// Health is usage itself: well from 50 on, poor from 25 on, bad below. A complaint raises a flag.
inline std::shared_ptr<const Plan> WatchedPack(const std::string& metrics) {
  return SmallPack(absl::StrCat(metrics, R"(
severities: [grave, light]
signals:
  usage: {type: ratio, description: x}
  complains: {type: bool, description: x}
  grumbles: {type: bool, description: x}
health:
  only:
    bands: [{well: 50}, {poor: 25}, {bad: 0}]
    components: {usage: {weight: 1, of: usage}}
flags:
  complaint: {severity: grave, when: complains, reason: complains}
  grumble: {severity: light, when: grumbles, reason: grumbles}
)"));
}

inline std::string Told(std::string_view account, std::string_view day, std::string_view signals) {
  return absl::StrCat("- {kind: account, id: t-", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", signals: {", std::string(signals), "}}\n");
}

inline std::string Term(std::string_view account, std::string_view end,
                        std::string_view outcome = "", double value = 100) {
  return absl::StrCat("- {kind: contract, id: c-", std::string(account), "-", std::string(end),
                      ", account: ", std::string(account),
                      ", at: 2025-01-01, term_start: 2025-01-01, term_end: ", std::string(end),
                      ", value: ", FormatNumber(value),
                      outcome.empty() ? "" : ", outcome: ", std::string(outcome), "}\n");
}

inline std::string Monthly(std::string_view account, std::string_view day, double mrr) {
  return absl::StrCat("- {kind: revenue, id: r-", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", movement: new, mrr: ", FormatNumber(mrr), "}\n");
}

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_TESTS_ENGINE_PORTFOLIO_WATCHED_BOOK_H_
