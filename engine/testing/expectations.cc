// Tested by tests/engine/testing/load_test.cc.
#include "engine/testing/expectations.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/paths/names.h"
#include "engine/paths/resolve.h"
#include "engine/testing/keys.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

constexpr char kError[] = "error";
constexpr char kTier[] = "tier.";

bool IsTier(const std::string& path) { return absl::StartsWith(path, kTier); }

// Whether what stands at `path` belongs to it, and is no further part of it.
bool IsLeaf(const std::string& path, const Node& value) {
  return path == kError || IsTier(path) || !value.is_mapping() || IsComparison(value);
}

void FlattenInto(const Node& node, const std::string& prefix, std::vector<ExpectLeaf>& leaves,
                 DiagnosticSink& sink) {
  for (const Entry& entry : node.entries) {
    const std::string path = prefix.empty() ? entry.key : absl::StrCat(prefix, ".", entry.key);
    if (!IsLeaf(path, entry.value)) {
      FlattenInto(entry.value, path, leaves, sink);
      continue;
    }
    const bool twice = std::any_of(leaves.begin(), leaves.end(),
                                   [&path](const ExpectLeaf& leaf) { return leaf.path == path; });
    if (twice) {
      sink.Error("duplicate-key", entry.key_span, absl::StrCat(Quoted(path), " is expected twice"),
                 "keep one of them");
      continue;
    }
    leaves.push_back({path, entry.key_span, &entry.value});
  }
}

bool RefusesAccount(const std::vector<ExpectLeaf>& leaves) {
  return std::any_of(leaves.begin(), leaves.end(),
                     [](const ExpectLeaf& leaf) { return leaf.path == kError; });
}

std::vector<std::string> Names(const std::vector<PlanNote>& notes) {
  std::vector<std::string> names;
  for (const PlanNote& note : notes) names.push_back(note.name);
  return names;
}

// What a correction would replace of the value of a key.
Span WrittenAt(const Node& value, const Span& key) {
  if (value.is_mapping()) {
    const Node* near = value.Find("near");
    return near == nullptr ? Span() : near->span;
  }
  if (value.is_scalar()) return value.verbatim ? value.span : Span();
  return value.span == key ? Span() : value.span;
}

class TierReader {
 public:
  TierReader(const Plan& plan, const ExpectLeaf& leaf, DiagnosticSink& sink)
      : plan_(plan), leaf_(leaf), sink_(sink) {
    asked_.name = leaf.path.substr(sizeof(kTier) - 1);
  }

  void Read(std::vector<TierExpectation>& tiers) {
    if (!FindBenchmark()) return;
    if (!leaf_.value->is_sequence()) return ReadOne(*leaf_.value, tiers);
    for (const Node& node : leaf_.value->items) ReadOne(node, tiers);
  }

 private:
  bool FindBenchmark() {
    std::vector<std::string> names = Names(plan_.benchmark_notes);
    const size_t benchmarks = names.size();
    for (const PlanNote& note : plan_.portfolio_notes) names.push_back(note.name);
    const auto found = std::find(names.begin(), names.end(), asked_.name);
    if (found == names.end()) {
      sink_.Error("unknown-name", leaf_.span,
                  absl::StrCat("the pack has no benchmark or target ", Quoted(asked_.name)),
                  DidYouMean(asked_.name, names));
      return false;
    }
    const auto index = static_cast<size_t>(found - names.begin());
    asked_.portfolio = index >= benchmarks;
    asked_.index = static_cast<uint32_t>(asked_.portfolio ? index - benchmarks : index);
    benchmark_ =
        asked_.portfolio ? &plan_.portfolio[asked_.index] : &plan_.benchmarks[asked_.index];
    return true;
  }

  void ReadOne(const Node& node, std::vector<TierExpectation>& tiers) {
    constexpr char kForm[] = "{value: 60, segment: enterprise, is: good}";
    if (!node.is_mapping()) return WrongType(node, Quoted(leaf_.path), kForm, sink_);
    TierExpectation tier = asked_;
    tier.span = node.span;
    bool has_value = false, has_tier = false, good = true;
    for (const Entry& entry : node.entries) {
      if (entry.key == "value") {
        const auto number = ReadNumber(entry.value, "`value`", sink_);
        has_value = true;
        good = good && number.has_value();
        tier.value = number.value_or(0);
      } else if (entry.key == "is") {
        has_tier = true;
        tier.span = entry.value.span;
        tier.written = WrittenAt(entry.value, entry.key_span);
        good = ReadTier(entry.value, tier) && good;
      } else {
        good = ReadWhere(entry, tier) && good;
      }
    }
    if (!has_value || !has_tier) {
      sink_.Error("missing-key", node.span,
                  absl::StrCat(Quoted(leaf_.path), " needs `value` and `is`"), kForm);
    } else if (good) {
      tiers.push_back(tier);
    }
  }

  bool ReadTier(const Node& node, TierExpectation& tier) {
    if (node.is_null()) return true;
    const auto name = ReadText(node, "`is`", sink_);
    if (!name || !Known("tier", *name, node, TiersOf(plan_, *benchmark_))) return false;
    tier.tier = *name;
    return true;
  }

  bool ReadWhere(const Entry& entry, TierExpectation& tier) {
    const bool by_cadence = benchmark_->by_cadence;
    const std::string row = by_cadence ? "cadence" : "segment";
    if (entry.key != row && entry.key != "set") {
      sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                  DidYouMean(entry.key, std::vector<std::string>{"value", row, "set", "is"}));
      return false;
    }
    const auto name = ReadText(entry.value, Quoted(entry.key), sink_);
    if (!name) return false;
    const std::vector<std::string> known = entry.key == "set" ? Sets()
                                           : by_cadence       ? plan_.cadences
                                                              : plan_.segments;
    if (!Known(entry.key, *name, entry.value, known)) return false;
    const std::vector<std::string>& all = entry.key == "set" ? plan_.set_names : known;
    const auto index = static_cast<int32_t>(std::find(all.begin(), all.end(), *name) - all.begin());
    (entry.key == "set" ? tier.set : tier.key) = index;
    return true;
  }

  std::vector<std::string> Sets() const {
    std::vector<std::string> names;
    for (uint32_t s = benchmark_->sets.first; s < benchmark_->sets.end(); ++s) {
      names.push_back(plan_.set_names[plan_.sets[s].name]);
    }
    return names;
  }

  bool Known(const std::string& what, const std::string& name, const Node& node,
             const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    sink_.Error("unknown-name", node.span,
                absl::StrCat(Quoted(asked_.name), " has no ", what, " ", Quoted(name)),
                DidYouMean(name, known));
    return false;
  }

  const Plan& plan_;
  const ExpectLeaf& leaf_;
  DiagnosticSink& sink_;
  const PlanBenchmark* benchmark_ = nullptr;
  TierExpectation asked_;
};

void ReadError(const ExpectLeaf& leaf, TestCase& test, DiagnosticSink& sink) {
  ErrorExpectation error;
  error.span = leaf.span;
  if (!leaf.value->is_mapping()) {
    return WrongType(*leaf.value, "`error`", "{path: signals.NAME, reason: OUT_OF_RANGE}", sink);
  }
  for (const Entry& entry : leaf.value->entries) {
    const bool path = entry.key == "path";
    if (!path && entry.key != "reason") {
      sink.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                 DidYouMean(entry.key, NamesOfKeys(kErrorKeys)));
      continue;
    }
    const auto text = ReadText(entry.value, Quoted(entry.key), sink);
    if (text) (path ? error.path : error.reason) = *text;
  }
  test.error = error;
}

void ReadPath(const Plan& plan, const ExpectLeaf& leaf, double within, TestCase& test,
              DiagnosticSink& sink) {
  ResolvedPath resolved = ResolvePath(plan, leaf.path);
  if (resolved.path.form == nullptr) {
    return sink.Error("unknown-path", leaf.span, resolved.message, resolved.hint);
  }
  std::optional<Expected> expected = ReadExpected(plan, resolved.path, *leaf.value, within, sink);
  if (!expected) return;
  const Span span = leaf.value->is_null() ? leaf.span : leaf.value->span;
  test.expectations.push_back(
      {std::move(resolved.path), std::move(*expected), span, WrittenAt(*leaf.value, leaf.span)});
}

}  // namespace

std::vector<ExpectLeaf> Flatten(const Node& expect, DiagnosticSink& sink) {
  std::vector<ExpectLeaf> leaves;
  if (expect.is_mapping()) {
    FlattenInto(expect, "", leaves, sink);
  } else {
    WrongType(expect, "`expect`", "{path: value}", sink);
  }
  return leaves;
}

std::vector<ExpectLeaf> Overlaid(std::vector<ExpectLeaf> base, std::vector<ExpectLeaf> over) {
  if (RefusesAccount(over) || (RefusesAccount(base) && !over.empty())) return over;
  for (ExpectLeaf& leaf : over) {
    const auto there = std::find_if(base.begin(), base.end(), [&leaf](const ExpectLeaf& other) {
      return other.path == leaf.path;
    });
    if (there == base.end()) {
      base.push_back(std::move(leaf));
    } else {
      *there = std::move(leaf);
    }
  }
  return base;
}

void ReadExpectations(const Plan& plan, const std::vector<ExpectLeaf>& leaves, double within,
                      TestCase& test, DiagnosticSink& sink) {
  for (const ExpectLeaf& leaf : leaves) {
    if (leaf.path == kError) {
      ReadError(leaf, test, sink);
    } else if (IsTier(leaf.path)) {
      TierReader(plan, leaf, sink).Read(test.tiers);
    } else {
      ReadPath(plan, leaf, within, test, sink);
    }
  }
  if (test.error && !test.expectations.empty()) {
    sink.Error("conflict", test.error->span, "an account that is refused has no other outcome",
               "expect the error alone");
  }
}

}  // namespace bellwether
