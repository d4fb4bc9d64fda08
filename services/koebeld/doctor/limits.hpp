#pragma once

#include "koebeld/doctor/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace koebel::doctor {

/// How many files a process may open.
struct FileLimit {
    std::uint64_t files = 0;
    bool is_servers = false;  ///< of the running koebeld; false: of this process, which a service may differ from
};

/// The running koebeld's limit, found by the admin socket of the data directory; this process's own when none runs.
[[nodiscard]] FileLimit limit_of_files(const std::string& data_directory);

/// Whether so many connections fit.
[[nodiscard]] Finding judge_limits(const FileLimit& limit, std::size_t connections);

}  // namespace koebel::doctor
