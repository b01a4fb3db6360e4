// Every time zone by its IANA name, as a file of the system describes it. Made by zones.py.
#ifndef BELLWETHER_CLIENTS_PLAYGROUND_WASM_ZONES_H_
#define BELLWETHER_CLIENTS_PLAYGROUND_WASM_ZONES_H_

#include <span>
#include <string_view>

namespace bellwether::zones {

struct Zone {
  std::string_view name;
  std::string_view data;
};

extern const std::span<const Zone> kZones;  // in the order of their names

}  // namespace bellwether::zones

#endif  // BELLWETHER_CLIENTS_PLAYGROUND_WASM_ZONES_H_
