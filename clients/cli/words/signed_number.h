// Differences as people read them: "+8.30", "−0.5", "0.00".
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_

#include <string>

namespace bellwether::cli {

// With fixed decimals; without a sign where they are all 0.
std::string Signed(double value, int decimals);
// With one decimal where it is not whole: "+3", "−0.5", "0".
std::string Signed(double value);

// `digits`, which say how much `value` is without its sign, with it.
std::string WithSign(double value, const std::string& digits);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_
