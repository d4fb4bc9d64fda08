#pragma once

#include "base/time.hpp"

#include <google/protobuf/timestamp.pb.h>

namespace koebel {

[[nodiscard]] google::protobuf::Timestamp to_timestamp(Instant at);

/// Whether it keeps the bounds that timestamp.proto states: the years 1 to 9999, nanoseconds of one second. Binary may
/// hold any other, which JSON has no words for.
[[nodiscard]] bool is_valid(const google::protobuf::Timestamp& timestamp);

/// To the microsecond. What lies outside the years 1 to 9999, which a Timestamp may not, becomes the nearest bound.
[[nodiscard]] Instant to_instant(const google::protobuf::Timestamp& timestamp);

}  // namespace koebel
