#pragma once

#include "leaderboard/index.hpp"
#include "leaderboard/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::leaderboard {

namespace asio = boost::asio;

/// Answers LeaderboardService. Calls come from every io thread; owned by koebeld, outlives the router.
class Service {
public:
    /// `index` may be null: SQL answers then.
    Service(store::Store& store, Settings settings, Index* index = nullptr)
        : store_(store), settings_(settings), index_(index) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::ListBoardsResponse> list_boards(const rpc::Caller& caller, const v1::ListBoardsRequest& request);
    Answer<v1::GetBoardResponse> get_board(const rpc::Caller& caller, const v1::GetBoardRequest& request);
    Answer<v1::GetPlaceResponse> get_place(const rpc::Caller& caller, const v1::GetPlaceRequest& request);
    Answer<v1::SetBoardsResponse> set_boards(const rpc::Caller& caller, const v1::SetBoardsRequest& request);

    store::Store& store_;
    const Settings settings_;
    Index* const index_;
};

}  // namespace koebel::leaderboard
