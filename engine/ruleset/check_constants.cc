// Constants, and what is in force only for a time.
//
// Tested by tests/engine/ruleset/constants_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/constants.h"
#include "engine/ruleset/text_template.h"

namespace bellwether::ruleset {
namespace {

double ValueIn(const document::Constant& constant, const document::Setting& setting) {
  const auto* const own = document::Find(constant.segments, setting.segment);
  return own != nullptr && own->value.present() ? own->value.value : constant.value.value;
}

std::optional<int32_t> NumberOf(const document::Located<document::Day>& day) {
  return day.present() ? std::optional(day.value.number) : std::nullopt;
}

// Where a signal or derived fact of that name is declared; nothing for any other.
Span PlaceOf(const document::Document& document, std::string_view name) {
  if (const auto* signal = document::Find(document.signals, name)) return signal->span;
  if (const auto* derived = document::Find(document.derived, name)) return derived->span;
  return {};
}

// "the signal or fact at 12:3", "a name that every pack has".
std::string OtherMeaning(const Checker& checker, std::string_view name) {
  const Span place = PlaceOf(checker.document, name);
  if (!place.known()) return "a name that every pack has";
  const std::string& file = checker.rules.files[place.file];
  return absl::StrCat("the name of what is declared at ", file, ":", place.line, ":", place.column);
}

}  // namespace

void CheckConstants(Checker& checker) {
  const document::Document& document = checker.document;
  for (const auto& entry : document.constants) {
    CheckPlainName(checker, "constant", entry.name, entry.span);
    Constant constant;
    constant.name = entry.name;
    constant.value = ValueIn(entry.value, document.setting);
    constant.notes = ToNotes(entry.value.notes);
    constant.location = entry.span;
    for (const auto& segment : entry.value.segments) {
      checker.ResolveWord("segment", "segments", segment.name, segment.span,
                          checker.rules.segments);
    }
    checker.rules.constants.push_back(std::move(constant));
  }
  for (const document::ConstantUse& use : document.constant_uses) {
    checker.rules.constants[use.constant].used = true;
  }
  for (const uint32_t index : document.filled_constants) {
    checker.rules.constants[index].used = true;
  }
}

void CheckConstantNames(Checker& checker) {
  for (const Constant& constant : checker.rules.constants) {
    const auto error = [&](const std::string& message) {
      checker.sink.Error("duplicate-name", constant.location, message,
                         "give the constant another name");
    };
    if (checker.names.Find(constant.name)) {
      error(absl::StrCat("the constant ", Quoted(constant.name), " is also ",
                         OtherMeaning(checker, constant.name)));
    } else if (std::find(kDecisionNames.begin(), kDecisionNames.end(), constant.name) !=
               kDecisionNames.end()) {
      error(absl::StrCat("the constant ", Quoted(constant.name),
                         " has a name by which texts call a part of a decision"));
    }
  }
}

const Constant* Checker::UseConstant(std::string_view name) {
  for (Constant& constant : rules.constants) {
    if (constant.name != name) continue;
    constant.used = true;
    return &constant;
  }
  return nullptr;
}

Effective CheckEffective(const Checker& checker, const document::Effective& written) {
  return {NumberOf(written.from), NumberOf(written.until), checker.document.setting.Has(written)};
}

std::string Effective::Describe() const {
  std::string text;
  const auto add = [&text](std::string_view word, const std::optional<int32_t>& day) {
    if (!day) return;
    absl::StrAppend(&text, text.empty() ? "in force " : " ", ToAbsl(word), " ",
                    absl::FormatCivilTime(DayOfNumber(*day)));
  };
  add("from", from);
  add("until", until);
  return text;
}

}  // namespace bellwether::ruleset
