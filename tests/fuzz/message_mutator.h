// Mutations of a message field by field: what comes out is a message again, and reaches behind the
// parser of the wire.
#ifndef BELLWETHER_TESTS_FUZZ_MESSAGE_MUTATOR_H_
#define BELLWETHER_TESTS_FUZZ_MESSAGE_MUTATOR_H_

#include <cstdint>

#include "google/protobuf/message.h"

namespace bellwether::fuzz {

// For LLVMFuzzerCustomMutator. `message` is scratch of the type that the bytes hold; bytes that are
// no such message are left to libFuzzer.
size_t MutateMessage(google::protobuf::Message& message, uint8_t* data, size_t size,
                     size_t max_size, unsigned seed);

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_MESSAGE_MUTATOR_H_
