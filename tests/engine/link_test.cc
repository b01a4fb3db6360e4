// Uses the engine and nothing else: check_link proves that neither gRPC nor protobuf came along.
#include <cstdio>

#include "engine/bellwether.h"

int main() {
  const bellwether::Sources sources({bellwether::SourceFile{"pack.yaml", "pack: p\nversion: 1\n"}});
  const auto loaded = bellwether::Load(sources);
  if (!loaded.ok()) return 1;
  bellwether::Account account;
  account.id = "a";
  bellwether::BindOptions options;
  options.as_of = bellwether::Moment::Date(absl::CivilDay(2026, 3, 1));
  bellwether::Facts facts;
  bellwether::Scratch scratch;
  bellwether::Evaluation evaluation;
  const bool bound = bellwether::Bind(*loaded.value, account, options, {}, facts).empty();
  const bool evaluated = bellwether::Evaluate(*loaded.value, facts, scratch, evaluation).ok();
  std::printf("%s\n", bound && evaluated ? "evaluated" : "failed");
  return bound && evaluated ? 0 : 1;
}
