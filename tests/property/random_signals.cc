// Signals of every type and policy, and derived facts.
#include "tests/property/random_expression.h"
#include "tests/property/random_pack.h"
#include "tests/property/text.h"

namespace bellwether {

// `value` is one that the signal can have; "" when no policy may name one.
std::string PackWriter::MissingPolicy(const std::string& value) {
  const uint64_t choice = random_.Below(100);
  if (choice < 35) return "";
  if (choice < 50) return ", missing: exclude";
  if (choice < 65) return ", missing: neutral";
  if (choice < 80) return ", missing: worst";
  if (choice < 81) return ", missing: error";
  return value.empty() ? "" : Text({", missing: {value: ", value, "}"});
}

std::string PackWriter::StalePolicy() {
  if (random_.Chance(45)) return "";
  const std::string text = Text({", max_age: ", random_.Pick({"7d", "14d", "36h", "2w"})});
  switch (random_.Below(4)) {
    case 0:
      return text;
    case 1:
      return text + ", stale: exclude";
    case 2:
      return text + ", stale: keep";
    default:
      return Text({text, ", stale: decay, half_life: ", random_.Pick({"7d", "12h", "30d"})});
  }
}

void PackWriter::NameSignal(const std::string& name, const std::string& type, bool points_already) {
  if (type == "bool") {
    names_.bools.push_back(name);
    names_.given.push_back(name);
    names_.curve_words.push_back({name, {"true", "false"}});
  } else if (type == "enum") {
    names_.enums.push_back({name, {"good", "fair", "bad"}});
    names_.curve_words.push_back(names_.enums.back());
  } else if (type == "text") {
    names_.texts.push_back(name);
  } else if (type == "timestamp") {
    names_.timestamps.push_back(name);
  } else if (type == "series") {
    names_.series.push_back(name);
  } else {
    names_.numbers.push_back(name);
    names_.curve_numbers.push_back(name);
    if (points_already || type == "ratio") names_.given.push_back(name);
  }
}

void PackWriter::WriteSignal(const std::string& type, int index) {
  const std::string name = Text({type, "_", index});
  std::string text = Text({"  ", name, ": {type: ", type});
  std::string value;
  bool points_already = false;
  if (type == "enum") {
    text += Text({", values: [good, fair, bad]"});
    value = random_.Pick({"good", "fair", "bad"});
  } else if (type == "bool") {
    value = random_.Pick({"true", "false"});
  } else if (type == "series") {
    text += Text({", of: ", random_.Pick({"ratio", "number", "count"})});
    if (random_.Chance(50)) text += Text({", every: ", random_.Pick({"7d", "1d", "36h"})});
  } else if (type == "number") {
    points_already = random_.Chance(60);
    text += Text({points_already ? ", min: 0, max: 100" : ", min: -50, max: 1e3"});
    value = random_.Pick({"0", "30", "62.5", "100"});
  } else if (type != "text" && type != "timestamp") {
    value = random_.Pick({"0", "1"});
  }
  text += Text({MissingPolicy(value), StalePolicy(), "}\n"});
  Add("signals", text);
  NameSignal(name, type, points_already);
}

void PackWriter::WriteSignals() {
  for (const char* type : {"number", "ratio", "bool", "series", "enum", "timestamp", "text"}) {
    const int64_t count = random_.Between(1, 3);
    for (int i = 0; i < count; ++i) WriteSignal(type, i);
  }
  for (const char* type : {"count", "days", "money"}) {
    if (random_.Chance(60)) WriteSignal(type, 0);
  }
}

// A fact reads those that stand before it; what it is called says nothing about the order.
void PackWriter::WriteDerived() {
  const int64_t count = random_.Between(0, 4);
  for (int i = 0; i < count; ++i) {
    const std::string type = random_.Pick({"number", "ratio", "bool", "count", "days"});
    const std::string name = Text({"derived_", type, "_", i});
    RandomExpression expression(random_, names_);
    std::string text = Text(
        {"  ", name, ": {type: ", type,
         ", expr: ", type == "bool" ? expression.QuotedCondition() : expression.QuotedNumber()});
    if (type == "number" && random_.Chance(30)) text += Text({", min: 0, max: 60"});
    Add("derived", Text({text, "}\n"}));
    NameSignal(name, type, false);
  }
}

}  // namespace bellwether
