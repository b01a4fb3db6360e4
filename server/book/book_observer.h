// Told what becomes known of accounts.
#ifndef BELLWETHER_SERVER_BOOK_BOOK_OBSERVER_H_
#define BELLWETHER_SERVER_BOOK_BOOK_OBSERVER_H_

#include <span>
#include <string>

namespace bellwether {

class BookObserver {
 public:
  virtual ~BookObserver() = default;
  // Records of these accounts were stored, and are durable. Any thread; quick.
  virtual void Changed(const std::string& tenant, std::span<const std::string> accounts) = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_BOOK_OBSERVER_H_
