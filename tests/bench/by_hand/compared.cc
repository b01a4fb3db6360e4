// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/compared.h"

#include <gtest/gtest.h>

#include "rules/reader/pack_folder.h"
#include "tests/bench/by_hand/differences.h"
#include "tests/bench/by_hand/input_of_facts.h"
#include "tests/bench/by_hand/saas.h"
#include "tests/support/files.h"

namespace bellwether::saas {
namespace {

std::shared_ptr<const Plan> LoadSaas() {
  const auto sources = ReadPackFolder(testing_support::SourcePath("rules/saas"));
  if (!sources.ok()) {
    ADD_FAILURE() << sources.status();
    return std::make_shared<const Plan>();
  }
  const auto loaded = Load(*sources);
  if (loaded.value != nullptr) return loaded.value;
  ADD_FAILURE() << RenderAll(loaded.diagnostics, *sources);
  return std::make_shared<const Plan>();
}

}  // namespace

const Plan& SaasPlan() {
  static const auto* const plan = new std::shared_ptr<const Plan>(LoadSaas());
  return **plan;
}

Compared Compare(const Account& account, const Moment& as_of) {
  static const auto* const reader = new absl::StatusOr<InputReader>(InputReader::For(SaasPlan()));
  Compared compared;
  Facts facts;
  BindOptions options;
  options.as_of = as_of;
  for (const Violation& violation : Bind(SaasPlan(), account, options, Limits{}, facts)) {
    ADD_FAILURE() << account.id << ": " << violation.path << ": " << violation.message;
  }
  Scratch scratch;
  EXPECT_TRUE(Evaluate(SaasPlan(), facts, scratch, compared.engine).ok()) << account.id;
  if (!reader->ok()) {
    ADD_FAILURE() << reader->status();
    return compared;
  }
  const auto owned = (*reader)->Read(facts);
  if (!owned.ok()) {
    ADD_FAILURE() << account.id << ": " << owned.status();
    return compared;
  }
  Evaluate((*owned)->input, compared.by_hand);
  compared.differences = Differences(SaasPlan(), compared.engine, compared.by_hand);
  return compared;
}

}  // namespace bellwether::saas
