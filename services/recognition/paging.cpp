#include "recognition/paging.hpp"

#include <algorithm>
#include <limits>

namespace koebel::recognition {

std::int64_t below(std::uint64_t before) {
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    return before == 0 ? kEnd : static_cast<std::int64_t>(std::min<std::uint64_t>(before, kEnd));
}

bool cut(std::vector<StoredRow>& rows, std::size_t size) {
    const bool more = rows.size() > size;
    if (more) rows.resize(size);
    return more;
}

}  // namespace koebel::recognition
