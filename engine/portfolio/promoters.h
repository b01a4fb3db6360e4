// Who promotes and who detracts, of answers from 0 to 10 (P23): the net promoter score is the share
// of the former less that of the latter, in points.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_PROMOTERS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_PROMOTERS_H_

namespace bellwether::portfolio {

inline constexpr double kMostPoints = 100;

inline bool Promotes(double score) { return score >= 9; }
inline bool Detracts(double score) { return score <= 6; }

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_PROMOTERS_H_
