// 2 to the power of x, the same bits on every machine: the decay of stale values uses it (S15).
#ifndef BELLWETHER_ENGINE_BASE_EXP2_H_
#define BELLWETHER_ENGINE_BASE_EXP2_H_

namespace bellwether {

// Within 2 units in the last place for x in [-1000, 1000]; 0 below that range.
double Exp2(double x);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_EXP2_H_
