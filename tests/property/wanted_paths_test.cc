// Whatever path is read, what is evaluated for it alone gives the same as everything.
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/paths/forms.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "engine/paths/wanted.h"
#include "tests/property/every_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

// "health.<model>.score" -> "health.*.score".
std::string Starred(std::string_view pattern) {
  return std::regex_replace(std::string(pattern), std::regex("<[^>]*>"), "*");
}

std::string WrongPath(const CheckedPack& pack, const Asked& asked) {
  const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!scored.accepted) return "";
  Scratch scratch;
  Evaluation evaluation;  // has answered other paths
  const EvaluatedAccount whole{pack.plan, asked.account, scored.facts, scored.evaluation};
  const EvaluatedAccount part{pack.plan, asked.account, scored.facts, evaluation};
  for (const PathForm& form : PathForms()) {
    for (const Path& path : ExpandPath(pack.plan, Starred(form.pattern)).paths) {
      if (!Evaluate(pack.plan, scored.facts, scratch, evaluation, WantedBy(path)).ok()) {
        return absl::StrCat(path.text, ": refused, and not when everything is asked for");
      }
      const std::string expected = Show(Observe(whole, path));
      const std::string found = Show(Observe(part, path));
      if (found != expected) {
        return absl::StrCat(path.text, " is ", found, ", and of everything ", expected);
      }
    }
  }
  return "";
}

TEST(WantedPathsTest, APathReadsTheSameWhenNothingElseIsAskedFor) {
  ForEveryAccount(40, WrongPath);
}

std::string WrongRefusal(const CheckedPack& pack, const Asked& asked) {
  Facts facts;
  if (!Bind(pack.plan, asked.account, asked.options, Limits{}, facts).empty()) return "";
  Scratch scratch;
  Evaluation evaluation;
  const bool whole = Evaluate(pack.plan, facts, scratch, evaluation).ok();
  const std::vector<uint32_t> required = evaluation.required;
  const bool part = Evaluate(pack.plan, facts, scratch, evaluation, kNothingWanted).ok();
  const bool same = whole == part && required == evaluation.required;
  return same ? "" : "refused for something else when nothing is asked for";
}

TEST(WantedPathsTest, WhetherAnAccountIsRefusedDoesNotDependOnIt) {
  ForEveryAccount(40, WrongRefusal);
}

}  // namespace
}  // namespace bellwether
