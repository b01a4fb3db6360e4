// Tested by tests/clients/json_text_test.cc.
#include "engine/accounts/json_text.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "nlohmann/json.hpp"

namespace bellwether {
namespace {

// Characters that stand for themselves, whatever surrounds them.
bool IsPlain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

}  // namespace

// What needs more than to be copied is the library's to write.
void AppendJsonString(std::string_view value, std::string& text) {
  if (!std::all_of(value.begin(), value.end(), IsPlain)) {
    text.append(
        nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return;
  }
  text.push_back('"');
  text.append(value);
  text.push_back('"');
}

void JsonText::Key(std::string_view name) {
  BeginValue();
  AppendJsonString(name, text_);
  text_.append(indent_ < 0 ? ":" : ": ");
  after_key_ = true;
}

void JsonText::String(std::string_view value) {
  BeginValue();
  AppendJsonString(value, text_);
}

void JsonText::Number(double value) {
  if (!std::isfinite(value)) return Null();
  BeginValue();
  text_.append(FormatNumber(value));
}

void JsonText::Bare(std::string_view value) {
  BeginValue();
  text_.append(value);
}

void JsonText::Begin(char bracket) {
  BeginValue();
  text_.push_back(bracket);
  ++depth_;
  empty_ = true;
}

void JsonText::End(char bracket) {
  --depth_;
  if (!empty_) NewLine();
  text_.push_back(bracket);
  empty_ = false;
}

// Whatever stands between this value and what came before it.
void JsonText::BeginValue() {
  if (std::exchange(after_key_, false)) return;
  if (!empty_) text_.push_back(',');
  if (depth_ > 0) NewLine();
  empty_ = false;
}

void JsonText::NewLine() {
  if (indent_ < 0) return;
  text_.push_back('\n');
  text_.append(static_cast<size_t>(depth_) * static_cast<size_t>(indent_), ' ');
}

}  // namespace bellwether
