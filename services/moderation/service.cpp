#include "moderation/service.hpp"

#include "moderation/locking.hpp"
#include "moderation/word_list.hpp"

#include <utility>

namespace koebel::moderation {

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.ModerationService/ListHeldWords", *this, &Service::list_held_words);
    router.bind("koebel.v1.ModerationService/ChangeHeldWords", *this, &Service::change_held_words);
    router.bind("koebel.v1.ModerationService/ListLocks", *this, &Service::list_locks);
    router.bind("koebel.v1.ModerationService/LockPerson", *this, &Service::lock_person);
    router.bind("koebel.v1.ModerationService/UnlockPerson", *this, &Service::unlock_person);
    router.bind("koebel.v1.ModerationService/GetOwnLock", *this, &Service::get_own_lock);
}

Service::Answer<v1::ListHeldWordsResponse>
Service::list_held_words(const rpc::Caller& /*caller*/, const v1::ListHeldWordsRequest& /*request*/) {
    auto job = [](store::Reader& reader) { return list_words(reader); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ChangeHeldWordsResponse> Service::change_held_words(
    const rpc::Caller& caller, const v1::ChangeHeldWordsRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return change_words(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListLocksResponse>
Service::list_locks(const rpc::Caller& /*caller*/, const v1::ListLocksRequest& /*request*/) {
    auto job = [](store::Reader& reader) { return moderation::list_locks(reader); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::LockPersonResponse> Service::lock_person(
    const rpc::Caller& caller, const v1::LockPersonRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return lock(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::UnlockPersonResponse> Service::unlock_person(
    const rpc::Caller& caller, const v1::UnlockPersonRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return unlock(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::GetOwnLockResponse> Service::get_own_lock(
    const rpc::Caller& caller, const v1::GetOwnLockRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) { return own_lock(reader, person); };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::moderation
