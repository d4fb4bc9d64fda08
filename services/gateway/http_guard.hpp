#pragma once

#include "gateway/http_message.hpp"
#include "gateway/settings.hpp"

#include <optional>

namespace koebel::gateway {

/// Looks at a request's head before its body is read, and refuses what two parsers may read in two
/// ways, or what we never need. Beast 1.81 lets most of it pass. Every refusal ends the connection:
///   400 FRAMING_REFUSED     Content-Length with Transfer-Encoding, either twice, a length that is no
///                           number, a coding other than "chunked", Transfer-Encoding on HTTP/1.0, on an
///                           upgrade or without a body's method, trailers, an upgrade on HTTP/1.0
///   400 REQUEST_MALFORMED   no Host or several, a target that is not a path of printable ASCII
///   405 METHOD_NOT_ALLOWED  other than GET, HEAD and POST
///   413 BODY_TOO_LARGE
///   417 EXPECTATION_REFUSED other than 100-continue
[[nodiscard]] std::optional<HttpResponse> refuse_head(const HttpRequest& head, const HttpBounds& bounds);

/// The same for the trailers that came with a chunked body.
[[nodiscard]] HttpResponse refuse_trailers();

}  // namespace koebel::gateway
