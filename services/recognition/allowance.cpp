#include "recognition/allowance.hpp"

#include <algorithm>

namespace koebel::recognition {

Credits left_now(const std::optional<Allowance>& allowance, const Bucket& bucket, std::int64_t now) {
    if (!allowance) return bucket.cap;
    const auto weeks = std::max<std::int64_t>(0, now - allowance->week);
    return std::min(bucket.cap, allowance->left + bucket.weekly * weeks);
}

Allowance written(const std::optional<Allowance>& before, Credits left, std::int64_t now) {
    return {.left = left, .week = before ? std::max(before->week, now) : now};
}

Share share(Credits left, Credits asked, std::int64_t recipients) {
    const auto each = std::min(asked, left / recipients);
    return {.each = each, .total = each * recipients};
}

Credits returned(Credits left, Credits credits, const Bucket& bucket) {
    return std::min(bucket.cap, left + credits);
}

}  // namespace koebel::recognition
