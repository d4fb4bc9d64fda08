#pragma once

#include "access/settings.hpp"
#include "recognition/leaving_settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/leaving.pb.h>

#include <boost/asio/awaitable.hpp>

#include <utility>

namespace koebel::recognition {

namespace asio = boost::asio;

/// Answers LeavingService: archives of who left, and being away. Calls come from every io thread; owned by koebeld,
/// outlives the router. Holds nothing between calls.
class LeavingService {
public:
    LeavingService(store::Store& store, access::Settings doors, LeavingSettings settings)
        : store_(store), doors_(std::move(doors)), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::CreateArchiveCodeResponse> create_archive_code(
        const rpc::Caller& caller, const v1::CreateArchiveCodeRequest& request
    );
    Answer<v1::OpenArchiveResponse> open_archive(const rpc::Caller& caller, const v1::OpenArchiveRequest& request);
    Answer<v1::GetMyAwayResponse> get_my_away(const rpc::Caller& caller, const v1::GetMyAwayRequest& request);
    Answer<v1::SetAwayResponse> set_away(const rpc::Caller& caller, const v1::SetAwayRequest& request);

    store::Store& store_;
    const access::Settings doors_;  // throttles, and the one source for links
    const LeavingSettings settings_;
};

}  // namespace koebel::recognition
