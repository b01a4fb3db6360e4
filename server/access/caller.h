// Who asks, as far as the server knows: one object for each identity, shared by its calls.
#ifndef BELLWETHER_SERVER_ACCESS_CALLER_H_
#define BELLWETHER_SERVER_ACCESS_CALLER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"

namespace bellwether {

// What a caller may do. They do not contain each other: an admin who is to score has both.
enum class Role : uint8_t {
  kScore,  // evaluate accounts
  kRead,   // look at packs, metrics and books
  kAdmin,  // change what the server answers with
};
inline constexpr int kRoles = 3;

class RoleSet {
 public:
  static constexpr RoleSet All() { return RoleSet((1u << kRoles) - 1); }
  constexpr RoleSet() = default;

  constexpr void Add(Role role) { bits_ |= Bit(role); }
  constexpr bool Has(Role role) const { return (bits_ & Bit(role)) != 0; }
  constexpr bool operator==(const RoleSet&) const = default;

 private:
  explicit constexpr RoleSet(uint32_t bits) : bits_(bits) {}
  static constexpr uint32_t Bit(Role role) { return 1u << static_cast<uint32_t>(role); }

  uint32_t bits_ = 0;
};

// Immutable.
struct Caller {
  std::string name;    // "" where nobody is asked for it
  std::string tenant;  // "" where it belongs to none
  RoleSet roles = {};
  std::string pack = {};  // the one that answers its tenant, as a request would name it; "": any
};
using CallerPointer = std::shared_ptr<const Caller>;

// How long it is known who somebody is, without looking again: nothing that says so has changed
// since, and the token has not expired.
struct Standing {
  uint64_t epoch = 0;  // of the access file and the keys in force when it was looked
  absl::Time expires = absl::InfiniteFuture();  // of the token that was shown
};

// The caller of a server that asks nobody who they are: without a name, and free to do everything.
inline const CallerPointer& AnyCaller() {
  static const auto* const kAny =
      new CallerPointer(std::make_shared<const Caller>(Caller{"", "", RoleSet::All(), ""}));
  return *kAny;
}

// Whoever could not say who they are.
inline const CallerPointer& NoCaller() {
  static const auto* const kNone = new CallerPointer(std::make_shared<const Caller>());
  return *kNone;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_CALLER_H_
