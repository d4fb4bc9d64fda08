#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::demonstration {

/// One of the organisation's active people.
struct Member {
    PersonId id;
    std::string key;
    std::string given_name;
    std::string team;  ///< the key of the main team

    static Member from(const store::Row& row);
};

/// Who can thank and be thanked, and for what. In the order of their keys, so that a seed always makes the same.
struct Roster {
    std::vector<Member> members;
    std::map<std::string, TeamId, std::less<>> teams;
    std::map<std::string, ValueId, std::less<>> values;

    [[nodiscard]] static Roster read(store::Reader& reader);

    // By key. They throw std::logic_error where there is none: our files are at fault.
    [[nodiscard]] PersonId person(std::string_view key) const;
    [[nodiscard]] ValueId value(std::string_view key) const;
};

}  // namespace koebel::demonstration
