#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"
#include "studio/segment.hpp"

#include <koebel/v1/candidate.pb.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace koebel::studio {

/// Of groups smaller than this nothing is said: PRODUCT.md, rule 7.
inline constexpr std::uint32_t kSmallestGroup = 5;
inline constexpr std::int64_t kShowsLookedAt = 12;

/// Which groups somebody belongs to.
struct Groups {
    std::string team;  ///< the main one; may be empty
    v1::Work work = v1::WORK_UNSPECIFIED;
    v1::Tenure tenure = v1::TENURE_UNSPECIFIED;
};
[[nodiscard]] std::map<PersonId, Groups> groups_of(store::Reader& reader, const std::vector<PersonId>& people);

/// How often the last shows told of each group.
struct ToldBefore {
    std::uint32_t shows = 0;
    std::map<std::string, std::uint32_t> values;  ///< stories, by value
    std::map<std::string, std::uint32_t> teams;   ///< people, as the next two
    std::map<v1::Tenure, std::uint32_t> tenures;
    std::map<v1::Work, std::uint32_t> works;
};
[[nodiscard]] ToldBefore told_before(store::Reader& reader);

/// A job of Store::read. Refuses with kNotFound SHOW_NOT_FOUND.
[[nodiscard]] Result<v1::GetCoverageResponse> coverage(
    store::Reader& reader, const PersonId& viewer, const show::ShowId& show
);

}  // namespace koebel::studio
