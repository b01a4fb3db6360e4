// Included before anything else where messages are compiled for the thread sanitizer.
//
// Under it, protobuf's map fields have two more members, and Debian's libprotobuf, which was not
// built for it, reads past them. So protobuf's header is read as if there were no sanitizer; the
// standard library's headers, which have their own use for the macro, are read before.
#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#pragma push_macro("__SANITIZE_THREAD__")
#undef __SANITIZE_THREAD__
#include <google/protobuf/map_field.h>
#pragma pop_macro("__SANITIZE_THREAD__")
