#pragma once

#include "base/result.hpp"
#include "gateway/http_message.hpp"

#include <string_view>

namespace koebel::gateway {

/// The Connect protocol's name of a code: "not_found".
[[nodiscard]] std::string_view connect_code(Code code);

/// The HTTP status the Connect protocol gives a code.
[[nodiscard]] unsigned http_status(Code code);

/// An error as the Connect protocol says it, with our reason in plain sight beside it:
/// {"code", "message", "reason", "details": [{"type": "koebel.v1.Error", "value", "debug"}]}.
/// Retry-After is set when trying again helps.
[[nodiscard]] HttpResponse refusal(const Error& error);

/// The same under another status, for refusals of HTTP itself.
[[nodiscard]] HttpResponse refusal(unsigned status, const Error& error);

/// The same, and the connection ends: what follows on it cannot be trusted, or was not read.
[[nodiscard]] HttpResponse final_refusal(unsigned status, const Error& error);

}  // namespace koebel::gateway
