#pragma once

#include "base/static_text.hpp"

#include <cstddef>

namespace koebel::people {

/// What somebody gave or was thanked for, and lives: what they take with them when they leave. Of themselves only, and
/// only by their archive code: it asks nothing about whether they are active. To be joined with AND.
template <std::size_t Size>
[[nodiscard]] constexpr auto took_part(const char (&person)[Size]) {
    const auto who = static_text(person);
    return "(r.state = 0 AND r.id IN (SELECT own.recognition_id FROM recognition_recipient own"
           " WHERE own.withheld = 0 AND own.person_id = " +
           who + " UNION ALL SELECT given.id FROM recognition given WHERE given.giver_id = " + who + "))";
}

}  // namespace koebel::people
