// Tested by tests/server/portfolio_handlers_test.cc.
#include "server/rpc/book_answering.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/book/quality.h"
#include "engine/book/selection.h"
#include "engine/portfolio/compute.h"
#include "protos/wire/metrics.h"

namespace bellwether {
namespace {

constexpr uint32_t kMostKeptMonths = 12;

}  // namespace

BookAnswering::BookAnswering(const PortfolioEnvironment& environment, const BookQuestion& question,
                             const Stop& stop)
    : environment_(environment),
      question_(question),
      stop_([&environment, &stop] {
        if (environment.at_step) environment.at_step();
        return stop.requested();
      }),
      now_(TakeViews(question.request.as_of)) {}

BookAnswering::~BookAnswering() { GiveBack(std::move(now_)); }

const book::KeptAccounts& BookAnswering::KeptAccounts() {
  if (!kept_.has_value()) {
    kept_ = portfolio::ChooseAccounts(views().Before(0), question_.request.where);
  }
  return *kept_;
}

void BookAnswering::WriteData(v1::BookQuality& message) {
  const StoredBook& book = *question_.book;
  message.set_accounts(wire::CountToProto(book.book.account_count()));
  message.set_records(wire::CountToProto(book.book.record_count()));
  message.set_refused(wire::CountToProto(book.refused));
  for (const Wording& place : book.first_refused) {
    message.add_first_refused(place.In(question_.request.language));
  }
  message.set_accounts_in_all(message.accounts());
  if (!question_.request.where.empty()) return WriteKept(message);
  wire::DoubtsToProto(now_->Doubts(stop_), question_.request.language, *message.mutable_doubts());
}

void BookAnswering::WriteKept(v1::BookQuality& message) {
  const book::Book& book = question_.book->book;
  const book::KeptAccounts& kept = KeptAccounts();
  const auto accounts = static_cast<uint64_t>(std::count(kept->begin(), kept->end(), true));
  message.set_accounts(wire::CountToProto(accounts));
  message.set_records(wire::CountToProto(book::RecordsOf(book, kept, &stop_)));
  wire::DoubtsToProto(book::FindDoubts(book, views().Before(0).as_of(), &stop_, kept),
                      question_.request.language, *message.mutable_doubts());
}

std::unique_ptr<KeptViews> BookAnswering::TakeViews(const Moment& as_of) {
  auto views = environment_.views.Take(question_.book, question_.snapshot->plan, as_of);
  views->views.StopWhen(Stop([this] { return stop_.requested(); }));
  return views;
}

// Views of a book that is no more the one of its name would keep it in memory.
void BookAnswering::GiveBack(std::unique_ptr<KeptViews> views) {
  const StoredBook& book = *views->book;
  if (environment_.books.Find(book.name, book.tenant) != views->book) return;
  if (question_.request.trend_points > kMostKeptMonths) return;  // a view of each month
  environment_.views.Give(std::move(views));
}

}  // namespace bellwether
