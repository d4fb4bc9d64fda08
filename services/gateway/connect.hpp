#pragma once

#include "gateway/http_message.hpp"
#include "gateway/public_url.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"

#include <boost/asio/awaitable.hpp>

namespace koebel::gateway {

namespace asio = boost::asio;

/// The door for Connect unary calls: POST /koebel.v1.RecognitionService/Give with JSON or binary.
/// Lives as long as the server; called on every io thread; keeps nothing per call.
class ConnectDoor {
public:
    ConnectDoor(rpc::Router& router, rpc::Authenticator& authenticator, const PublicUrl& url);

    /// Answers a call. Besides the router's refusals
    ///   405 METHOD_NOT_ALLOWED   not POST
    ///   415 CONTENT_TYPE_REFUSED neither application/json nor application/proto
    ///   501 ENCODING_REFUSED     a compressed body
    ///   400 PROTOCOL_REFUSED     a Connect-Protocol-Version other than 1, a timeout that is no number
    ///   403 ORIGIN_REFUSED
    ///   404 METHOD_UNKNOWN
    ///   401 TOKEN_UNKNOWN, 429 TOO_MANY_ATTEMPTS a bearer that is no token
    asio::awaitable<HttpResponse> answer(HttpRequest request);

private:
    rpc::Router& router_;
    rpc::Authenticator& authenticator_;
    const PublicUrl& url_;
};

}  // namespace koebel::gateway
