// What a pack must pass before it answers, wherever it comes from: it is built, and its own tests
// are run.
//
//   GatedPack gated = TryPack(contents, "rules/saas", settings, absl::Now(), stop);
//   if (gated.refused.has_value()) ...           // gated.pack.problems say why
//   store.Publish(gated.pack.snapshot);
//
// Thread-safe: no state. Takes as long as the tests do.
#ifndef BELLWETHER_SERVER_PACKS_PACK_GATE_H_
#define BELLWETHER_SERVER_PACKS_PACK_GATE_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "server/packs/activation_tests.h"
#include "server/packs/load_pack.h"
#include "server/packs/pack_state.h"

namespace bellwether {

struct GateSettings {
  ActivationTests tests = ActivationTests::kRequire;
  Limits limits = {};
  document::Overrides numbers = {};  // of the deployment, in place of the pack's constants
};

struct GatedPack {
  LoadedPack pack;
  std::optional<ReloadOutcome> refused;  // kInvalid or kTestsFailed; nothing: it may answer
  size_t tests_held = 0;
};

// `stop`: nobody wants to know any more; what is returned then is of no account.
GatedPack TryPack(const PackContents& contents, const std::string& source,
                  const GateSettings& settings, absl::Time now, const Stop& stop = Stop());

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PACK_GATE_H_
