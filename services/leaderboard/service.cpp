#include "leaderboard/service.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "leaderboard/choosing.hpp"
#include "leaderboard/own_place.hpp"
#include "leaderboard/view.hpp"
#include "rpc/viewer.hpp"

#include <optional>
#include <utility>

namespace koebel::leaderboard {
namespace {

Audience audience_of(const rpc::Caller& caller) {
    return caller.screen.empty() ? Audience::kColleagues : Audience::kScreens;
}

/// For the trail.
std::string_view word_of(v1::BoardsShown shown) {
    switch (shown) {
        case v1::BOARDS_SHOWN_OFF:
            return "boards off";
        case v1::BOARDS_SHOWN_ALPHABETICAL:
            return "boards alphabetical";
        default:
            return "boards ranks";
    }
}

}  // namespace

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.LeaderboardService/ListBoards", *this, &Service::list_boards);
    router.bind("koebel.v1.LeaderboardService/GetBoard", *this, &Service::get_board);
    router.bind("koebel.v1.LeaderboardService/GetPlace", *this, &Service::get_place);
    router.bind("koebel.v1.LeaderboardService/SetBoards", *this, &Service::set_boards);
}

Service::Answer<v1::ListBoardsResponse> Service::list_boards(const rpc::Caller& caller, const v1::ListBoardsRequest&) {
    auto job = [audience = audience_of(caller)](store::Reader& reader) {
        return leaderboard::list_boards(reader, audience);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetBoardResponse> Service::get_board(
    const rpc::Caller& caller, const v1::GetBoardRequest& request
) {
    auto ranking = ranking_of(request.key());
    if (!ranking) co_return std::unexpected(std::move(ranking.error()));
    const Viewer viewer{.audience = audience_of(caller), .person = rpc::viewer_of(caller)};
    std::optional<Indexed> indexed;
    if (index_ != nullptr && !ranking->is_of_teams()) {
        const auto& key = request.key();
        auto asking = index_->ask(*ranking, key.period_kind(), key.period(), viewer.person);  // named: g++ 12
        indexed = co_await std::move(asking);
    }
    auto job = [key = request.key(), viewer, settings = settings_, indexed = std::move(indexed)](store::Reader& reader
               ) { return view_board(reader, key, viewer, settings, indexed); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetPlaceResponse> Service::get_place(
    const rpc::Caller& caller, const v1::GetPlaceRequest& request
) {
    auto ranking = ranking_of_people(request.key());
    if (!ranking) co_return std::unexpected(std::move(ranking.error()));
    std::optional<IndexedPlace> indexed;
    if (index_ != nullptr) {
        auto asking = index_->place(*ranking, request.key().period_kind(), caller.person);  // named: g++ 12
        indexed = co_await std::move(asking);
    }
    auto job = [key = request.key(), person = caller.person, indexed = std::move(indexed)](store::Reader& reader) {
        return view_own_place(reader, key, person, indexed);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::SetBoardsResponse> Service::set_boards(
    const rpc::Caller& caller, const v1::SetBoardsRequest& request
) {
    if (!v1::BoardsShown_IsValid(request.shown()) || request.shown() == v1::BOARDS_SHOWN_UNSPECIFIED) {
        co_return refuse(Code::kInvalidArgument, "BOARDS_INVALID");
    }
    auto job = [caller, wanted = Choice{.shown = request.shown(), .leaders = request.leaders()}](store::Transaction& tx
               ) -> Result<v1::SetBoardsResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        access::record(
            tx,
            {.what = "feature_switched", .by = caller.person, .address = caller.address, .reason = word_of(wanted.shown)
            }
        );
        v1::SetBoardsResponse response;
        response.set_position(choose(tx, wanted, caller.person));
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::leaderboard
