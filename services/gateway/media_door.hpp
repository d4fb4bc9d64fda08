#pragma once

#include "gateway/http_message.hpp"
#include "rpc/caller.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace koebel::gateway {

namespace asio = boost::asio;

/// A picture that may be shown to whoever asked.
struct Medium {
    std::string content_type;
    std::string hash;                          ///< of its bytes, in hexadecimal digits
    std::shared_ptr<const std::string> bytes;  ///< null: they are those that `known` is the hash of
};

/// Finds the medium of that id for a caller who has bytes with the hash `known`, or none. Nothing when there is none,
/// or the caller may not see it. Implemented by media, handed over by koebeld; called on every io thread.
using FindMedium =
    std::function<asio::awaitable<std::optional<Medium>>(rpc::Caller caller, std::string id, std::string known)>;

/// Answers GET and HEAD of "/media/ID" for a caller the route lets in: 200, 304 for what the client has, or
/// 404 MEDIUM_NOT_FOUND, the same whether there is none or it may not be seen. Nothing is kept anywhere but in the
/// client, and it asks again each time; nothing in it can run.
asio::awaitable<HttpResponse> answer_medium(const FindMedium& find, const HttpRequest& request, rpc::Caller caller);

/// The first strong or weak tag the client has, without its quotes.
[[nodiscard]] std::string known_tag(const HttpRequest& request);

}  // namespace koebel::gateway
