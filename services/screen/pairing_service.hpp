#pragma once

#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "screen/settings.hpp"
#include "store/store.hpp"

#include <koebel/v1/pairing.pb.h>

namespace koebel::screen {

namespace asio = boost::asio;

/// Answers the calls of PairingService. Immutable after construction; called from every io thread.
class PairingService {
public:
    /// `access`: how often somebody may guess at codes.
    PairingService(store::Store& store, Settings settings, access::Settings access);

    void bind(rpc::Router& router);

private:
    template <class Response>
    using Answer = asio::awaitable<Result<Response>>;

    Answer<v1::StartPairingResponse> start(rpc::Call& call, const v1::StartPairingRequest& request);
    Answer<v1::AwaitPairingResponse> await(rpc::Call& call, const v1::AwaitPairingRequest& request);
    Answer<v1::LookAtPairingResponse> look(const rpc::Caller& caller, const v1::LookAtPairingRequest& request);
    Answer<v1::PairScreenResponse> pair(const rpc::Caller& caller, const v1::PairScreenRequest& request);
    Answer<v1::RefusePairingResponse> refuse(const rpc::Caller& caller, const v1::RefusePairingRequest& request);

    store::Store& store_;
    const Settings settings_;
    const access::Settings access_;
};

}  // namespace koebel::screen
