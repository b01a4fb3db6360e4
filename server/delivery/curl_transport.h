// HTTP and SMTP by libcurl, which the server has for the keys of issuers already.
#ifndef BELLWETHER_SERVER_DELIVERY_CURL_TRANSPORT_H_
#define BELLWETHER_SERVER_DELIVERY_CURL_TRANSPORT_H_

#include <atomic>

#include "server/delivery/transport.h"

namespace bellwether::delivery {

class CurlTransport final : public Transport {
 public:
  Ending Post(const HttpPost& post) override;
  Ending Send(const Mail& mail) override;
  void Abort() override { aborted_ = true; }

 private:
  std::atomic<bool> aborted_{false};
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_CURL_TRANSPORT_H_
