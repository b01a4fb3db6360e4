// Only raw numbers of the generator are used: distributions differ between libraries.
#include "tests/engine/evaluate/random_model.h"

#include "engine/base/number.h"

namespace bellwether {
namespace {

constexpr uint32_t kDeepest = 4;
constexpr double kWeights[] = {1, 1, 2, 3, 0.1, 0.2, 0.7, 30, 25};

}  // namespace

RandomModel::RandomModel(uint32_t seed) : random_(seed), root_(MakeNode("", 0)) {}

RandomModel::Node RandomModel::MakeNode(const std::string& name, uint32_t depth) {
  Node node;
  node.name = name;
  node.weight = kWeights[random_() % std::size(kWeights)];
  node.invert = depth > 0 && random_() % 3 == 0;
  const bool leaf = depth == kDeepest || (depth > 0 && random_() % 3 != 0);
  if (leaf) {
    node.leaf = leaves_++;
    return node;
  }
  const uint32_t count = 1 + static_cast<uint32_t>(random_() % 4);
  for (uint32_t i = 0; i < count; ++i) {
    node.children.push_back(MakeNode(std::string(1, static_cast<char>('a' + i)), depth + 1));
  }
  return node;
}

void RandomModel::Write(const Node& node, const std::string& indent, std::string& out) {
  for (const Node& child : node.children) {
    out += indent + child.name + ":\n";
    out += indent + "  weight: " + FormatNumber(child.weight) + "\n";
    if (child.invert) out += indent + "  invert: true\n";
    if (child.children.empty()) {
      out += indent + "  of: s" + std::to_string(child.leaf) + "\n";
    } else {
      out += indent + "  components:\n";
      Write(child, indent + "    ", out);
    }
  }
}

std::string RandomModel::Yaml() const {
  std::string out = "signals:\n";
  for (uint32_t i = 0; i < leaves_; ++i) {
    out += "  s" + std::to_string(i) + ": {type: number, min: 0, max: 100}\n";
  }
  out +=
      "health:\n  m:\n    min_coverage: 0.2\n    bands: [{green: 80}, {yellow: 50}, {red: 0}]\n"
      "    components:\n";
  Write(root_, "      ", out);
  return out;
}

RandomAccount::RandomAccount(uint32_t seed, uint32_t count) {
  std::mt19937 random(seed);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t kind = static_cast<uint32_t>(random() % 10);
    Value value;
    value.kind = kind < 6 ? Kind::kGiven : kind < 9 ? Kind::kMissing : Kind::kNotApplicable;
    value.number = static_cast<double>(random() % 10'001) / 100;
    values.push_back(value);
  }
}

RandomAccount RandomAccount::Completed(uint32_t way) const {
  RandomAccount complete = *this;
  for (Value& value : complete.values) {
    if (value.kind != Kind::kMissing) continue;
    value.kind = Kind::kGiven;
    if (way < 2) value.number = way == 0 ? 0 : 100;  // else what was drawn for it
  }
  return complete;
}

std::string RandomAccount::Yaml() const {
  std::string out = "signals:\n  s0: ~\n";
  if (!values.empty() && values[0].kind != Kind::kMissing) out = "signals:\n";
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string name = "  s" + std::to_string(i) + ": ";
    if (values[i].kind == Kind::kGiven) out += name + FormatNumber(values[i].number) + "\n";
    if (values[i].kind == Kind::kNotApplicable) out += name + "{not_applicable: true}\n";
  }
  return out;
}

}  // namespace bellwether
