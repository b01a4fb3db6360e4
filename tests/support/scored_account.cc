// Tested by every test of scores.
#include "tests/support/scored_account.h"

#include <gtest/gtest.h>

#include "engine/accounts/accounts.h"
#include "engine/explain/explanation.h"
#include "tests/support/files.h"

namespace bellwether::testing_support {
namespace {

// Index of a name among notes; fails the test when there is none.
uint32_t IndexOf(const std::vector<PlanNote>& notes, std::string_view name) {
  for (uint32_t i = 0; i < notes.size(); ++i) {
    if (notes[i].name == name) return i;
  }
  ADD_FAILURE() << "the pack has no " << name;
  return 0;
}

// Components of different models may share a path.
uint32_t ComponentIndex(const Plan& plan, std::string_view path) {
  const size_t dot = path.find('.');
  const uint32_t model = IndexOf(plan.model_notes, path.substr(0, dot));
  const Range& range = plan.models[model].components;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    if (plan.component_notes[i].name == path.substr(dot + 1)) return i;
  }
  ADD_FAILURE() << "the pack has no component " << path;
  return 0;
}

std::vector<Account> Read(std::string_view text, AccountFormat format) {
  std::vector<Account> accounts;
  for (AccountRecord& record : ReadAccounts(text, format, Limits{})) {
    for (const Violation& violation : record.violations) {
      ADD_FAILURE() << "line " << record.line << ": " << violation.path << ": "
                    << violation.message;
    }
    accounts.push_back(std::move(record.account));
  }
  return accounts;
}

}  // namespace

PlanPointer PlanOf(std::string_view rules) {
  std::string text(rules);
  if (text.find("pack:") == std::string::npos) text.insert(0, "pack: sample\nversion: 1.0.0\n");
  const Sources sources({SourceFile{"pack.yaml", std::move(text)}});
  const auto loaded = Load(sources);
  if (loaded.value != nullptr) return loaded.value;
  ADD_FAILURE() << RenderAll(loaded.diagnostics, sources);
  return std::make_shared<const Plan>();
}

Account AccountOf(std::string_view yaml) {
  std::string text(yaml);
  if (text.starts_with('{')) {
    text.insert(1, text == "{}" ? "id: a" : "id: a, ");
  } else if (!text.starts_with("id:")) {
    text.insert(0, "id: a\n");
  }
  std::vector<Account> accounts = Read(text, AccountFormat::kYaml);
  EXPECT_EQ(accounts.size(), 1u) << text;
  return accounts.empty() ? Account() : accounts.front();
}

std::vector<Account> AccountsOfFile(const std::string& relative_path) {
  const auto format = AccountFormatOf(relative_path);
  EXPECT_TRUE(format) << relative_path;
  return Read(ReadFileOrFail(SourcePath(relative_path)), format.value_or(AccountFormat::kJson));
}

BindOptions AsOf(std::string_view moment) {
  const auto parsed = ParseMoment(moment);
  EXPECT_TRUE(parsed) << moment;
  BindOptions options;
  options.as_of = parsed.value_or(Moment());
  return options;
}

const ModelResult& ScoredAccount::model(std::string_view name) const {
  return evaluation.models[IndexOf(plan->model_notes, name)];
}

const ComponentResult& ScoredAccount::component(std::string_view path) const {
  return evaluation.components[ComponentIndex(*plan, path)];
}

const BenchmarkResult& ScoredAccount::benchmark(std::string_view name) const {
  return evaluation.benchmarks[IndexOf(plan->benchmark_notes, name)];
}

std::string ScoredAccount::band(std::string_view name) const {
  const ModelResult& result = model(name);
  if (!result.has_score()) return "";
  const PlanModel& planned = plan->models[IndexOf(plan->model_notes, name)];
  return plan->band_notes[planned.bands.first + result.band].name;
}

std::string ScoredAccount::tier(std::string_view name) const {
  const BenchmarkResult& rated = benchmark(name);
  if (rated.state != BenchmarkState::kTiered) return "";
  return plan->tiers[plan->sets[rated.set].tiers.first + rated.tier].name;
}

std::string ScoredAccount::primary() const {
  return evaluation.primary == kNoIndex ? "" : plan->model_notes[evaluation.primary].name;
}

std::vector<std::string> ScoredAccount::required() const {
  std::vector<std::string> names;
  for (const uint32_t slot : evaluation.required) names.push_back(plan->slots[slot].name);
  return names;
}

std::string ScoredAccount::text() const { return Render(*plan, facts, evaluation); }

ScoredAccount Score(const PlanPointer& plan, const Account& account, const BindOptions& options) {
  ScoredAccount scored;
  scored.plan = plan;
  for (const Violation& violation : Bind(*plan, account, options, Limits{}, scored.facts)) {
    ADD_FAILURE() << account.id << ": " << violation.path << ": " << violation.message;
  }
  Scratch scratch;
  scored.status = Evaluate(*plan, scored.facts, scratch, scored.evaluation);
  return scored;
}

ScoredAccount Score(const PlanPointer& plan, std::string_view account, const BindOptions& options) {
  return Score(plan, AccountOf(account), options);
}

}  // namespace bellwether::testing_support
