#include "conversation/reacting.hpp"

#include "access/rights.hpp"
#include "conversation/audience.hpp"
#include "conversation/own_part.hpp"
#include "people/person.hpp"
#include "people/topics.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr std::uint32_t kReactions = 100;
constexpr std::uint32_t kMostReactions = 200;

constexpr store::Sql kReactionCounts{
    "conversation.reaction_counts",
    "SELECT kind, COUNT(*) FROM reaction WHERE recognition_id = $1 GROUP BY kind ORDER BY kind"
};
constexpr store::Sql kReacts{
    "conversation.react",
    "INSERT INTO reaction (recognition_id, person_id, kind, reacted_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (recognition_id, person_id) DO UPDATE SET kind = excluded.kind, reacted_at = excluded.reacted_at"
};
constexpr store::Sql kReactsNoLonger{
    "conversation.react_no_longer", "DELETE FROM reaction WHERE recognition_id = $1 AND person_id = $2"
};
constexpr store::Sql kWhoReacted{
    "conversation.reactions",
    "SELECT kind, person_id, reacted_at FROM reaction WHERE recognition_id = $1 AND (reacted_at < $2"
    " OR (reacted_at = $2 AND person_id > $3)) ORDER BY reacted_at DESC, person_id LIMIT $4"
};

using CountByKind = std::map<std::int64_t, std::int64_t>;
using ReactionRow = std::tuple<std::int64_t, PersonId, std::int64_t>;

/// The last one of a page: when, and whose.
struct Place {
    std::int64_t at = std::numeric_limits<std::int64_t>::max();
    std::string person;
};

std::optional<Place> to_place(std::string_view token) {
    Place place;
    if (token.empty()) return place;
    const auto colon = token.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto [end, error] = std::from_chars(token.data(), token.data() + colon, place.at);
    place.person = token.substr(colon + 1);
    const bool is_whole = error == std::errc{} && end == token.data() + colon && is_uuid(place.person);
    return is_whole ? std::optional{std::move(place)} : std::nullopt;
}

void tell_counts(store::Transaction& tx, const Audience& audience, const CountByKind& counts) {
    for (auto& topic : audience.all()) {
        store::NewEntry entry{.topic = std::move(topic)};
        auto& changed = *entry.body.mutable_reactions_changed();
        changed.set_recognition_id(audience.recognition.text());
        for (const auto& [kind, count] : counts) {
            if (count <= 0) continue;
            auto& one = *changed.add_reactions();
            one.set_kind(static_cast<v1::ReactionKind>(kind));
            one.set_count(static_cast<std::uint32_t>(count));
        }
        tx.append(std::move(entry));
    }
}

}  // namespace

Result<v1::ReactResponse> react(store::Transaction& tx, const rpc::Caller& caller, const v1::ReactRequest& request) {
    if (!v1::ReactionKind_IsValid(request.kind())) return refuse(Code::kInvalidArgument, "REACTION_INVALID");
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{caller.person, recognition};
    auto [rights, row, told, teams, counted, parts] = tx.read(
        access::rights_query(caller),
        queries.row,
        queries.told,
        queries.teams,
        store::query<std::tuple<std::int64_t, std::int64_t>>(kReactionCounts, recognition),
        own_parts_query(caller.person, {recognition})
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    const auto audience = to_audience(std::move(row), std::move(told), std::move(teams));
    if (!audience) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    auto part = parts.empty() ? OwnPart{.recognition = recognition} : parts.front();
    if (part.reaction == request.kind()) return v1::ReactResponse{};

    CountByKind counts;
    for (const auto& [kind, count] : counted) counts[kind] = count;
    if (part.reaction != v1::REACTION_KIND_UNSPECIFIED) --counts[part.reaction];
    part.reaction = request.kind();
    if (part.reaction == v1::REACTION_KIND_UNSPECIFIED) {
        tx.run(kReactsNoLonger, recognition, caller.person);
    } else {
        ++counts[part.reaction];
        tx.run(kReacts, recognition, caller.person, static_cast<int>(part.reaction), tx.now());
    }
    tell_counts(tx, *audience, counts);
    tell_own_part(tx, caller.person, part);
    return v1::ReactResponse{};
}

void tell_reactions(store::Transaction& tx, const RecognitionId& recognition) {
    const AudienceQueries queries{recognition};
    auto [row, told, teams, counted] = tx.read(
        queries.row,
        queries.told,
        queries.teams,
        store::query<std::tuple<std::int64_t, std::int64_t>>(kReactionCounts, recognition)
    );
    const auto audience = to_audience(std::move(row), std::move(told), std::move(teams));
    if (!audience) return;
    CountByKind counts;
    for (const auto& [kind, count] : counted) counts[kind] = count;
    tell_counts(tx, *audience, counts);
}

Result<v1::ListReactionsResponse> list_reactions(
    store::Reader& reader, const PersonId& viewer, const v1::ListReactionsRequest& request
) {
    const auto place = to_place(request.page_token());
    if (!place) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    const std::size_t size = request.page_size() == 0 ? kReactions : std::min(request.page_size(), kMostReactions);
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{viewer, recognition};
    auto [row, told, rows] = reader.read(
        queries.row,
        queries.told,
        store::query<ReactionRow>(kWhoReacted, recognition, place->at, place->person, size + 1)
    );
    const auto audience = to_audience(std::move(row), std::move(told), {});
    if (!audience) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");

    v1::ListReactionsResponse response;
    if (rows.size() > size) {
        rows.resize(size);
        response.set_next_page_token(std::to_string(std::get<2>(rows.back())) + ':' + std::get<1>(rows.back()).text());
    }
    std::vector<PersonId> ids;
    ids.reserve(rows.size());
    for (const auto& one : rows) ids.push_back(std::get<1>(one));
    const auto [people] = reader.read(people::people_by_id(ids));
    std::map<PersonId, const people::Person*> by_id;
    for (const auto& person : people) by_id.emplace(person.id, &person);
    const bool in_full = audience->is_private() && audience->has(viewer);
    for (const auto& [kind, id, at] : rows) {
        auto& reaction = *response.add_reactions();
        reaction.set_kind(static_cast<v1::ReactionKind>(kind));
        const auto person = by_id.find(id);
        if (person == by_id.end()) continue;
        *reaction.mutable_person() =
            in_full ? people::card_in_full(*person->second) : people::card_for_feed(*person->second);
    }
    return response;
}

}  // namespace koebel::conversation
