// Health models: trees of components, curves, bands, caps, floors and weights by segment.
#include "engine/base/number.h"
#include "tests/property/random_expression.h"
#include "tests/property/random_pack.h"
#include "tests/property/text.h"

namespace bellwether {
namespace {

constexpr int kDeepest = 8;  // Limits::max_component_depth
// Byte order differs from the alphabet and from the order of numbers.
const std::vector<std::string> kComponentNames = {"b", "a", "Z", "a10", "a2", "_x", "m"};

}  // namespace

std::string PackWriter::Weight() {
  return random_.Pick({"1", "1", "2", "3", "0.1", "0.2", "0.7", "30", "25", "33.3"});
}

// The policy and the curve of a leaf. 1 is a number that every numeric input can have, and a score.
std::string PackWriter::Leaf(const std::string& indent) {
  const std::string curve = Curve();
  const auto reads = [&](const char* what) { return curve.find(what) != std::string::npos; };
  const bool of_number = !reads("bool_") && !reads("map: ") && !reads("baseline: ");
  std::vector<std::string> policies = {"exclude", "neutral", "worst"};
  if (of_number || reads("expr: ")) policies.emplace_back("{value: 1}");
  if (random_.Chance(3)) policies = {"error"};
  std::string text;
  if (random_.Chance(30)) text = Text({indent, "missing: ", random_.Pick(policies), "\n"});
  return Text({text, indent, "curve: {", curve, "}\n"});
}

std::string PackWriter::Linear() {
  const int64_t from = random_.Between(-2, 10);
  int64_t to = random_.Between(-2, 60);
  if (to == from) ++to;
  const std::string scale = random_.Chance(40) ? "e-1" : "";
  return Text({"linear: {from: ", from, scale, ", to: ", to, scale, "}"});
}

std::string PackWriter::Points() {
  std::string text;
  double x = static_cast<double>(random_.Between(-4, 4)) / 4;
  const int64_t count = random_.Between(2, 5);
  for (int i = 0; i < count; ++i) {
    text += Text({text.empty() ? "" : ", ", "[", FormatNumber(x), ", ", random_.Below(101), "]"});
    x += static_cast<double>(random_.Between(1, 60)) / 8;
  }
  return Text({"points: [", text, "]"});
}

std::string PackWriter::Steps() {
  std::string text;
  const int64_t count = random_.Between(1, 4);
  for (int i = 0; i < count; ++i) {
    text += Text({"{", random_.Pick({"at_most", "below", "at_least", "above"}), ": ",
                  FormatNumber(static_cast<double>(random_.Between(-2, 80)) / 2),
                  ", points: ", random_.Below(101), "}, "});
  }
  return Text({"steps: [", text, "{else: ", random_.Below(101), "}]"});
}

std::string PackWriter::Map() {
  const auto& [name, words] = random_.Pick(names_.curve_words);
  std::string text;
  for (const std::string& word : words) {
    text += Text({text.empty() ? "" : ", ", word, ": ", random_.Below(101)});
  }
  return Text({"of: ", name, ", map: {", text, "}"});
}

std::string PackWriter::Curve() {
  const auto number = [&] { return Text({"of: ", random_.Pick(names_.curve_numbers), ", "}); };
  switch (random_.Below(9)) {
    case 0:
      return Text({number(), Linear()});
    case 1:
      return Text({number(), Points()});
    case 2:
      return Text({number(), Steps()});
    case 3:
      return Map();
    case 4:
    case 5:
      if (!names_.benchmarks.empty()) {
        return Text({"benchmark: ", random_.Pick(names_.benchmarks)});
      }
      return Text({"of: ", random_.Pick(names_.given)});
    case 6:
      return Text({"of: ", random_.Pick(names_.series),
                   ", baseline: {grace: ", random_.Pick({"0.85", "1", "2"}), "}"});
    case 7:
      return Text({"expr: ", RandomExpression(random_, names_).QuotedNumber()});
    default:
      return Text({"of: ", random_.Pick(names_.given)});
  }
}

// Groups of inner components and leaves. The first of its siblings keeps a weight in every segment,
// so that no sum of weights is 0.
PackWriter::Tree PackWriter::Components(const std::string& indent, const std::string& prefix,
                                        int depth) {
  Tree tree;
  std::vector<std::string> names = kComponentNames;
  random_.Shuffle(names);
  names.resize(static_cast<size_t>(random_.Between(1, depth == 1 ? 4 : 3)));
  const bool deep = random_.Chance(depth == 1 ? 12 : 60);
  for (const std::string& name : names) {
    const bool first = name == names.front();
    if (!first) tree.paths.push_back(prefix + name);
    tree.yaml += Text({indent, name, ":\n", indent,
                       "  weight: ", !first && random_.Chance(6) ? "0" : Weight(), "\n",
                       random_.Chance(20) ? Text({indent, "  invert: true\n"}) : ""});
    const bool group = depth < kDeepest && (first && deep ? true : random_.Chance(15));
    if (!group) {
      tree.yaml += Leaf(indent + "  ");
      continue;
    }
    const Tree below = Components(indent + "    ", Text({prefix, name, "."}), depth + 1);
    tree.yaml += Text({indent, "  components:\n", below.yaml});
    tree.paths.insert(tree.paths.end(), below.paths.begin(), below.paths.end());
  }
  return tree;
}

std::string PackWriter::Bands() {
  switch (random_.Below(5)) {
    case 0:
      return "[{green: 80}, {yellow: 50}, {red: 0}]";
    case 1:
      return "[{green: 66.5}, {red: 0}]";
    case 2:
      return "[{green: 90}, {good: 75}, {fair: 60.5}, {red: 0}]";
    case 3:
      return "[{all: 0}]";
    default: {
      const int64_t yellow = random_.Between(10, 60);
      return Text(
          {"[{green: ", yellow + random_.Between(1, 30), "}, {yellow: ", yellow, "}, {red: 0}]"});
    }
  }
}

std::string PackWriter::Limits(const std::string& key, const std::string& bound) {
  if (random_.Chance(55)) return "";
  std::string text = Text({"    ", key, ":\n"});
  const int64_t count = random_.Between(1, 2);
  for (int i = 0; i < count; ++i) {
    text += Text({"      - {when: ", Condition(), ", ", bound, ": ",
                  random_.Pick({"20", "49", "50", "65", "79.5", "80"}), "}\n"});
  }
  return text;
}

void PackWriter::WriteModel(int index, int priority) {
  const Tree tree = Components("      ", "", 1);
  std::string text = Text({"  model_", index, ":\n    priority: ", priority, "\n",
                           AppliesWhen("    ", 45), "    bands: ", Bands(), "\n"});
  if (random_.Chance(60)) text += Text({"    precision: ", random_.Below(4), "\n"});
  if (random_.Chance(50)) {
    text += Text({"    rounding: ", random_.Pick({"half_away", "down"}), "\n"});
  }
  if (random_.Chance(60)) text += Text({"    intervene_below: ", random_.Below(101), "\n"});
  if (random_.Chance(60)) {
    text += Text({"    hysteresis: ", random_.Pick({"1", "2.5", "10", "30"}), "\n"});
  }
  if (random_.Chance(70)) {
    text += Text({"    min_coverage: ", random_.Pick({"0", "0.2", "0.3", "0.75", "1"}), "\n"});
  }
  text += Text({"    components:\n", tree.yaml});
  if (!tree.paths.empty() && random_.Chance(50)) {
    text += Text({"    segments:\n      small: {weights: {", random_.Pick(tree.paths), ": ",
                  random_.Chance(30) ? "0" : Weight(), "}}\n"});
  }
  text += Text({Limits("caps", "at_most"), Limits("floors", "at_least")});
  Add("health", text);
}

void PackWriter::WriteHealth() {
  std::vector<int> priorities = {-1, 0, 3, 7};
  random_.Shuffle(priorities);
  const int64_t count = random_.Between(1, 3);
  for (int i = 0; i < count; ++i) WriteModel(i, priorities[static_cast<size_t>(i)]);
  for (int i = 0; i < count; ++i) {
    names_.numbers.push_back(Text({"health.model_", i, ".score"}));
  }
  names_.numbers.emplace_back("health.primary.score");
  // Which bands a model has is left open here: comparing with a word that cannot be is an error.
  if (random_.Chance(50)) names_.texts.emplace_back("health.primary.band");
}

}  // namespace bellwether
