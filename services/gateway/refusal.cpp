#include "gateway/refusal.hpp"

#include <koebel/v1/live.pb.h>

#include <sodium.h>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <array>

namespace koebel::gateway {
namespace {

/// One row per code, by its number.
struct Spelling {
    std::string_view name;
    unsigned status;
};
constexpr std::array<Spelling, 17> kSpellings{{
    {"ok", 200},
    {"canceled", 499},
    {"unknown", 500},
    {"invalid_argument", 400},
    {"deadline_exceeded", 504},
    {"not_found", 404},
    {"already_exists", 409},
    {"permission_denied", 403},
    {"resource_exhausted", 429},
    {"failed_precondition", 400},
    {"aborted", 409},
    {"out_of_range", 400},
    {"unimplemented", 501},
    {"internal", 500},
    {"unavailable", 503},
    {"data_loss", 500},
    {"unauthenticated", 401},
}};

const Spelling& spelling(Code code) {
    return kSpellings.at(static_cast<std::size_t>(code));
}

std::string base64(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(
        text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant
    );
    text.pop_back();  // the terminating zero
    return text;
}

boost::json::object detail(const Error& error) {
    v1::Error message;
    message.set_code(static_cast<std::uint32_t>(error.code));
    message.set_reason(std::string{error.reason});
    message.set_message(error.message);
    message.set_retry_after_ms(error.retry_after_ms);
    boost::json::array values;
    for (const auto& value : error.details) {
        message.add_details(value);
        values.emplace_back(value);
    }
    boost::json::object debug{{"reason", error.reason}, {"details", std::move(values)}};
    if (error.retry_after_ms != 0) debug.emplace("retryAfterMs", error.retry_after_ms);
    return {
        {"type", v1::Error::descriptor()->full_name()},
        {"value", base64(message.SerializeAsString())},
        {"debug", std::move(debug)}
    };
}

}  // namespace

std::string_view connect_code(Code code) {
    return spelling(code).name;
}

unsigned http_status(Code code) {
    return spelling(code).status;
}

HttpResponse refusal(const Error& error) {
    return refusal(http_status(error.code), error);
}

HttpResponse refusal(unsigned status, const Error& error) {
    boost::json::array details;
    details.emplace_back(detail(error));
    const boost::json::object body{
        {"code", connect_code(error.code)},
        {"message", error.message},
        {"reason", error.reason},
        {"details", std::move(details)}
    };
    HttpResponse response{.status = status, .body = boost::json::serialize(body)};
    response.headers.push_back({"Content-Type", "application/json"});
    response.headers.push_back({"Cache-Control", "no-store"});
    if (error.retry_after_ms != 0) {
        response.headers.push_back({"Retry-After", std::to_string((error.retry_after_ms + 999) / 1'000)});
    }
    return response;
}

HttpResponse final_refusal(unsigned status, const Error& error) {
    auto response = refusal(status, error);
    response.close = true;
    return response;
}

}  // namespace koebel::gateway
