// The memory that the messages of one polling thread live in: an arena whose first block stays. A
// thread answers one call after the other, and the accounts of a call one after the other, so they
// all use the same memory, which stays in the processor's cache, and waiting calls hold none.
//
//   CallMemory::Use memory(loop.memory());
//   auto* request = memory.Create<v1::EvaluateRequest>();
//   ...     // at its end everything is gone; what went beyond the first block is freed
//
// One thread, one use at a time.
#ifndef BELLWETHER_SERVER_RPC_CALL_MEMORY_H_
#define BELLWETHER_SERVER_RPC_CALL_MEMORY_H_

#include <cstddef>
#include <memory>

#include "google/protobuf/arena.h"

namespace bellwether {

class CallMemory {
 public:
  CallMemory() : first_block_(new char[kFirstBlockBytes]), arena_(Options(first_block_.get())) {}
  CallMemory(const CallMemory&) = delete;
  CallMemory& operator=(const CallMemory&) = delete;

  class Use {
   public:
    explicit Use(CallMemory& memory) : arena_(memory.arena_) {}
    ~Use() { arena_.Reset(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    template <typename Message>
    Message* Create() {
      return google::protobuf::Arena::CreateMessage<Message>(&arena_);
    }

   private:
    google::protobuf::Arena& arena_;
  };

 private:
  // A usual request and its answer fit in the first block; further ones grow for requests that
  // hold many accounts.
  static constexpr size_t kFirstBlockBytes = 128 << 10;
  static constexpr size_t kLargestBlockBytes = 1 << 20;

  static google::protobuf::ArenaOptions Options(char* first_block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = first_block;
    options.initial_block_size = kFirstBlockBytes;
    options.start_block_size = kFirstBlockBytes;
    options.max_block_size = kLargestBlockBytes;
    return options;
  }

  const std::unique_ptr<char[]> first_block_;
  google::protobuf::Arena arena_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_MEMORY_H_
