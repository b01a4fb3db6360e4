// What gRPC listens with: TLS by files that are followed, or plain text.
#ifndef BELLWETHER_SERVER_RPC_SERVER_CREDENTIALS_H_
#define BELLWETHER_SERVER_RPC_SERVER_CREDENTIALS_H_

#include <memory>

#include "grpcpp/security/server_credentials.h"
#include "server/access/tls_files.h"

namespace bellwether {

// `tls` outlives the server; null: plain text. TLS 1.2 or 1.3, as gRPC has it; new files count for
// connections that begin after a second. Where `tls` names authorities of clients, a client must
// show a certificate of theirs when `clients_must_certify`, else it may; a bad one is refused in
// any case.
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(const TlsFiles* tls,
                                                               bool clients_must_certify);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SERVER_CREDENTIALS_H_
