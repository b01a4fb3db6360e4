// A query that is put together when it runs, with its values.
//
//   Query query;
//   const std::string text = absl::StrCat("select ... where tenant = ", query.Text(tenant));
//   Row row;                                   // has Into(statement): what columns are read into
//   query.Run(session, text, row, [&] { found.push_back(row.Alert()); });
//   query.Change(session, absl::StrCat("delete from ... where tenant = ", query.Text(tenant)));
//
// Throws soci_error. It may run more than once. One thread.
#ifndef BELLWETHER_SERVER_STORE_QUERY_H_
#define BELLWETHER_SERVER_STORE_QUERY_H_

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "soci/soci.h"

namespace bellwether::store {

class Query {
 public:
  // Each is the place in the statement at which the value stands.
  std::string Text(const std::string& value) { return Add(texts_, value); }
  std::string Number(long long value) { return Add(numbers_, value); }
  std::string Real(double value) { return Add(reals_, value); }
  // "column in (...)"; of no values "1 = 0".
  std::string AnyText(const std::string& column, const std::vector<std::string>& values) {
    if (values.empty()) return "1 = 0";
    std::vector<std::string> places;
    for (const std::string& value : values) places.push_back(Text(value));
    return absl::StrCat(column, " in (", absl::StrJoin(places, ", "), ")");
  }

  std::string AnyNumber(const std::string& column, const std::vector<long long>& values) {
    if (values.empty()) return "1 = 0";
    std::vector<std::string> places;
    for (const long long value : values) places.push_back(Number(value));
    return absl::StrCat(column, " in (", absl::StrJoin(places, ", "), ")");
  }

  template <typename Row, typename Each>
  void Run(soci::session& session, const std::string& text, Row& row, const Each& each) {
    RunWhile(session, text, row, [&each] {
      each();
      return true;
    });
  }
  // Until `each` says no: what follows is not read. Whether all was.
  template <typename Row, typename Each>
  bool RunWhile(soci::session& session, const std::string& text, Row& row, const Each& each) {
    soci::statement rows(session);
    for (auto& [name, value] : texts_) rows.exchange(soci::use(value, name));
    for (auto& [name, value] : numbers_) rows.exchange(soci::use(value, name));
    for (auto& [name, value] : reals_) rows.exchange(soci::use(value, name));
    row.Into(rows);
    rows.alloc();
    rows.prepare(text);
    rows.define_and_bind();
    rows.execute();
    while (rows.fetch()) {
      if (!each()) return false;
    }
    return true;
  }

  // Of a statement that gives no rows; how many it changed.
  long long Change(soci::session& session, const std::string& text) {
    soci::statement change(session);
    for (auto& [name, value] : texts_) change.exchange(soci::use(value, name));
    for (auto& [name, value] : numbers_) change.exchange(soci::use(value, name));
    for (auto& [name, value] : reals_) change.exchange(soci::use(value, name));
    change.alloc();
    change.prepare(text);
    change.define_and_bind();
    change.execute(true);
    return change.get_affected_rows();
  }

 private:
  template <typename List, typename Value>
  std::string Add(List& list, Value value) {
    list.emplace_back(absl::StrCat("v", count_++), std::move(value));
    return absl::StrCat(":", list.back().first);
  }

  int count_ = 0;
  std::deque<std::pair<std::string, std::string>> texts_;
  std::deque<std::pair<std::string, long long>> numbers_;
  std::deque<std::pair<std::string, double>> reals_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_QUERY_H_
