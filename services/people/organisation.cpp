#include "people/organisation.hpp"

#include "base/text.hpp"
#include "people/fields.hpp"

namespace koebel::people {

namespace {

constexpr store::Sql kOrganisation{
    "people.organisation",
    "SELECT name, time_zone, language, demonstration, allowance_weekly, allowance_cap, installation_id, "
    "private_recognitions, logo_path FROM organisation WHERE id = 1"
};

constexpr store::Sql kFound{
    "people.found",
    "INSERT INTO organisation (id, name, time_zone, language, demonstration, allowance_weekly, allowance_cap, "
    "installation_id, created_at) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING"
};

constexpr store::Sql kChange{
    "people.change_organisation", "UPDATE organisation SET name = $1, time_zone = $2, language = $3 WHERE id = 1"
};

std::string_view without_scheme(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

}  // namespace

Organisation Organisation::from(const store::Row& row) {
    return Organisation{
        .name = row.text(0),
        .zone = Zone{row.text(1)},
        .language = row.text(2),
        .demonstration = row.get<bool>(3),
        .allowance_weekly = row.get<Credits>(4),
        .allowance_cap = row.get<Credits>(5),
        .installation_id = row.text(6),
        .private_recognitions = row.get<bool>(7),
        .logo_path = row.text(8),
    };
}

store::Query<Organisation> organisation() {
    return store::query<Organisation>(kOrganisation);
}

Result<bool> found(store::Transaction& tx, const NewOrganisation& fresh) {
    if (trimmed(fresh.name).empty()) return refuse(Code::kInvalidArgument, "NAME_REQUIRED");
    if (!Zone::is_known(fresh.time_zone)) return refuse(Code::kInvalidArgument, "TIME_ZONE_UNKNOWN");
    if (!is_language(fresh.language)) return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    const auto written = tx.change(
        kFound,
        trimmed(fresh.name),
        fresh.time_zone,
        fresh.language,
        fresh.demonstration,
        fresh.allowance_weekly,
        fresh.allowance_cap,
        tx.new_id(),
        tx.now()
    );
    return written == 1;
}

Result<void> change_organisation(store::Transaction& tx, const v1::SetOrganisationRequest& request) {
    const auto name = checked_name(request.name(), kNameCharacters);
    if (!name) return std::unexpected(name.error());
    if (!Zone::is_known(request.time_zone())) return refuse(Code::kInvalidArgument, "TIME_ZONE_UNKNOWN");
    if (!is_language(request.language())) return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    tx.run(kChange, *name, request.time_zone(), request.language());
    return {};
}

std::uint64_t append_organisation_changed(store::Transaction& tx, std::string_view public_url) {
    const auto [organisations, all] = tx.read(organisation(), values());
    store::NewEntry entry{.topic = "feed", .body = {}};
    auto* changed = entry.body.mutable_organisation_changed();
    if (!organisations.empty()) *changed->mutable_organisation() = to_message(organisations.front(), all, public_url);
    return tx.append(std::move(entry));
}

v1::Organisation to_message(
    const Organisation& organisation, const std::vector<Value>& values, std::string_view public_url
) {
    v1::Organisation message;
    message.set_name(organisation.name);
    message.set_time_zone(organisation.zone.name());
    message.set_language(organisation.language);
    message.set_demonstration(organisation.demonstration);
    message.set_public_url(std::string{public_url});
    message.set_display_address(std::string{without_scheme(public_url)});
    message.set_private_recognitions_off(!organisation.private_recognitions);
    message.set_logo_path(organisation.logo_path);
    for (const auto& value : values) *message.add_values() = to_message(value);
    return message;
}

}  // namespace koebel::people
