#pragma once

#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "runtime/blocking_pool.hpp"
#include "store/store.hpp"

#include <koebel/v1/kiosk.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers KioskService: the kiosks, the cards and PINs, and who is signed in at one. PINs are hashed where passwords
/// are. Calls come from every io thread; owned by koebeld, outlives the router.
class KioskService {
public:
    /// `hashing`: SignInService's threads, so that no more is hashed at once than there are.
    KioskService(store::Store& store, const Settings& settings, runtime::BlockingPool& hashing);

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::AddKioskResponse> add_kiosk(const rpc::Caller& caller, const v1::AddKioskRequest& request);
    Answer<v1::ListKiosksResponse> list_kiosks(const rpc::Caller& caller, const v1::ListKiosksRequest& request);
    Answer<v1::ResumeKioskResponse> resume_kiosk(const rpc::Caller& caller, const v1::ResumeKioskRequest& request);
    Answer<v1::RevokeKioskResponse> revoke_kiosk(const rpc::Caller& caller, const v1::RevokeKioskRequest& request);
    Answer<v1::CreateCardsResponse> create_cards(const rpc::Caller& caller, const v1::CreateCardsRequest& request);
    Answer<v1::ListCardsResponse> list_cards(const rpc::Caller& caller, const v1::ListCardsRequest& request);
    Answer<v1::RevokeCardResponse> revoke_card(const rpc::Caller& caller, const v1::RevokeCardRequest& request);

    Answer<v1::SetPinResponse> set_pin(const rpc::Caller& caller, const v1::SetPinRequest& request);
    Answer<v1::GetMyCardResponse> get_my_card(const rpc::Caller& caller, const v1::GetMyCardRequest& request);

    Answer<v1::PairKioskResponse> pair_kiosk(rpc::Call& call, const v1::PairKioskRequest& request);
    Answer<v1::GetKioskResponse> get_kiosk(const rpc::Caller& caller, const v1::GetKioskRequest& request);
    Answer<v1::FindAtKioskResponse> find_at_kiosk(const rpc::Caller& caller, const v1::FindAtKioskRequest& request);
    Answer<v1::ReadCardResponse> read_card(const rpc::Caller& caller, const v1::ReadCardRequest& request);
    Answer<v1::SignInAtKioskResponse> sign_in_at_kiosk(
        const rpc::Caller& caller, const v1::SignInAtKioskRequest& request
    );
    Answer<v1::KeepGoingResponse> keep_going(const rpc::Caller& caller, const v1::KeepGoingRequest& request);
    Answer<v1::LeaveKioskResponse> leave_kiosk(const rpc::Caller& caller, const v1::LeaveKioskRequest& request);

    store::Store& store_;
    const Settings settings_;
    runtime::BlockingPool& hashing_;
};

}  // namespace koebel::access
