// What a page calls. Bytes go in through a room that is asked for first, and come out of the last
// answer, which stands until the next call:
//
//   const at = bellwether_room(0, size);           // room 0 or 1; write `size` bytes there
//   bellwether_check();                            // reads room 0
//   memory.slice(bellwether_answer(), bellwether_answer_size())
//
// What each does: clients/playground/playground.h.
#include <array>
#include <cstddef>
#include <string>

#include "clients/playground/playground.h"

#define BELLWETHER_EXPORT(name) extern "C" __attribute__((export_name(#name)))

namespace {

std::array<std::string, 2> rooms;
std::string answer;

bellwether::Playground& ThePlayground() {
  static auto* playground = new bellwether::Playground;
  return *playground;
}

}  // namespace

BELLWETHER_EXPORT(bellwether_room) char* bellwether_room(size_t room, size_t size) {
  std::string& chosen = rooms[room == 0 ? 0 : 1];
  chosen.assign(size, '\0');
  return chosen.data();
}

BELLWETHER_EXPORT(bellwether_check) void bellwether_check() {
  answer = ThePlayground().Check(rooms[0]);
}

BELLWETHER_EXPORT(bellwether_declare) void bellwether_declare() {
  answer = ThePlayground().Declare(rooms[0]);
}

// Room 0: the account; room 1: the options.
BELLWETHER_EXPORT(bellwether_evaluate) void bellwether_evaluate() {
  answer = ThePlayground().Evaluate(rooms[0], rooms[1]);
}

BELLWETHER_EXPORT(bellwether_answer) const char* bellwether_answer() { return answer.data(); }
BELLWETHER_EXPORT(bellwether_answer_size) size_t bellwether_answer_size() { return answer.size(); }
