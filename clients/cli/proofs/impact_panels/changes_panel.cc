// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/panel_cells.h"

namespace bellwether::cli {
namespace {

using impact::ScoreImpact;

constexpr size_t kBarColumns = 24;

// A change in points by more than `above` and at most `up_to`.
struct Bucket {
  size_t above;
  size_t up_to;
};
constexpr std::array<Bucket, 6> kBuckets = {{{20, 100}, {10, 20}, {5, 10}, {2, 5}, {1, 2}, {0, 1}}};

uint64_t CountIn(const std::array<uint64_t, ScoreImpact::kBins>& bins, const Bucket& bucket) {
  uint64_t count = 0;
  for (size_t i = bucket.above; i < bucket.up_to; ++i) count += bins[i];
  return count;
}

std::string FallWords(const Bucket& bucket) {
  if (bucket.up_to == ScoreImpact::kBins) return absl::StrCat("more than −", bucket.above);
  return absl::StrCat("−", bucket.up_to, " to ", bucket.above == 0 ? "" : "−", bucket.above);
}

std::string RiseWords(const Bucket& bucket) {
  if (bucket.up_to == ScoreImpact::kBins) return absl::StrCat("more than +", bucket.above);
  return absl::StrCat(bucket.above == 0 ? "" : "+", bucket.above, " to +", bucket.up_to);
}

// How many accounts' score moved in what way.
struct Bar {
  std::string words;
  Tone tone = Tone::kPlain;
  uint64_t accounts = 0;
};

// From the largest falls to the largest rises, without those at either end that nobody is in.
std::vector<Bar> BarsOf(const ScoreImpact& score) {
  std::vector<Bar> bars;
  for (const Bucket& bucket : kBuckets) {
    bars.push_back({FallWords(bucket), Tone::kBad, CountIn(score.fallen, bucket)});
  }
  bars.push_back({"as before", Tone::kQuiet, score.both - score.falls - score.rises});
  std::for_each(kBuckets.rbegin(), kBuckets.rend(), [&](const Bucket& bucket) {
    bars.push_back({RiseWords(bucket), Tone::kGood, CountIn(score.risen, bucket)});
  });
  const auto is_empty = [](const Bar& bar) {
    return bar.accounts == 0 && bar.tone != Tone::kQuiet;
  };
  bars.erase(std::find_if_not(bars.rbegin(), bars.rend(), is_empty).base(), bars.end());
  bars.erase(bars.begin(), std::find_if_not(bars.begin(), bars.end(), is_empty));
  return bars;
}

}  // namespace

Panel ChangesPanel(const ImpactReport& report) {
  Panel panel{"changes",
              "Changes of the primary score, in points",
              "none",
              {{"points", "points"}, {"accounts", "accounts", true}, {"bar", ""}},
              {}};
  const impact::ScoreImpact& score = report.impact.scores.front();
  if (score.falls + score.rises == 0) return panel;
  const std::vector<Bar> bars = BarsOf(score);
  uint64_t most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.accounts);
  for (const Bar& bar : bars) {
    PanelCell drawn;
    drawn.text = BarOf(static_cast<double>(bar.accounts) / static_cast<double>(most), kBarColumns);
    drawn.tone = bar.tone;
    panel.rows.push_back({TextCell(bar.words), CountCell(bar.accounts), std::move(drawn)});
  }
  return panel;
}

}  // namespace bellwether::cli
