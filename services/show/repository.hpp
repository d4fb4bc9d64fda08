#pragma once

#include "rpc/caller.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::show {

// Each write is one job; the caller has been authorised. Pages and screens hear of every change on their topics.

/// What follows when a show moved, within its transaction. Handed over by koebeld.
struct Following {
    /// Whether it may go there, besides its own rules. None: it may.
    std::function<Result<void>(store::Transaction&, const Show& before, v1::ShowState to)> may_move = {};
    /// What rooms above do.
    std::function<void(store::Transaction&, const Show&)> moved;
    /// It is about to go, and so does what rooms above made for it.
    std::function<void(store::Transaction&, const ShowId&)> removed = {};
    /// The topics of screens that show some teams' news only: they do not follow the wall. screen's to say.
    std::function<std::vector<std::string>(store::Reader&)> screen_topics;
};

/// The one with that id. For reads and for rules: nobody's secret.
[[nodiscard]] store::Query<Show> show_by_id(const ShowId& id);

/// Plans or changes. Refuses as planned and changed, and with
///   kNotFound       SHOW_NOT_FOUND
///   kAlreadyExists  MONTH_TAKEN
[[nodiscard]] Result<v1::SaveShowResponse> save(
    store::Transaction& tx, const Plan& plan, const rpc::Caller& by, const Following& following
);

/// Refuses as moved and Following::may_move, and with kNotFound SHOW_NOT_FOUND.
[[nodiscard]] Result<v1::MoveShowResponse> move(
    store::Transaction& tx, const v1::MoveShowRequest& request, const rpc::Caller& by, const Following& following
);

/// Refuses with kNotFound SHOW_NOT_FOUND, kFailedPrecondition SHOW_BEGUN.
[[nodiscard]] Result<v1::RemoveShowResponse> remove(
    store::Transaction& tx, const v1::RemoveShowRequest& request, const rpc::Caller& by, const Following& following
);

/// A page of shows, for a person with a snapshot of the feed's topic. Refuses with kInvalidArgument PAGE_TOKEN_INVALID.
[[nodiscard]] Result<v1::ListShowsResponse> list(
    store::Reader& reader, const rpc::Caller& caller, std::string_view page_token
);

/// The window of a show begins or ends, if it does at that moment: what its plan was made for.
void follow_window(store::Transaction& tx, const ShowId& id, Instant at, const Following& following);

/// A demonstration's: as it is to stand, whatever its times; told to nobody.
ShowId seed(store::Transaction& tx, Show show, const PersonId& by);

/// Who went in a merge planned none any more: who stays did.
void hand_over_shows(store::Transaction& tx, const PersonId& goes, const PersonId& stays);

}  // namespace koebel::show
