#pragma once

#include "gateway/http_message.hpp"
#include "gateway/refusal.hpp"
#include "gateway/settings.hpp"

// Beast 1.81 asserts that five bytes of a body's last chunk are there, which is true only behind another chunk: a body
// of nothing else that arrives in pieces ended the process. Without the assertion it is read as it should be.
#define BOOST_DISABLE_ASSERTS
#include <boost/assert.hpp>
#include <boost/beast/http/parser.hpp>
#undef BOOST_DISABLE_ASSERTS
#include <boost/assert.hpp>

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/string_body.hpp>

#include <iterator>
#include <optional>

namespace koebel::gateway {

// Between Beast's parser and our own words, without a socket: for http_session, and for the fuzzer that holds both
// against a stricter reader. Only those two include this.

using RequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

inline void set_bounds(RequestParser& parser, const HttpBounds& bounds) {
    parser.header_limit(static_cast<std::uint32_t>(bounds.header_bytes));
    parser.body_limit(bounds.body_bytes);
}

/// For the buffer that is read into: beside the headers, part of a body or a pipelined request.
[[nodiscard]] inline std::size_t read_buffer_bytes(const HttpBounds& bounds) {
    constexpr std::size_t kReadAhead = 16 * 1024;
    return bounds.header_bytes + kReadAhead;
}

/// What the guard judges of what Beast made of a head.
[[nodiscard]] inline HttpRequest to_request(const RequestParser& parser, const boost::asio::ip::address& peer) {
    const auto& message = parser.get();
    HttpRequest request{
        .method = std::string{message.method_string()},
        .target = std::string{message.target()},
        .version = message.version(),
        .peer = peer
    };
    for (const auto& field : message) {
        request.headers.push_back({lower_case(field.name_string()), std::string{field.value()}});
    }
    return request;
}

/// More than before the body was read: there were trailers.
[[nodiscard]] inline std::size_t count_fields(const RequestParser& parser) {
    return static_cast<std::size_t>(std::distance(parser.get().begin(), parser.get().end()));
}

[[nodiscard]] inline HttpResponse refuse_framing(std::string message) {
    return final_refusal(
        400, {.code = Code::kInvalidArgument, .reason = "FRAMING_REFUSED", .message = std::move(message)}
    );
}

/// What a failed read is answered with; nothing when nobody waits for an answer.
[[nodiscard]] inline std::optional<HttpResponse> answer_to(boost::system::error_code error) {
    if (error.category() != boost::beast::http::make_error_code(boost::beast::http::error::bad_method).category())
        return std::nullopt;
    if (error == boost::beast::http::error::end_of_stream || error == boost::beast::http::error::partial_message)
        return std::nullopt;
    if (error == boost::beast::http::error::header_limit || error == boost::beast::http::error::buffer_overflow) {
        return final_refusal(
            431, {.code = Code::kResourceExhausted, .reason = "HEADER_TOO_LARGE", .message = "the headers are too long"}
        );
    }
    if (error == boost::beast::http::error::body_limit) {
        return final_refusal(
            413, {.code = Code::kResourceExhausted, .reason = "BODY_TOO_LARGE", .message = "the body is too long"}
        );
    }
    if (error == boost::beast::http::error::bad_content_length ||
        error == boost::beast::http::error::multiple_content_length ||
        error == boost::beast::http::error::bad_transfer_encoding || error == boost::beast::http::error::bad_chunk ||
        error == boost::beast::http::error::bad_chunk_extension) {
        return refuse_framing(error.message());
    }
    return final_refusal(
        400, {.code = Code::kInvalidArgument, .reason = "REQUEST_MALFORMED", .message = error.message()}
    );
}

}  // namespace koebel::gateway
