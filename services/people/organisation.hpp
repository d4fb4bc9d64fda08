#pragma once

#include "base/credits.hpp"
#include "base/zone.hpp"
#include "people/value.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>
#include <koebel/v1/common.pb.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// The organisation: one per installation.
struct Organisation {
    std::string name;
    Zone zone;  ///< weeks and days are counted in it
    std::string language;
    bool demonstration = false;
    Credits allowance_weekly;
    Credits allowance_cap;
    std::string installation_id;
    bool private_recognitions = true;  ///< whether new ones can be given
    std::string logo_path;             ///< empty: there is none

    static Organisation from(const store::Row& row);
};

/// What a new organisation starts with.
struct NewOrganisation {
    std::string name;
    std::string time_zone = "Europe/Amsterdam";
    std::string language = "nl";
    bool demonstration = false;
    Credits allowance_weekly{50};
    Credits allowance_cap{100};
};

/// The organisation, or none in an empty database.
[[nodiscard]] store::Query<Organisation> organisation();

/// Writes the organisation if there is none yet. Whether it did. `demonstration` is set here and
/// nowhere else.
/// Refuses with kInvalidArgument TIME_ZONE_UNKNOWN, LANGUAGE_UNKNOWN, NAME_REQUIRED.
[[nodiscard]] Result<bool> found(store::Transaction& tx, const NewOrganisation& organisation);

/// Changes name, time zone and language.
/// Refuses with kInvalidArgument NAME_REQUIRED, NAME_TOO_LONG, TEXT_INVALID, TIME_ZONE_UNKNOWN, LANGUAGE_UNKNOWN.
[[nodiscard]] Result<void> change_organisation(store::Transaction& tx, const v1::SetOrganisationRequest& request);

/// Tells pages that are open, on topic feed. The entry's position.
std::uint64_t append_organisation_changed(store::Transaction& tx, std::string_view public_url);

/// With its values; `public_url` as in the options.
[[nodiscard]] v1::Organisation to_message(
    const Organisation& organisation, const std::vector<Value>& values, std::string_view public_url
);

}  // namespace koebel::people
