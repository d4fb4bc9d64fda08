#pragma once

#include "koebeld/doctor/finding.hpp"
#include "koebeld/doctor/settings.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace koebel::doctor {

/// The data directory: whose it is, who else may look into it, whether it can be written, how much fits into it.
[[nodiscard]] Findings examine_disk(const std::filesystem::path& directory, const Settings& settings);

/// How long a write takes until it is durable. Writes a file of a few bytes into the directory and removes it.
[[nodiscard]] Finding examine_fsync(const std::filesystem::path& directory, const Settings& settings);

/// What a measured time means. `is_memory`: the file system keeps nothing (tmpfs).
[[nodiscard]] Finding judge_fsync(std::chrono::microseconds median, bool is_memory, const Settings& settings);

/// What so much free space means.
[[nodiscard]] Finding judge_space(std::uint64_t free_bytes, const Settings& settings);

}  // namespace koebel::doctor
