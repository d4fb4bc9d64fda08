#include "show/repository.hpp"

#include "access/audit.hpp"
#include "people/organisation.hpp"
#include "people/topics.hpp"
#include "show/window.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace koebel::show {
namespace {

constexpr std::size_t kPageOfShows = 24;
constexpr std::string_view kAfterEveryMonth = "9999-99";

constexpr auto kByIdText = "SELECT " + kShowColumns + " FROM show s WHERE s.id = $1";
constexpr store::Sql kById{"show.by_id", kByIdText};
constexpr store::Sql kIdOfMonth{"show.id_of_month", "SELECT id FROM show WHERE month = $1"};
constexpr auto kPageText = "SELECT " + kShowColumns + " FROM show s WHERE s.month < $1 ORDER BY s.month DESC LIMIT $2";
constexpr store::Sql kPage{"show.page", kPageText};
constexpr store::Sql kPlan{
    "show.plan",
    "INSERT INTO show (id, month, state, opens_at, closes_at, airs_at, minutes, stream_url, planned_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
};
constexpr store::Sql kChange{
    "show.change",
    "UPDATE show SET month = $2, state = $3, opens_at = $4, closes_at = $5, airs_at = $6, minutes = $7,"
    " stream_url = $8 WHERE id = $1"
};
constexpr store::Sql kRemove{"show.remove", "DELETE FROM show WHERE id = $1"};
constexpr store::Sql kHandOver{"show.hand_over", "UPDATE show SET planned_by = $2 WHERE planned_by = $1"};

void append(store::Transaction& tx, std::string topic, const v1::Show& show, bool is_removed) {
    store::NewEntry entry{.topic = std::move(topic), .body = {}};
    auto& changed = *entry.body.mutable_show_changed();
    *changed.mutable_show() = show;
    changed.set_removed(is_removed);
    tx.append(std::move(entry));
}

void tell(store::Transaction& tx, const Show& show, bool is_removed, const Following& following) {
    append(tx, std::string{people::kFeedTopic}, to_message(show), is_removed);
    std::vector<std::string> screens{std::string{people::kWallTopic}, std::string{people::kLobbyTopic}};
    if (following.screen_topics) std::ranges::move(following.screen_topics(tx), std::back_inserter(screens));
    for (auto& topic : screens) append(tx, std::move(topic), for_screens(show), is_removed);
}

void insert(store::Transaction& tx, const Show& show, const PersonId& by) {
    const auto& times = show.times;
    const auto state = static_cast<std::int64_t>(show.state);
    tx.run(
        kPlan,
        show.id,
        show.month,
        state,
        times.opens_at,
        times.closes_at,
        times.airs_at,
        show.length.count(),
        show.stream_url,
        by
    );
}

void change(store::Transaction& tx, const Show& show) {
    const auto& times = show.times;
    const auto state = static_cast<std::int64_t>(show.state);
    tx.run(
        kChange,
        show.id,
        show.month,
        state,
        times.opens_at,
        times.closes_at,
        times.airs_at,
        show.length.count(),
        show.stream_url
    );
}

/// It was written: plans its window, and tells pages and the rooms above.
void follow(store::Transaction& tx, const Show& show, const Following& following) {
    plan_window(tx, show);
    tell(tx, show, false, following);
    if (following.moved) following.moved(tx, show);
}

/// Ids only: a show has nothing else.
void note(store::Transaction& tx, const rpc::Caller& by, std::string_view what, std::string_view state = {}) {
    access::record(tx, {.what = what, .by = by.person, .address = by.address, .reason = state});
}

}  // namespace

store::Query<Show> show_by_id(const ShowId& id) {
    return store::query<Show>(kById, id);
}

Result<v1::SaveShowResponse> save(
    store::Transaction& tx, const Plan& plan, const rpc::Caller& by, const Following& following
) {
    const auto [organisations, before, taken] =
        tx.read(people::organisation(), show_by_id(plan.id), store::query<ShowId>(kIdOfMonth, plan.month));
    if (!plan.id.empty() && before.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto zone = organisations.empty() ? Zone{"UTC"} : organisations.front().zone;
    auto after = before.empty() ? planned(plan, tx.now(), zone) : changed(before.front(), plan, tx.now(), zone);
    if (!after) return std::unexpected(std::move(after.error()));
    if (!taken.empty() && taken.front() != plan.id) return refuse(Code::kAlreadyExists, "MONTH_TAKEN");
    if (before.empty()) {
        after->id = ShowId{tx.new_id()};
        insert(tx, *after, by.person);
    } else {
        change(tx, *after);
    }
    follow(tx, *after, following);
    note(tx, by, before.empty() ? "show_planned" : "show_changed");
    v1::SaveShowResponse response;
    response.set_show_id(after->id.text());
    return response;
}

Result<v1::MoveShowResponse> move(
    store::Transaction& tx, const v1::MoveShowRequest& request, const rpc::Caller& by, const Following& following
) {
    const auto [before] = tx.read(show_by_id(ShowId{request.show_id()}));
    if (before.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto after = moved(before.front(), request.state(), tx.now());
    if (!after) return std::unexpected(after.error());
    if (following.may_move) {
        if (auto may = following.may_move(tx, before.front(), after->state); !may) {
            return std::unexpected(std::move(may.error()));
        }
    }
    change(tx, *after);
    follow(tx, *after, following);
    note(tx, by, "show_moved", v1::ShowState_Name(after->state));
    return v1::MoveShowResponse{};
}

Result<v1::RemoveShowResponse> remove(
    store::Transaction& tx, const v1::RemoveShowRequest& request, const rpc::Caller& by, const Following& following
) {
    const auto [shows] = tx.read(show_by_id(ShowId{request.show_id()}));
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto& show = shows.front();
    if (show.state != v1::SHOW_STATE_PLANNED) return refuse(Code::kFailedPrecondition, "SHOW_BEGUN");
    if (following.removed) following.removed(tx, show.id);
    tx.run(kRemove, show.id);
    forget_window(tx, show.id);
    tell(tx, show, true, following);
    note(tx, by, "show_removed");
    return v1::RemoveShowResponse{};
}

Result<v1::ListShowsResponse> list(store::Reader& reader, const rpc::Caller& caller, std::string_view page_token) {
    if (!page_token.empty() && !is_month(page_token)) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    auto shows = reader.rows<Show>(kPage, page_token.empty() ? kAfterEveryMonth : page_token, kPageOfShows + 1);
    const bool more = store::cut(shows, kPageOfShows);
    v1::ListShowsResponse response;
    for (const auto& show : shows) *response.add_shows() = caller.is_person() ? to_message(show) : for_screens(show);
    if (more) response.set_next_page_token(shows.back().month);
    if (caller.is_person()) {
        *response.mutable_snapshot() = store::snapshot(reader, std::vector{std::string{people::kFeedTopic}});
    }
    return response;
}

void follow_window(store::Transaction& tx, const ShowId& id, Instant at, const Following& following) {
    const auto [shows] = tx.read(show_by_id(id));
    if (shows.empty()) return;
    const auto& before = shows.front();
    const auto after = at_this_moment(before, at);
    if (after.state == before.state) return plan_window(tx, before);
    change(tx, after);
    follow(tx, after, following);
}

ShowId seed(store::Transaction& tx, Show show, const PersonId& by) {
    show.id = ShowId{tx.new_id()};
    insert(tx, show, by);
    plan_window(tx, show);
    return show.id;
}

void hand_over_shows(store::Transaction& tx, const PersonId& goes, const PersonId& stays) {
    tx.run(kHandOver, goes, stays);
}

}  // namespace koebel::show
