// Tested by tests/engine/generation/account_generator_test.cc and
// tests/property/generated_accounts_test.cc.
#include "engine/generation/account_generator.h"

#include <algorithm>

#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "engine/generation/what_is_good.h"

namespace bellwether::generation {
namespace {

constexpr uint64_t kMostTries = 16;
constexpr uint64_t kNextTry = 0x9E3779B97F4A7C15;  // between the seeds of two tries

bool MayRefuse(const Plan& plan) {
  return !plan.required_signals.empty() ||
         std::any_of(plan.components.begin(), plan.components.end(),
                     [](const PlanComponent& component) {
                       return component.missing.policy == ruleset::Missing::Policy::kError;
                     });
}

AccountModel CompleteModel(const Plan& plan, const Moment& as_of) {
  AccountModel model = MakeAccountModel(plan, as_of);
  LearnWhatIsGood(model);
  return model;
}

}  // namespace

AccountGenerator::AccountGenerator(const Plan& plan, uint64_t seed, const Moment& as_of)
    : plan_(plan), seed_(seed), may_refuse_(MayRefuse(plan)), model_(CompleteModel(plan, as_of)) {}

Account AccountGenerator::At(uint64_t position) const {
  Account account = WriteAccount(model_, seed_, position);
  for (uint64_t i = 1; may_refuse_ && i < kMostTries && !IsAnswered(account); ++i) {
    account = WriteAccount(model_, seed_ + i * kNextTry, position);
  }
  return account;
}

bool AccountGenerator::IsAnswered(const Account& account) const {
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  return Bind(plan_, account, model_.options, Limits(), facts).empty() &&
         Evaluate(plan_, facts, scratch, evaluation).ok();
}

}  // namespace bellwether::generation
