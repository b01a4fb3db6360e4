// Differences as people read them: "+8.30", "−0.5", "0.00".
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_

#include <string>

namespace bellwether::cli {

// With fixed decimals; without a sign where they are all 0.
std::string Signed(double value, int decimals);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_SIGNED_NUMBER_H_
