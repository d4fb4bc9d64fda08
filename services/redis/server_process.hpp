#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace koebel::redis {

/// Which process, so that another one that got its number later is not taken for it.
struct ProcessMark {
    pid_t pid = -1;
    std::uint64_t started = 0;  ///< in ticks since the machine's start

    friend bool operator==(const ProcessMark&, const ProcessMark&) = default;
};

/// The program's whole path, if it can be run: a path, or a name to be found in PATH.
[[nodiscard]] std::optional<std::filesystem::path> find_program(const std::string& name);

/// Starts a program that ends when this thread, and so this process, ends, also by SIGKILL. It has a session of its
/// own, so that Ctrl-C is not for it, no input, none of this process's descriptors, and its outputs go to `log`. Throws
/// std::system_error.
[[nodiscard]] pid_t start_bound(
    const std::filesystem::path& program, std::vector<std::string> arguments, const std::filesystem::path& log
);

/// A descriptor that is readable when the process has ended.
[[nodiscard]] int watch_process(pid_t pid);

/// Ends a child: asks it to by SIGTERM, and by SIGKILL when it has not ended in time.
void end_child(pid_t child, std::chrono::milliseconds patience);

/// Nothing when there is no such process.
[[nodiscard]] std::optional<ProcessMark> mark_of(pid_t pid);

/// What note() left there, if anything.
[[nodiscard]] std::optional<ProcessMark> noted(const std::filesystem::path& file);
void note(const std::filesystem::path& file, const ProcessMark& process);

/// Ends by SIGKILL what was noted and still runs; whether there was anything.
bool end_orphan(const std::filesystem::path& file);

}  // namespace koebel::redis
