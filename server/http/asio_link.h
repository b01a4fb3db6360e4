// A Link over a socket of Asio: for those files alone that include Boost.
#ifndef BELLWETHER_SERVER_HTTP_ASIO_LINK_H_
#define BELLWETHER_SERVER_HTTP_ASIO_LINK_H_

#include <memory>

#include "boost/asio/basic_stream_socket.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/ssl/context.hpp"
#include "boost/asio/strand.hpp"
#include "server/http/link.h"

namespace bellwether::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;

// `tls` null: plain text.
std::unique_ptr<Link> MakeLink(Socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_ASIO_LINK_H_
