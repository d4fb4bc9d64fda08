#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel {

/// The numbers of google.rpc.Code.
enum class Code : std::uint8_t {
    kOk = 0,
    kCancelled = 1,
    kUnknown = 2,
    kInvalidArgument = 3,
    kDeadlineExceeded = 4,
    kNotFound = 5,
    kAlreadyExists = 6,
    kPermissionDenied = 7,
    kResourceExhausted = 8,
    kFailedPrecondition = 9,
    kAborted = 10,
    kOutOfRange = 11,
    kUnimplemented = 12,
    kInternal = 13,
    kUnavailable = 14,
    kDataLoss = 15,
    kUnauthenticated = 16,
};

/// A refusal the caller can act on. `reason` is a literal and part of the contract;
/// `message` is for developers and never shown to a person.
struct Error {
    Code code = Code::kInternal;
    std::string_view reason = "UNSPECIFIED";
    std::string message;
    /// Values the page needs for its text, for example the candidates of an ambiguous name.
    std::vector<std::string> details;
    /// When to try again, in milliseconds; 0 when it does not help.
    std::uint32_t retry_after_ms = 0;
};

/// A value or a refusal. Faults (disk gone, broken invariant) are exceptions, never an Error.
template <class T>
using Result = std::expected<T, Error>;

/// An Error that says no more than its reason.
[[nodiscard]] inline Error refusal(Code code, std::string_view reason) {
    return {.code = code, .reason = reason, .message = {}};
}

/// Short for the refusal of a Result.
[[nodiscard]] inline std::unexpected<Error> refuse(Code code, std::string_view reason, std::string message = {}) {
    return std::unexpected(Error{.code = code, .reason = reason, .message = std::move(message)});
}

}  // namespace koebel
