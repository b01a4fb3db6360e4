// Tested by tests/engine/schema/free_keys_test.cc, and with a validator by tests/schema.
#include "engine/schema/free_keys.h"

#include <string>
#include <utility>

namespace bellwether {

void AllowFreeKeys(Schema& file) {
  Schema anything;
  anything.description = "Read by nobody: a place for notes and for anchors.";
  file.key_patterns.push_back({"^" + std::string(kFreeKeyStart), std::move(anything)});
}

}  // namespace bellwether
