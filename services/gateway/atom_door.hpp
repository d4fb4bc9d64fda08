#pragma once

#include "gateway/http_message.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace koebel::gateway {

namespace asio = boost::asio;

/// A document that is the same for whoever may have it.
struct AtomDocument {
    std::string hash;  ///< of its bytes, in hexadecimal digits
    std::shared_ptr<const std::string> bytes;
};

/// What everyone may see, as Atom (RFC 4287). Implemented by recognition, handed over by koebeld; called on every io
/// thread.
using MakeAtom = std::function<asio::awaitable<AtomDocument>()>;

/// Answers GET and HEAD of "/feed.atom" for a caller the route lets in: 200, or 304 for what the client has.
asio::awaitable<HttpResponse> answer_atom(const MakeAtom& make, const HttpRequest& request);

}  // namespace koebel::gateway
