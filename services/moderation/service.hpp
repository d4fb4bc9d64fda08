#pragma once

#include "moderation/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/moderation.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::moderation {

/// Answers ModerationService but for what is held: that is recognition's. Calls come from every io thread; owned by
/// koebeld, outlives the router. Holds nothing between calls.
class Service {
public:
    Service(store::Store& store, Settings settings) : store_(store), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::ListHeldWordsResponse> list_held_words(
        const rpc::Caller& caller, const v1::ListHeldWordsRequest& request
    );
    Answer<v1::ChangeHeldWordsResponse> change_held_words(
        const rpc::Caller& caller, const v1::ChangeHeldWordsRequest& request
    );
    Answer<v1::ListLocksResponse> list_locks(const rpc::Caller& caller, const v1::ListLocksRequest& request);
    Answer<v1::LockPersonResponse> lock_person(const rpc::Caller& caller, const v1::LockPersonRequest& request);
    Answer<v1::UnlockPersonResponse> unlock_person(const rpc::Caller& caller, const v1::UnlockPersonRequest& request);
    Answer<v1::GetOwnLockResponse> get_own_lock(const rpc::Caller& caller, const v1::GetOwnLockRequest& request);

    store::Store& store_;
    const Settings settings_;
};

}  // namespace koebel::moderation
