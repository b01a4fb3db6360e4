// Tested by tests/engine/drift/baseline_test.cc.
#include "engine/drift/baseline.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/accounts/json_text.h"

namespace bellwether::drift {
namespace {

constexpr int kIndent = 2;

void WriteCount(std::string_view key, uint64_t count, JsonText& json) {
  json.Key(key);
  json.Number(static_cast<double>(count));
}

void Write(const Distribution& distribution, JsonText& json) {
  json.Key(distribution.name);
  json.BeginObject();
  if (distribution.categories.empty()) {
    json.Key("edges");
    json.BeginArray();
    for (const double edge : distribution.edges) json.Number(edge);
  } else {
    json.Key("categories");
    json.BeginArray();
    for (const std::string& word : distribution.categories) json.String(word);
  }
  json.EndArray();
  json.Key("counts");
  json.BeginArray();
  for (const uint64_t count : distribution.counts) json.Number(static_cast<double>(count));
  json.EndArray();
  WriteCount("missing", distribution.missing, json);
  json.EndObject();
}

}  // namespace

size_t Distribution::BinOf(double value) const {
  return static_cast<size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

uint64_t Distribution::accounts() const {
  return std::accumulate(counts.begin(), counts.end(), missing);
}

std::string WriteBaseline(const Baseline& baseline) {
  JsonText json(kIndent);
  json.BeginObject();
  json.Key("baseline");
  json.Number(1);
  json.Key("pack");
  json.String(baseline.pack);
  json.Key("version");
  json.String(baseline.version);
  json.Key("digest");
  json.String(baseline.digest);
  WriteCount("accounts", baseline.accounts, json);
  json.Key("distributions");
  json.BeginObject();
  for (const Distribution& distribution : baseline.distributions) Write(distribution, json);
  json.EndObject();
  json.EndObject();
  return std::move(json).Take() + "\n";
}

}  // namespace bellwether::drift
