#include "gateway/http_guard.hpp"

#include "gateway/refusal.hpp"

#include <algorithm>
#include <charconv>

namespace koebel::gateway {
namespace {

HttpResponse framing(std::string message) {
    return final_refusal(
        400, {.code = Code::kInvalidArgument, .reason = "FRAMING_REFUSED", .message = std::move(message)}
    );
}

HttpResponse malformed(std::string message) {
    return final_refusal(
        400, {.code = Code::kInvalidArgument, .reason = "REQUEST_MALFORMED", .message = std::move(message)}
    );
}

/// A Content-Length: digits only, 64 bits at most.
std::optional<std::uint64_t> length_of(std::string_view text) {
    std::uint64_t length = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, length);
    if (failed != std::errc{} || stopped != end || text.empty()) return std::nullopt;
    return length;
}

bool is_path(std::string_view target) {
    return target.starts_with('/') &&
           std::ranges::all_of(target, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

std::optional<HttpResponse> refuse_length(const HttpRequest& head, const HttpBounds& bounds) {
    const auto lengths = head.count("content-length");
    if (lengths == 0) return std::nullopt;
    if (lengths > 1) return framing("Content-Length stands there twice");
    if (head.count("transfer-encoding") != 0) return framing("Content-Length with Transfer-Encoding");
    const auto length = length_of(*head.header("content-length"));
    if (!length) return framing("Content-Length is no number");
    if (*length > bounds.body_bytes) {
        return final_refusal(
            413,
            {.code = Code::kResourceExhausted,
             .reason = "BODY_TOO_LARGE",
             .message = "at most " + std::to_string(bounds.body_bytes) + " bytes"}
        );
    }
    if (head.method != "POST" && *length != 0) return framing(head.method + " with a body");
    return std::nullopt;
}

std::optional<HttpResponse> refuse_transfer_encoding(const HttpRequest& head) {
    const auto codings = head.count("transfer-encoding");
    if (codings == 0) return std::nullopt;
    if (codings > 1) return framing("Transfer-Encoding stands there twice");
    if (head.version != 11) return framing("Transfer-Encoding in HTTP/1.0");
    if (head.method != "POST") return framing("Transfer-Encoding on " + head.method);
    if (head.count("upgrade") != 0) return framing("Transfer-Encoding on an upgrade");
    if (lower_case(*head.header("transfer-encoding")) != "chunked") return framing("a coding other than chunked");
    return std::nullopt;
}

}  // namespace

std::optional<HttpResponse> refuse_head(const HttpRequest& head, const HttpBounds& bounds) {
    if (head.version != 10 && head.version != 11) return malformed("only HTTP/1.0 and HTTP/1.1");
    if (!is_path(head.target)) return malformed("the target is not a path of printable ASCII");
    if (head.count("host") != 1) return malformed("exactly one Host is needed");
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
        auto response = final_refusal(
            405, {.code = Code::kUnimplemented, .reason = "METHOD_NOT_ALLOWED", .message = "GET, HEAD and POST only"}
        );
        response.headers.push_back({"Allow", "GET, HEAD, POST"});
        return response;
    }
    if (auto refused = refuse_length(head, bounds)) return refused;
    if (auto refused = refuse_transfer_encoding(head)) return refused;
    if (head.count("trailer") != 0) return refuse_trailers();
    if (head.version == 10 && head.count("upgrade") != 0) return framing("an upgrade in HTTP/1.0");
    if (head.count("expect") != 0 && lower_case(head.joined("expect", ",")) != "100-continue") {
        return final_refusal(
            417, {.code = Code::kInvalidArgument, .reason = "EXPECTATION_REFUSED", .message = "100-continue only"}
        );
    }
    return std::nullopt;
}

HttpResponse refuse_trailers() {
    return framing("trailers");
}

}  // namespace koebel::gateway
