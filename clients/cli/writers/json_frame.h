// Elements of JSON, already written out, as an array that is written element by element, and as
// lines. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_JSON_FRAME_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_JSON_FRAME_H_

#include <string>
#include <string_view>

namespace bellwether::cli {

class JsonFrame {
 public:
  explicit JsonFrame(bool lines) : lines_(lines) {}

  // As JsonText has it: elements of an array are indented, those of lines are not.
  int indent() const { return lines_ ? -1 : 2; }
  void Write(std::string_view element, std::string& text);
  void Finish(std::string& text) const;

 private:
  const bool lines_;
  bool empty_ = true;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_JSON_FRAME_H_
