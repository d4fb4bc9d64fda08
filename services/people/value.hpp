#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/common.pb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::people {

/// One of the organisation's core values.
struct Value {
    ValueId id;
    std::string key;  ///< the word of the shorthand, without "#"
    std::string name_nl;
    std::string name_en;
    std::string emoji;
    std::string glyph;
    std::string colour;
    std::string description;
    std::uint32_t ordinal = 0;
    bool retired = false;      ///< on what was said with it, and to be chosen no more
    std::string picture_path;  ///< empty: the glyph

    static Value from(const store::Row& row);
};

/// All of them in their order, retired ones included.
[[nodiscard]] store::Query<Value> values();

/// Those that exist, in their order.
[[nodiscard]] store::Query<Value> values_by_id(const std::vector<ValueId>& ids);

[[nodiscard]] v1::Value to_message(const Value& value);

}  // namespace koebel::people
