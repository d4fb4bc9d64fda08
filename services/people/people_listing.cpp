#include "people/people_listing.hpp"

#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/team.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace koebel::people {

namespace {

// Each condition holds of itself when its argument is empty.
//   $1 active, or -1 for all · $2 team · $3 role · $4 the query as typed, lower case · $5–$8 its first and last word
constexpr auto kConditions = static_text(
    " FROM person p WHERE (p.active = $1 OR $1 = -1)"
    " AND ($2 = '' OR EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.team_id = $2))"
    " AND ($3 = 0 OR EXISTS (SELECT 1 FROM person_role g WHERE g.person_id = p.id AND g.role = $3))"
    " AND ($4 = '' OR substr(lower(p.key), 1, length($4)) = $4"
    " OR substr(lower(COALESCE(p.email, '')), 1, length($4)) = $4"
    " OR ($5 <> '' AND EXISTS (SELECT 1 FROM person_name_part n WHERE n.person_id = p.id AND n.part >= $5 AND n.part < "
    "$6)"
    " AND EXISTS (SELECT 1 FROM person_name_part o WHERE o.person_id = p.id AND o.part >= $7 AND o.part < $8)))"
);
constexpr auto kCountText = "SELECT COUNT(*)" + kConditions;
constexpr store::Sql kCount{"people.count_listed", kCountText};

// After the last of the page before: people who came since stand where their name puts them.
constexpr auto kPageText =
    "SELECT " + kRecordColumns + kConditions +
    " AND ($9 = '' OR p.folded > (SELECT l.folded FROM person l WHERE l.id = $9)"
    " OR (p.folded = (SELECT l.folded FROM person l WHERE l.id = $9) AND p.id > $9)) ORDER BY p.folded, p.id LIMIT $10";
constexpr store::Sql kPage{"people.list", kPageText};

constexpr auto kOneText = "SELECT " + kRecordColumns + " FROM person p WHERE p.id = $1";
constexpr store::Sql kOne{"people.one_listed", kOneText};

constexpr auto kTeamsListedText = "SELECT m.person_id, " + kTeamColumns +
                                  " FROM membership m JOIN team t ON t.id = m.team_id WHERE m.person_id IN @list($1)"
                                  " ORDER BY m.person_id, m.ordinal";
constexpr store::Sql kTeamsListed{"people.teams_listed", kTeamsListedText};

constexpr store::Sql kRolesListed{
    "people.roles_listed",
    "SELECT person_id, role FROM person_role WHERE person_id IN @list($1) ORDER BY person_id, role"
};

constexpr store::Sql kMergedWith{
    "people.merged_listed",
    "SELECT p.id, kept.id, kept.name, kept.given_name FROM person p JOIN person kept ON kept.id = p.merged_into"
    " WHERE p.id IN @list($1)"
};

constexpr std::string_view kAfterAllWords = "\xF4\x8F\xBF\xBF";  // U+10FFFF: the end of a prefix's range

struct TeamOf {
    PersonId person;
    v1::TeamCard team;

    static TeamOf from(const store::Row& row) {
        TeamOf one{.person = row.get<PersonId>(0), .team = {}};
        one.team.set_id(row.text(1));
        one.team.set_name(row.text(3));
        one.team.set_colour(row.text(4));
        one.team.set_size(row.get<std::uint32_t>(6));
        return one;
    }
};

std::int64_t active_of(v1::ListPeopleRequest::Which which) {
    switch (which) {
        case v1::ListPeopleRequest::WHICH_ALL:
            return -1;
        case v1::ListPeopleRequest::WHICH_LEFT:
            return 0;
        default:
            return 1;
    }
}

std::vector<v1::PersonRecord> messages(store::Reader& reader, const std::vector<PersonRecord>& records) {
    std::vector<PersonId> ids;
    ids.reserve(records.size());
    for (const auto& record : records) ids.push_back(record.id);
    const auto [teams, roles, merged] = reader.read(
        store::query<TeamOf>(kTeamsListed, ids),
        store::query<std::tuple<PersonId, std::int64_t>>(kRolesListed, ids),
        store::query<std::tuple<PersonId, PersonId, std::string, std::string>>(kMergedWith, ids)
    );
    std::vector<v1::PersonRecord> all;
    std::map<PersonId, std::size_t> places;
    for (const auto& record : records) {
        places.emplace(record.id, all.size());
        auto& message = all.emplace_back();
        message.set_id(record.id.text());
        message.set_key(record.key);
        message.set_name(record.name);
        message.set_given_name(record.given_name);
        message.set_email(record.email);
        message.set_job_title(record.job_title);
        message.set_language(record.language);
        message.set_active(record.active);
        message.set_started_on(record.started_on);
    }
    for (const auto& [person, team] : teams) *all[places.at(person)].add_teams() = team;
    for (const auto& [person, role] : roles) all[places.at(person)].add_roles(static_cast<v1::Role>(role));
    for (const auto& [person, kept, name, given_name] : merged) {
        auto& card = *all[places.at(person)].mutable_merged_into();
        card.set_id(kept.text());
        card.set_name(name);
        card.set_given_name(given_name);
    }
    return all;
}

}  // namespace

Result<v1::ListPeopleResponse> list_people(store::Reader& reader, const v1::ListPeopleRequest& request) {
    if (request.role() != v1::ROLE_UNSPECIFIED && !can_be_given(request.role())) {
        return refuse(Code::kInvalidArgument, "ROLE_INVALID");
    }
    const auto form = name_form(request.query());
    const auto first = form.substr(0, form.find(' '));
    const auto last = form.substr(form.rfind(' ') + 1);  // npos + 1 is 0
    const auto active = active_of(request.which());
    const auto role = static_cast<std::int64_t>(request.role());
    const auto typed = folded(request.query());
    const auto upto = [](const std::string& word) { return word + std::string{kAfterAllWords}; };

    auto [records, counts] = reader.read(
        store::query<PersonRecord>(
            kPage,
            active,
            request.team_id(),
            role,
            typed,
            first,
            upto(first),
            last,
            upto(last),
            request.page_token(),
            kPeopleOnAPage + 1
        ),
        store::query<std::int64_t>(kCount, active, request.team_id(), role, typed, first, upto(first), last, upto(last))
    );
    v1::ListPeopleResponse response;
    response.set_total(static_cast<std::uint32_t>(counts.front()));
    if (records.size() > kPeopleOnAPage) {
        records.pop_back();
        response.set_next_page_token(records.back().id.text());
    }
    for (auto& message : messages(reader, records)) *response.add_people() = std::move(message);
    return response;
}

Result<v1::GetPersonResponse> get_person(store::Reader& reader, const PersonId& person) {
    const auto records = reader.rows<PersonRecord>(kOne, person);
    if (records.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    v1::GetPersonResponse response;
    *response.mutable_person() = messages(reader, records).front();
    return response;
}

}  // namespace koebel::people
