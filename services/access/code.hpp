#pragma once

#include "base/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace koebel::access {

/// Time-based codes as apps know them: RFC 6238 over RFC 4226, HMAC-SHA-1, six digits, a step of thirty seconds. Rules
/// only; what is kept stands in codes.hpp.

inline constexpr std::chrono::seconds kCodeStep{30};
inline constexpr std::size_t kCodeDigits = 6;
inline constexpr std::size_t kCodeSecretBytes = 20;
inline constexpr std::int64_t kCodeDrift = 1;  ///< steps a phone's clock may be ahead or behind

/// 160 random bits, as bytes.
[[nodiscard]] std::string new_code_secret();

/// The step a moment lies in, counted from 1970.
[[nodiscard]] std::int64_t code_step_at(Instant at);

/// The six digits of a step.
[[nodiscard]] std::string code_at(std::string_view secret, std::int64_t step);

/// What came of looking at six digits.
struct CodeMatch {
    enum class Verdict : std::uint8_t {
        kWrong,
        kUsed,  ///< right, but not later than the newest step that was used
        kRight
    };
    Verdict verdict = Verdict::kWrong;
    std::int64_t step = 0;  ///< of the right one
};

/// Looks whether they are those of now, of the step before or of the one after, and of one later than `last_step`.
[[nodiscard]] CodeMatch match_code(
    std::string_view secret, std::string_view digits, Instant now, std::int64_t last_step
);

/// The six digits somebody typed, without spaces or hyphens. Empty: they are no code.
[[nodiscard]] std::string code_digits_in(std::string_view typed);

/// A new recovery code: 80 random bits as four groups of four letters and digits, none of which look alike.
[[nodiscard]] std::string new_recovery_code();

/// The recovery code somebody typed, in any case, with or without hyphens; what looks alike is read as what was meant.
/// Empty: it is none.
[[nodiscard]] std::string recovery_code_in(std::string_view typed);

/// RFC 4648, without padding: how a secret is typed.
[[nodiscard]] std::string base32(std::string_view bytes);

/// What the app reads from a QR code. `issuer` is where the code is for, `account` whose it is there.
[[nodiscard]] std::string otpauth_url(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace koebel::access
