// How Boost.Math says that a number cannot be computed: it throws nothing, and gives what it has,
// which the caller looks at. For sources of engine/statistics alone.
#ifndef BELLWETHER_ENGINE_STATISTICS_BOOST_POLICY_H_
#define BELLWETHER_ENGINE_STATISTICS_BOOST_POLICY_H_

#include "boost/math/policies/policy.hpp"

namespace bellwether::statistics {

using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::ignore_error>,
    boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>>;

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_BOOST_POLICY_H_
