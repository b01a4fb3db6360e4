// Messages as the store keeps them: JSON, that a newer server may have written. Thread-safe: no
// state.
#ifndef BELLWETHER_SERVER_BOOK_STORED_BODY_H_
#define BELLWETHER_SERVER_BOOK_STORED_BODY_H_

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace bellwether {

std::string EncodeBody(const google::protobuf::Message& message);
// DATA_LOSS: it is none. `what` names it for people: "a stored evaluation".
absl::Status DecodeBody(const std::string& body, const char* what,
                        google::protobuf::Message& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_STORED_BODY_H_
