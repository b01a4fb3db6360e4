// Messages <-> the bytes that gRPC hands over. Calls convert for themselves and not by gRPC, so
// that messages live in memory of the thread (call_memory.h), and bytes that are no message are an
// error that says so.
#ifndef BELLWETHER_SERVER_RPC_MESSAGE_BYTES_H_
#define BELLWETHER_SERVER_RPC_MESSAGE_BYTES_H_

#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/byte_buffer.h"

namespace bellwether {

// Takes the bytes out of `bytes`. False: they are no such message.
template <typename Message>
bool Decode(grpc::ByteBuffer& bytes, Message& message) {
  return grpc::SerializationTraits<Message>::Deserialize(&bytes, &message).ok();
}

template <typename Message>
grpc::ByteBuffer Encode(const Message& message) {
  grpc::ByteBuffer bytes;
  bool owned = false;
  grpc::SerializationTraits<Message>::Serialize(message, &bytes, &owned);
  return bytes;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_MESSAGE_BYTES_H_
