// The delivery file: who is told of alerts, and of which. YAML, read as strictly as a pack;
// docs/delivery.md explains every key.
//
//   targets:
//     pager: {kind: webhook, url: "https://hooks.example.com/b", secret_file: pager.secret}
//     people: {kind: mail, server: "smtp.example.com:587", from: b@example.com,
//              to: [cs@example.com], user: b, password_file: smtp.password}
//   routes:
//     - {segment: enterprise, severity: red, to: [pager, people]}
//     - {to: [people]}
//
// It holds no secret: these are in files of their own, beside it, which are read with it.
#ifndef BELLWETHER_SERVER_DELIVERY_DELIVERY_FILE_H_
#define BELLWETHER_SERVER_DELIVERY_DELIVERY_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "server/delivery/target.h"

namespace bellwether::delivery {

inline constexpr size_t kMaxDeliveryBytes = 1 << 20;

// Decodes file 0 of `sources`, and reads the files that it names: they are beside it, unless their
// paths are absolute. Every mistake becomes a diagnostic, all at once. No message or hint holds
// what may be a secret; lines of the file may, so they are not to be shown.
Staged<DeliveryFile> DecodeDeliveryFile(const Sources& sources);

// Reads and decodes the file at `path`. The error is for people: a line for each mistake, with its
// place and what to do.
absl::StatusOr<DeliveryFile> ReadDeliveryFile(const std::string& path);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_DELIVERY_FILE_H_
