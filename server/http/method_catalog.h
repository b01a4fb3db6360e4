// Which methods are served, by path, as the generated descriptor pool describes them.
//
//   MethodCatalog methods({"bellwether.v1.ScoringService"});
//   const Method* method = methods.Find("/bellwether.v1.ScoringService/Evaluate");   // or null
//
// Immutable.
#ifndef BELLWETHER_SERVER_HTTP_METHOD_CATALOG_H_
#define BELLWETHER_SERVER_HTTP_METHOD_CATALOG_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::http {

struct Method {
  std::string path;                 // "/bellwether.v1.ScoringService/Evaluate"
  std::string request, response;    // full names of messages
  bool client_streams = false, server_streams = false;
  bool has_no_side_effects = false;  // may be asked by GET

  bool is_unary() const { return !client_streams && !server_streams; }
};

class MethodCatalog {
 public:
  explicit MethodCatalog(const std::vector<std::string>& services);

  const Method* Find(std::string_view path) const {
    const auto found = methods_.find(path);
    return found == methods_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, Method, std::less<>> methods_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_METHOD_CATALOG_H_
