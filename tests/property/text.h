// Pieces put together in the order in which they stand. Arguments of a call are evaluated in an
// order that differs between compilers, items of a list are not: a piece may ask a generator of
// random numbers.
//
//   Text({"{from: ", random.Below(9), ", to: ", random.Below(9), "}"})
#ifndef BELLWETHER_TESTS_PROPERTY_TEXT_H_
#define BELLWETHER_TESTS_PROPERTY_TEXT_H_

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace bellwether {

struct Piece {
  Piece(const char* piece) : text(piece) {}
  Piece(std::string piece) : text(std::move(piece)) {}
  Piece(std::string_view piece) : text(piece) {}
  template <std::integral T>
  Piece(T number) : text(std::to_string(number)) {}

  std::string text;
};

inline std::string Text(std::initializer_list<Piece> pieces) {
  std::string whole;
  for (const Piece& piece : pieces) whole += piece.text;
  return whole;
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_TEXT_H_
