#include "gateway/atom_door.hpp"

#include "gateway/media_door.hpp"
#include "gateway/refusal.hpp"

namespace koebel::gateway {

asio::awaitable<HttpResponse> answer_atom(const MakeAtom& make, const HttpRequest& request) {
    if (!make) {
        co_return refusal(
            404, {.code = Code::kNotFound, .reason = "FEED_NOT_FOUND", .message = "there is no feed here"}
        );
    }
    auto making = make();  // named: g++ 12
    const auto document = co_await std::move(making);
    HttpResponse response;
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    response.headers.push_back({"ETag", '"' + document.hash + '"'});
    response.headers.push_back({"Vary", "Authorization, Cookie"});
    response.headers.push_back({"Content-Security-Policy", "default-src 'none'; sandbox"});
    if (known_tag(request) == document.hash) {
        response.status = 304;
        co_return response;
    }
    response.headers.push_back({"Content-Type", "application/atom+xml; charset=utf-8"});
    response.shared = document.bytes;
    co_return response;
}

}  // namespace koebel::gateway
