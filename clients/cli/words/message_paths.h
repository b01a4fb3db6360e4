// Paths that can be read from an answer's message, where there is no plan to resolve them in: what
// every answer of a server carries, whichever call asks for it.
//
// Each says what engine/paths says at the same path; a test compares them. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_MESSAGE_PATHS_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_MESSAGE_PATHS_H_

#include <span>
#include <string_view>

#include "bellwether/v1/evaluation.pb.h"
#include "engine/paths/path.h"

namespace bellwether::cli {

struct MessagePath {
  std::string_view name;
  PathType type;
  Observed (*read)(const v1::Evaluation& evaluation);
};

std::span<const MessagePath> MessagePaths();
// Null when no such path can be read.
const MessagePath* FindMessagePath(std::string_view name);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_MESSAGE_PATHS_H_
