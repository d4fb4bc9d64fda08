#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::doctor {

/// How it is with one thing.
enum class Verdict : std::uint8_t { kOk, kWarning, kProblem };

/// What a check found. A warning works, and will not for long or not well; a problem does not work.
struct Finding {
    std::string_view check;  ///< a literal: clock, zone, disk, fsync, redis, database, codes, public_url,
                             ///< certificate, limits
    Verdict verdict = Verdict::kOk;
    std::string what;         ///< one line
    std::string remedy = {};  ///< what to do; empty when all is well
};

using Findings = std::vector<Finding>;

[[nodiscard]] inline bool has_problem(const Findings& findings) {
    return std::ranges::any_of(findings, [](const Finding& one) { return one.verdict == Verdict::kProblem; });
}

}  // namespace koebel::doctor
