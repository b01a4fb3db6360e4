// Texts are put together from the leaves up; every part stands in parentheses, so precedence never
// changes a type.
#include "tests/property/random_expression.h"

#include "absl/strings/str_join.h"
#include "tests/property/text.h"

namespace bellwether {

std::string RandomExpression::Literal() {
  return random_.Pick({"0.0", "1.0", "0.5", "2.0", "0.25", "10.0", "50.0", "100.0", "0.1", "7.0",
                       "1e3", "33.3", "-1.0", "-20.5"});
}

std::string RandomExpression::Time() {
  if (random_.Chance(15)) return "timestamp(\"2026-02-14T08:30:00Z\")";
  if (random_.Chance(15)) return "as_of";
  return random_.Pick(names_.timestamps);
}

std::string RandomExpression::OfSeries() {
  const std::string& name = random_.Pick(names_.series);
  switch (random_.Below(4)) {
    case 0:
      return Text({"last(", name, ")"});
    case 1:
      return Text({"falls(", name, ")"});
    case 2:
      return Text({"fall(", name, ")"});
    default:
      return Text({"change(", name, ", days(", random_.Pick({"7", "21", "60", "3.5"}), "))"});
  }
}

// Ints arise only from literals, size(), int() and parts of times (S1).
std::string RandomExpression::OfInts() {
  switch (random_.Below(6)) {
    case 0:
      return Text({"size(", random_.Pick(names_.texts), ")"});
    case 1:
      return Text({"int(", random_.Pick(names_.numbers), ")"});
    case 2:
      return Text({random_.Pick(names_.timestamps), ".",
                   random_.Pick({"getMonth", "getDate", "getDayOfWeek", "getDayOfYear", "getHours",
                                 "getFullYear", "getDayOfMonth", "getMinutes"}),
                   random_.Chance(50) ? "()" : "(\"Asia/Jakarta\")"});
    case 3:
      return Text({"(", random_.Between(0, 9), random_.Pick({" / ", " % "}), "size(",
                   random_.Pick(names_.texts), "))"});
    case 4:
      return Text({"(", Time(), " - ", Time(), ").",
                   random_.Pick({"getHours()", "getMinutes()", "getSeconds()"})});
    default:
      return Text({random_.Between(0, 30)});
  }
}

std::string RandomExpression::NumberLeaf() {
  switch (random_.Below(12)) {
    case 0:
      return Literal();
    case 1:
      return OfSeries();
    case 2:
      return Text({"days_since(", Time(), ")"});
    case 3:
      return Text({"days_between(", Time(), ", ", Time(), ")"});
    case 4:
      return Text({"double(", OfInts(), ")"});
    case 5:
      return Text({"(", random_.Between(-3, 9), " * ", random_.Pick(names_.numbers), ")"});
    default:
      return random_.Pick(names_.numbers);
  }
}

std::string RandomExpression::Number(int depth) {
  if (depth <= 0 || random_.Chance(35)) return NumberLeaf();
  const auto part = [&] { return Number(depth - 1); };
  switch (random_.Below(8)) {
    case 0:
      return Text({random_.Pick({"min", "max"}), "(", part(), ", ", part(), ")"});
    case 1:
      return Text({random_.Pick({"min", "max"}), "([", part(), ", ", part(), ", 40])"});
    case 2:
      return Text({"abs(", part(), ")"});
    case 3:
      return Text({"round(", part(), random_.Pick({"", ", 1", ", 3"}), ")"});
    case 4:
      return Text({"(", Condition(depth - 1), " ? ", part(), " : ", part(), ")"});
    case 5:
      return Text({"-(", part(), ")"});
    default:
      return Text({"(", part(), random_.Pick({" + ", " - ", " * ", " / "}), part(), ")"});
  }
}

std::string RandomExpression::OfText() {
  const std::string& name = random_.Pick(names_.texts);
  switch (random_.Below(5)) {
    case 0:
      return Text({name, ".startsWith(\"A\")"});
    case 1:
      return Text({name, ".endsWith(\"a\")"});
    case 2:
      return Text({name, ".contains(\"n\")"});
    case 3:
      return Text({name, ".matches(\"^[A-M].*a$\")"});
    default:
      return Text({"(", name, " + \"!\" == \"Ana!\")"});
  }
}

std::string RandomExpression::OfTime() {
  switch (random_.Below(5)) {
    case 0:
      return Text({"happened(", random_.Pick(names_.timestamps), ")"});
    case 1:
      return Text({"(", Time(), random_.Pick({" < ", " >= ", " == ", " != "}), Time(), ")"});
    case 2:
      return Text(
          {"(", Time(), " - ", Time(), " > duration(\"", random_.Between(1, 60) * 24, "h30m\"))"});
    case 3:
      return Text({"(", Time(), " + days(", random_.Between(-20, 40), ") <= ", Time(), ")"});
    default:
      return Text({"(days_since(", Time(), ") > ", random_.Between(-10, 40), ")"});
  }
}

std::string RandomExpression::OfWords() {
  const auto& [name, words] = random_.Pick(names_.enums);
  const auto quoted = [](const std::string& word) { return Text({"\"", word, "\""}); };
  if (random_.Chance(40)) {
    return Text(
        {"(", name, " in [", quoted(random_.Pick(words)), ", ", quoted(random_.Pick(words)), "])"});
  }
  return Text({"(", name, random_.Pick({" == ", " != "}), quoted(random_.Pick(words)), ")"});
}

std::string RandomExpression::ConditionLeaf() {
  switch (random_.Below(9)) {
    case 0:
      return OfWords();
    case 1:
      return OfTime();
    case 2:
      return OfText();
    case 3:
      return Text(
          {"has(",
           random_.Chance(50) ? random_.Pick(names_.numbers) : random_.Pick(names_.timestamps),
           ")"});
    case 4:
      return Text({"(", OfInts(), random_.Pick({" < ", " > ", " == "}), OfInts(), ")"});
    case 5:
    case 6:
      return random_.Pick(names_.bools);
    default:
      return Text({"(", NumberLeaf(), random_.Pick({" < ", " <= ", " > ", " >= ", " == ", " != "}),
                   random_.Chance(60) ? Literal() : NumberLeaf(), ")"});
  }
}

std::string RandomExpression::Condition(int depth) {
  if (depth <= 0 || random_.Chance(45)) return ConditionLeaf();
  const auto part = [&] { return Condition(depth - 1); };
  switch (random_.Below(7)) {
    case 0:
      return Text({"!", part()});
    case 3:
      return Text({random_.Pick({"known(", "!known("}), part(), ")"});
    case 1:
      return Text({"(", part(), " ? ", part(), " : ", part(), ")"});
    case 2:
      return Text({"(", Number(depth - 1), random_.Pick({" < ", " >= "}), Number(depth - 1), ")"});
    default: {
      std::vector<std::string> parts = {part(), part()};
      if (random_.Chance(30)) parts.push_back(part());
      return Text({"(", absl::StrJoin(parts, random_.Pick({" && ", " || "})), ")"});
    }
  }
}

}  // namespace bellwether
