// A request's bytes through Beast's parser and our guard, as a session reads them, but from memory. What is let in must
// be what a strict reader sees, body and end included: no request hides in another, whatever stands before or behind
// us.
#include "fuzz/require.hpp"
#include "fuzz/strict_request.hpp"
#include "gateway/handshake.hpp"
#include "gateway/http_guard.hpp"
#include "gateway/http_parser.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>

#include <sodium.h>

namespace koebel::fuzz {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using gateway::HttpRequest;
using gateway::HttpResponse;

/// Bytes in pieces of one size, then the end, as from a socket.
class Pieces {
public:
    Pieces(std::string_view bytes, std::size_t piece) : rest_(bytes), piece_(piece) {}

    template <class Buffers>
    std::size_t read_some(const Buffers& buffers, error_code& error) {
        const auto count = asio::buffer_copy(buffers, asio::buffer(rest_.data(), std::min(piece_, rest_.size())));
        rest_.remove_prefix(count);
        taken_ += count;
        error = count == 0 ? error_code{asio::error::eof} : error_code{};
        return count;
    }
    template <class Buffers>
    std::size_t read_some(const Buffers& buffers) {
        error_code error;
        return read_some(buffers, error);
    }
    [[nodiscard]] std::size_t taken() const { return taken_; }

private:
    std::string_view rest_;
    std::size_t piece_;
    std::size_t taken_ = 0;
};

/// What a session makes of the first request.
struct Outcome {
    std::optional<HttpResponse> refused;  // or ended without an answer, when nothing was let in either
    std::optional<HttpRequest> let_in;
    std::size_t size = 0;
    bool upgrade = false;
};

constexpr gateway::HttpBounds kBounds{.header_bytes = 1'024, .body_bytes = 2'048};

/// http_session.cpp's serve(), read_body() and upgrade(), and the site's refuse().
Outcome serve(std::string_view bytes, std::size_t piece) {
    Pieces socket{bytes, piece};
    boost::beast::flat_buffer buffer{gateway::read_buffer_bytes(kBounds)};
    gateway::RequestParser parser;
    gateway::set_bounds(parser, kBounds);
    error_code error;
    http::read_header(socket, buffer, parser, error);
    if (error) return {.refused = gateway::answer_to(error)};
    auto request = gateway::to_request(parser, {});
    if (auto refused = gateway::refuse_head(request, kBounds)) return {.refused = std::move(refused)};

    Outcome outcome;
    outcome.upgrade =
        request.method == "GET" && request.lists("upgrade", "websocket") && request.lists("connection", "upgrade");
    if (outcome.upgrade) {
        if (buffer.size() != 0) return {.refused = gateway::refuse_framing("bytes behind an upgrade")};
        if (auto refused = gateway::refuse_handshake(request)) return {.refused = std::move(refused)};
    } else {
        const auto fields = gateway::count_fields(parser);
        if (!parser.is_done()) http::read(socket, buffer, parser, error);
        if (error) return {.refused = gateway::answer_to(error)};
        if (!parser.is_done()) return {};
        if (gateway::count_fields(parser) != fields) return {.refused = gateway::refuse_trailers()};
        request.body = parser.get().body();
    }
    outcome.let_in = std::move(request);
    outcome.size = socket.taken() - buffer.size();
    return outcome;
}

void require_same(const StrictRequest& strict, const Outcome& ours) {
    const auto& request = *ours.let_in;
    require(request.method == strict.method && request.target == strict.target, "the same request line");
    require(request.version == strict.version, "the same version");
    require(request.headers.size() == strict.headers.size(), "as many headers");
    // Beast puts lines of one name beside each other; their order is kept.
    for (const auto& [name, value] : strict.headers) {
        std::vector<std::string> values;
        for (const auto& header : request.headers) {
            if (header.name == name) values.push_back(without_runs(header.value));
        }
        require(values == strict.all(name), "each header with the same values");
    }
    require(request.body == strict.body, "the same body");
    require(ours.size == strict.size, "the next request begins at the same byte");
}

void require_within_bounds(const HttpRequest& request) {
    require(request.method == "GET" || request.method == "HEAD" || request.method == "POST", "one of three methods");
    require(request.body.size() <= kBounds.body_bytes, "a bounded body");
    require(request.body.empty() || request.method == "POST", "a body only where one may be");
    require(request.count("host") == 1, "one Host");
    std::size_t bytes = request.target.size();
    for (const auto& [name, value] : request.headers) bytes += name.size() + value.size();
    require(bytes <= kBounds.header_bytes, "bounded headers");
}

void require_a_handshake(const StrictRequest& strict) {
    require(
        strict.version == 11 && strict.all("sec-websocket-version") == std::vector<std::string>{"13"}, "version 13"
    );
    const auto keys = strict.all("sec-websocket-key");
    require(keys.size() == 1, "one key");
    std::array<unsigned char, 32> decoded{};
    std::size_t size = 0;
    // Without its padding, whose spare bits libsodium would judge and the RFC does not.
    const auto key = keys.front().substr(0, 20);
    require(
        sodium_base642bin(
            decoded.data(),
            decoded.size(),
            key.data(),
            key.size(),
            nullptr,
            &size,
            nullptr,
            sodium_base64_VARIANT_ORIGINAL
        ) == 0 &&
            size == 15 && keys.front().size() == 24 && keys.front().ends_with("=="),
        "a key of 16 bytes"
    );
}

void check(std::string_view bytes, std::size_t piece) {
    const auto whole = serve(bytes, bytes.size() + 1);
    const auto pieces = serve(bytes, piece);
    if (whole.let_in) {
        const auto strict = read_strictly(bytes);
        require(strict.has_value(), "what is let in can be read in one way only");
        require_same(*strict, whole);
        require_within_bounds(*whole.let_in);
        if (whole.upgrade) require_a_handshake(*strict);
    }
    if (whole.refused) {
        require(whole.refused->status >= 400 && whole.refused->status < 500, "the client is told that it is wrong");
        require(whole.refused->contents().contains("\"reason\":\""), "and why");
    }
    // In pieces it is the same, but what stands behind an upgrade may come too late to be seen.
    if (whole.let_in || (pieces.let_in && !pieces.upgrade)) {
        require(whole.let_in && pieces.let_in, "let in however it arrives");
        require(whole.let_in->body == pieces.let_in->body && whole.size == pieces.size, "as the same request");
    }
}

}  // namespace
}  // namespace koebel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    // The last byte says how large the pieces are, so that a seed is a request one can read.
    const std::string_view bytes{reinterpret_cast<const char*>(data), size - 1};
    koebel::fuzz::check(bytes, std::size_t{data[size - 1]} % 64 + 1);
    return 0;
}
