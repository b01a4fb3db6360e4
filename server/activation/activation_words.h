// How the pack of an activation is named in records, refusals and the log.
#ifndef BELLWETHER_SERVER_ACTIVATION_ACTIVATION_WORDS_H_
#define BELLWETHER_SERVER_ACTIVATION_ACTIVATION_WORDS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/evaluation.pb.h"
#include "engine/plan/plan.h"
#include "protos/wire/wire.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

inline v1::PackInfo InfoOf(const Plan& plan) {
  v1::PackInfo info;
  wire::PackInfoToProto(plan, info);
  return info;
}

// "saas 1.2.0 (9a66f918)"
inline std::string Short(const v1::PackInfo& pack) {
  return absl::StrCat(pack.name(), " ", pack.version(), " (",
                      pack.digest().substr(0, kShortDigestDigits), ")");
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_ACTIVATION_WORDS_H_
