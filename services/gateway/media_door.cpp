#include "gateway/media_door.hpp"

#include "gateway/refusal.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace koebel::gateway {
namespace {

constexpr std::string_view kPrefix = "/media/";
constexpr std::array kMediaTypes{
    std::string_view{"image/jpeg"}, std::string_view{"image/png"}, std::string_view{"image/webp"}
};

HttpResponse not_found() {
    return refusal(404, {.code = Code::kNotFound, .reason = "MEDIUM_NOT_FOUND", .message = "no such picture for you"});
}

}  // namespace

std::string known_tag(const HttpRequest& request) {
    auto tag = request.header("if-none-match").value_or("");
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() < 2 || !tag.starts_with('"') || !tag.ends_with('"')) return {};
    return std::string{tag.substr(1, tag.size() - 2)};
}

asio::awaitable<HttpResponse> answer_medium(const FindMedium& find, const HttpRequest& request, rpc::Caller caller) {
    if (!find) co_return not_found();
    auto finding = find(std::move(caller), std::string{request.path().substr(kPrefix.size())}, known_tag(request));
    const auto medium = co_await std::move(finding);
    if (!medium || std::ranges::find(kMediaTypes, medium->content_type) == kMediaTypes.end()) co_return not_found();

    HttpResponse response;
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    response.headers.push_back({"ETag", '"' + medium->hash + '"'});
    response.headers.push_back({"Vary", "Cookie"});
    response.headers.push_back({"Content-Security-Policy", "default-src 'none'; sandbox"});
    if (!medium->bytes) {
        response.status = 304;
        co_return response;
    }
    response.headers.push_back({"Content-Type", medium->content_type});
    response.headers.push_back({"Content-Disposition", "inline"});
    response.shared = medium->bytes;
    co_return response;
}

}  // namespace koebel::gateway
