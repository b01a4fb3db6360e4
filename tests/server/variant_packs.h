// The default pack with other numbers: in every account, for one segment, or from a day on.
#ifndef BELLWETHER_TESTS_SERVER_VARIANT_PACKS_H_
#define BELLWETHER_TESTS_SERVER_VARIANT_PACKS_H_

#include <memory>
#include <string>

#include "engine/bellwether.h"

namespace bellwether {

// As it is.
std::shared_ptr<const Plan> DefaultPack();
// Every constant is three quarters of what it was: for the accounts of `segment`, or for all ("").
// But the highest answers to surveys, or most accounts would be refused.
std::shared_ptr<const Plan> DefaultPackWithLess(const std::string& segment);
// The same for all accounts from `day` on: "2026-02-01".
std::shared_ptr<const Plan> DefaultPackWithLessFrom(const std::string& day);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_VARIANT_PACKS_H_
