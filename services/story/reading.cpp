#include "story/reading.hpp"

#include "people/topics.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::story {
namespace {

constexpr std::size_t kPageOfNominations = 20;
/// Behind every id.
constexpr std::string_view kAfterEveryId = "g";

constexpr auto kOwnText = "SELECT " + kNominationColumns +
                          " FROM nomination n WHERE n.nominator_id = $1 AND n.id < $2 AND " +
                          people::nomination_visible_to("$1") + " ORDER BY n.id DESC LIMIT $3";
constexpr store::Sql kOwn{"story.own", kOwnText};

constexpr auto kOfMeText =
    "SELECT " + kNominationColumns +
    " FROM nomination n WHERE n.id < $2 AND n.hold = 0 AND n.id IN (SELECT nominee.nomination_id FROM"
    " nomination_person nominee WHERE nominee.person_id = $1) AND EXISTS (SELECT 1 FROM show aired WHERE aired.id = "
    "n.show_id AND"
    " aired.state = 5) AND " +
    people::nomination_visible_to("$1") + " ORDER BY n.id DESC LIMIT $3";
constexpr store::Sql kOfMe{"story.of_me", kOfMeText};

// $2 the show, $3 a kind or 0, $4 a value or '', $5 a team or ''.
constexpr auto kFitsText = static_text(
    " FROM nomination n WHERE n.show_id = $2 AND ($3 = 0 OR n.kind = $3) AND ($4 = '' OR n.value_id = $4) AND ($5 = ''"
    " OR n.team_id = $5 OR EXISTS (SELECT 1 FROM nomination_person nominee JOIN membership main ON main.person_id ="
    " nominee.person_id AND main.ordinal = 0 WHERE nominee.nomination_id = n.id AND nominee.of_team = 0"
    " AND main.team_id = $5))"
);
constexpr auto kUnreadPageText = "SELECT " + kNominationColumns + kFitsText +
                                 " AND n.read_at IS NULL AND n.id > $6 AND " + people::nomination_curated_by("$1") +
                                 " ORDER BY n.id LIMIT $7";
constexpr store::Sql kUnreadPage{"story.unread_page", kUnreadPageText};
constexpr auto kReadPageText = "SELECT " + kNominationColumns + kFitsText +
                               " AND n.read_at IS NOT NULL AND n.id < $6 AND " + people::nomination_curated_by("$1") +
                               " ORDER BY n.id DESC LIMIT $7";
constexpr store::Sql kReadPage{"story.read_page", kReadPageText};
constexpr auto kCountsText =
    "SELECT COUNT(*), COALESCE(SUM(CASE WHEN n.read_at IS NULL THEN 1 ELSE 0 END), 0)"
    " FROM nomination n WHERE n.show_id = $2 AND " +
    people::nomination_curated_by("$1");
constexpr store::Sql kCountsOfShow{"story.counts_of_show", kCountsText};

bool is_token(std::string_view token) {
    return token.empty() || is_uuid(token);
}

/// A page whose rows were read with one more than it holds: the token of the next, or nothing.
std::string cut_page(std::vector<NominationRow>& rows) {
    return store::cut(rows, kPageOfNominations) ? rows.back().id.text() : std::string{};
}

template <class Response>
Result<Response> page_of(
    store::Reader& reader, const PersonId& viewer, const store::Sql& sql, std::string_view page_token
) {
    if (!is_token(page_token)) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    const auto before = page_token.empty() ? kAfterEveryId : page_token;
    auto rows = reader.rows<NominationRow>(sql, viewer, before, kPageOfNominations + 1);
    Response response;
    response.set_next_page_token(cut_page(rows));
    for (auto& one : complete(reader, viewer, rows)) *response.add_nominations() = std::move(one);
    return response;
}

/// Where a page for who makes a show goes on: unread ones first.
struct Place {
    bool in_read = false;
    std::string after;  ///< an id, or empty: from the first

    /// "u:ID" among unread ones, "r:ID" among read ones, "r:" at their beginning.
    static std::optional<Place> parse(std::string_view token) {
        if (token.empty()) return Place{};
        if (!token.starts_with("u:") && !token.starts_with("r:")) return std::nullopt;
        Place place{.in_read = token.front() == 'r', .after = std::string{token.substr(2)}};
        if (!is_token(place.after)) return std::nullopt;
        return place;
    }
};

}  // namespace

Result<v1::GetNominationResponse> get(store::Reader& reader, const PersonId& viewer, const NominationId& id) {
    const auto [rows] = reader.read(nomination_for(viewer, id));
    if (rows.empty()) return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    v1::GetNominationResponse response;
    *response.mutable_nomination() = std::move(complete(reader, viewer, rows).front());
    return response;
}

Result<v1::ListOwnNominationsResponse> list_own(
    store::Reader& reader, const PersonId& viewer, std::string_view page_token
) {
    return page_of<v1::ListOwnNominationsResponse>(reader, viewer, kOwn, page_token);
}

Result<v1::ListNominationsOfMeResponse> list_of(
    store::Reader& reader, const PersonId& viewer, std::string_view page_token
) {
    return page_of<v1::ListNominationsOfMeResponse>(reader, viewer, kOfMe, page_token);
}

Result<v1::ListNominationsResponse> list_for_show(
    store::Reader& reader, const PersonId& viewer, const v1::ListNominationsRequest& request, const Settings& settings
) {
    const auto place = Place::parse(request.page_token());
    if (!place) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    const auto rows_of = [&](const store::Sql& sql, std::string_view from, std::size_t limit) {
        return reader.rows<NominationRow>(
            sql,
            viewer,
            request.show_id(),
            static_cast<int>(request.kind()),
            request.value_id(),
            request.team_id(),
            from,
            limit
        );
    };
    std::vector<NominationRow> rows;
    if (!place->in_read) rows = rows_of(kUnreadPage, place->after, kPageOfNominations + 1);
    v1::ListNominationsResponse response;
    if (const auto next = cut_page(rows); !next.empty()) {
        response.set_next_page_token("u:" + next);
    } else {
        // What was read fills the page up.
        const auto room = kPageOfNominations - rows.size();
        const std::string_view from =
            place->in_read && !place->after.empty() ? std::string_view{place->after} : kAfterEveryId;
        auto read = rows_of(kReadPage, from, room + 1);
        const bool more = store::cut(read, room);
        if (more) response.set_next_page_token("r:" + (read.empty() ? std::string{} : read.back().id.text()));
        std::ranges::move(read, std::back_inserter(rows));
    }
    for (auto& one : complete(reader, viewer, rows)) *response.add_nominations() = std::move(one);

    const auto counts = reader.row<std::tuple<std::uint32_t, std::uint32_t>>(kCountsOfShow, viewer, request.show_id());
    response.set_total(std::get<0>(*counts));
    response.set_unread(std::get<1>(*counts));
    response.set_ageing_days(static_cast<std::uint32_t>(settings.ageing.count()));
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(viewer)});
    return response;
}

}  // namespace koebel::story
