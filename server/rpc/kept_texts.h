// Texts that a store keeps, or is asked for. Problems are collected. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_KEPT_TEXTS_H_
#define BELLWETHER_SERVER_RPC_KEPT_TEXTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/facts/account.h"

namespace bellwether {

// What a record may say of an account in a word, such as its id or its CSM: a request that asks for
// such a word may have one as long.
inline constexpr size_t kMostWordBytes = Limits{}.max_text_bytes;

// That databases keep the text as it is: some end it at a character of code 0.
void CheckKept(const std::string& text, const char* path, std::vector<Violation>& violations);
// Likewise, and that it has at most so many bytes.
void CheckText(const std::string& text, size_t most, const char* path,
               std::vector<Violation>& violations);
void CheckWord(const std::string& word, const char* path, std::vector<Violation>& violations);

// That a request names an account at all, and one that can be kept.
void CheckAccountId(const std::string& account_id, std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_KEPT_TEXTS_H_
