// A question about a book on its worker: views of its own, which go back to the cache at the end,
// and what every answer says of its ground.
//
//   BookAnswering answering(environment, question, stop);
//   const auto report = ... answering.views() ... answering.KeptAccounts() ...
//   answering.WriteGround(response);
//   answering.WriteData(*response.mutable_data());
//   if (!answering.stopped()) answer(response);
//
// One thread. It refers to all that it is given.
#ifndef BELLWETHER_SERVER_RPC_BOOK_ANSWERING_H_
#define BELLWETHER_SERVER_RPC_BOOK_ANSWERING_H_

#include <memory>
#include <optional>

#include "bellwether/v1/metrics.pb.h"
#include "engine/base/stop.h"
#include "protos/wire/wire.h"
#include "server/books/views_cache.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/portfolio_request.h"

namespace bellwether {

class BookAnswering {
 public:
  BookAnswering(const PortfolioEnvironment& environment, const BookQuestion& question,
                const Stop& stop);
  ~BookAnswering();
  BookAnswering(const BookAnswering&) = delete;
  BookAnswering& operator=(const BookAnswering&) = delete;

  bool stopped() const { return stop_.requested(); }
  const BookQuestion& question() const { return question_; }
  portfolio::Views& views() { return now_->views; }
  // The accounts that the question's filters keep; found when they are first asked for.
  const book::KeptAccounts& KeptAccounts();

  // Whatever the answer: on which ground it stands.
  template <typename Response>
  void WriteGround(Response& response) const {
    response.set_book(question_.book->name);
    wire::PackInfoToProto(question_.plan(), *response.mutable_pack());
    wire::MomentToProto(question_.request.as_of, *response.mutable_as_of());
  }
  void WriteData(v1::BookQuality& message);

 protected:
  std::unique_ptr<KeptViews> TakeViews(const Moment& as_of);
  void GiveBack(std::unique_ptr<KeptViews> views);

 private:
  // Accounts, records and doubts of those that the filters keep.
  void WriteKept(v1::BookQuality& message);

  const PortfolioEnvironment& environment_;
  const BookQuestion& question_;
  const Stop stop_;
  std::unique_ptr<KeptViews> now_;
  std::optional<book::KeptAccounts> kept_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_BOOK_ANSWERING_H_
