// Tested by tests/engine/expression/program_test.cc.
#include "engine/expression/program.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/expression/operation.h"
#include "engine/expression/print.h"
#include "re2/re2.h"

namespace bellwether::expression {
namespace {

const char* PartName(uint8_t part) {
  constexpr const char* kNames[] = {"year",        "month",       "date",  "day-of-month",
                                    "day-of-week", "day-of-year", "hours", "minutes",
                                    "seconds",     "milliseconds"};
  return kNames[part];
}

const char* RelationName(uint8_t relation) {
  constexpr const char* kNames[] = {"<", "<=", ">", ">=", "==", "!="};
  return kNames[relation];
}

// "slot 4", or "slot 4 seats".
std::string SlotText(uint32_t slot, const Program::SlotNamer& name_of) {
  return absl::StrCat("slot ", slot, name_of ? " " + name_of(slot) : "");
}

// What stands behind the name of the operation.
std::string Details(const Step& step, const Program& program, const Program::SlotNamer& name_of) {
  switch (step.op) {
    case Op::kLoad:
    case Op::kHas:
    case Op::kHappenedSlot:
    case Op::kDaysSinceSlot:
      return absl::StrCat(" ", SlotText(step.index, name_of));
    case Op::kConstant:
      return absl::StrCat(" ", PrintValue(program.constants()[step.index]));
    case Op::kSkip:
    case Op::kSkipIfFalse:
    case Op::kSkipIfTrue:
    case Op::kSkipIfUnusable:
    case Op::kSkipUnless:
      return absl::StrCat(" to ", step.index);
    case Op::kTextIsSlot:
    case Op::kTextIsNotSlot:
    case Op::kInSlot:
    case Op::kLessSlot:
    case Op::kLessOrEqualSlot:
    case Op::kGreaterSlot:
    case Op::kGreaterOrEqualSlot:
    case Op::kEqualSlot:
    case Op::kNotEqualSlot:
      return absl::StrCat(" ", SlotText(step.index, name_of), " ",
                          PrintValue(program.constants()[step.medium]));
    case Op::kLessConstant:
    case Op::kLessOrEqualConstant:
    case Op::kGreaterConstant:
    case Op::kGreaterOrEqualConstant:
    case Op::kEqualConstant:
    case Op::kNotEqualConstant:
      return absl::StrCat(" ", PrintValue(program.constants()[step.medium]));
    case Op::kCompareBool:
    case Op::kCompareInt:
    case Op::kCompareString:
    case Op::kCompareTime:
      return absl::StrCat(" ", RelationName(step.small));
    case Op::kMakeList:
    case Op::kMin:
    case Op::kMax:
      return absl::StrCat(" of ", step.index);
    case Op::kRound:
      return absl::StrCat(" to ", static_cast<int>(step.small), " decimals");
    case Op::kMatchesConstant:
      return absl::StrCat(" ", PrintValue(Value::String(program.pattern(step.index).pattern())));
    case Op::kDurationPart:
    case Op::kTimePart:
    case Op::kTimePartIn:
      return absl::StrCat(" ", PartName(step.small));
    case Op::kTimePartInConstant:
      return absl::StrCat(" ", PartName(step.small), " ", program.zone(step.index).name());
    default:
      return "";
  }
}

}  // namespace

std::string Program::Dump(const SlotNamer& name_of) const {
  std::string text;
  for (size_t i = 0; i < steps_.size(); ++i) {
    absl::StrAppendFormat(&text, "%3d  %s%s\n", i, Describe(steps_[i].op).name,
                          Details(steps_[i], *this, name_of));
  }
  return text;
}

}  // namespace bellwether::expression
