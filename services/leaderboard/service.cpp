#include "leaderboard/service.hpp"

#include "access/rights.hpp"
#include "leaderboard/choosing.hpp"
#include "leaderboard/view.hpp"

#include <optional>
#include <utility>

namespace koebel::leaderboard {

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.LeaderboardService/ListBoards", *this, &Service::list_boards);
    router.bind("koebel.v1.LeaderboardService/GetBoard", *this, &Service::get_board);
    router.bind("koebel.v1.LeaderboardService/SetBoards", *this, &Service::set_boards);
}

Service::Answer<v1::ListBoardsResponse> Service::list_boards(const rpc::Caller&, const v1::ListBoardsRequest&) {
    auto job = [](store::Reader& reader) { return leaderboard::list_boards(reader); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetBoardResponse> Service::get_board(
    const rpc::Caller& caller, const v1::GetBoardRequest& request
) {
    auto ranking = ranking_of(request.key());
    if (!ranking) co_return std::unexpected(std::move(ranking.error()));
    const Viewer viewer{
        .audience = caller.is_person() ? Audience::kColleagues : Audience::kScreens, .person = caller.person
    };
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

Service::Answer<v1::SetBoardsResponse> Service::set_boards(
    const rpc::Caller& caller, const v1::SetBoardsRequest& request
) {
    if (!v1::BoardsShown_IsValid(request.shown()) || request.shown() == v1::BOARDS_SHOWN_UNSPECIFIED) {
        co_return refuse(Code::kInvalidArgument, "BOARDS_INVALID");
    }
    auto job = [caller, wanted = Choice{.shown = request.shown(), .leaders = request.leaders()}](store::Transaction& tx
               ) -> Result<v1::SetBoardsResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        v1::SetBoardsResponse response;
        response.set_position(choose(tx, wanted));
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::leaderboard
