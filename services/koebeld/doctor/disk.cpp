#include "koebeld/doctor/disk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

namespace koebel::doctor {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr std::uint64_t kMib = 1ULL << 20;
constexpr std::chrono::microseconds kTooGood{20};  // no disk of any kind is that quick

/// A file that is gone when this is.
class Probe {
public:
    explicit Probe(const fs::path& directory)
        : path_(directory / (".doctor-" + std::to_string(::getpid()))),
          descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;
    ~Probe() {
        if (descriptor_ < 0) return;
        ::close(descriptor_);
        ::unlink(path_.c_str());
    }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

    /// Nothing when it cannot be written.
    std::optional<std::chrono::microseconds> write_durably() {
        constexpr std::array<char, 512> kBytes{};
        const auto begun = SteadyClock::now();
        if (::write(descriptor_, kBytes.data(), kBytes.size()) != static_cast<ssize_t>(kBytes.size()))
            return std::nullopt;
        if (::fsync(descriptor_) != 0) return std::nullopt;
        return std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun);
    }

private:
    const fs::path path_;
    const int descriptor_;
};

std::string milliseconds(std::chrono::microseconds time) {
    char text[32];
    (void)std::snprintf(text, sizeof text, "%.2f ms", static_cast<double>(time.count()) / 1'000);
    return text;
}

Finding judge_owner(const struct stat& found, const std::string& path) {
    const auto self = ::geteuid();
    if (self != 0 && found.st_uid != self) {
        return {
            "disk",
            Verdict::kProblem,
            path + " belongs to another user (" + std::to_string(found.st_uid) + ")",
            "run koebeld as that user, or give it the folder: chown"
        };
    }
    if ((found.st_mode & 0077) != 0) {
        return {"disk", Verdict::kWarning, "others may look into " + path, "chmod 700 " + path};
    }
    return {"disk", Verdict::kOk, path + " is koebeld's alone"};
}

}  // namespace

Finding judge_space(std::uint64_t free_bytes, const Settings& settings) {
    const auto free = free_bytes / kMib;
    const auto words = std::to_string(free) + " MiB are free";
    const std::string remedy = "make room, or move data.directory to a larger disk; a full one takes no thank-you";
    if (free < settings.free_mib / 4) return {"disk", Verdict::kProblem, words, remedy};
    if (free < settings.free_mib) return {"disk", Verdict::kWarning, words, remedy};
    return {"disk", Verdict::kOk, words};
}

Findings examine_disk(const fs::path& directory, const Settings& settings) {
    struct stat found{};
    if (::stat(directory.c_str(), &found) != 0) {
        if (errno == ENOENT) {
            return {
                {"disk", Verdict::kWarning, directory.string() + " is not there yet", "koebeld makes it at its start"}
            };
        }
        return {
            {"disk",
             Verdict::kProblem,
             directory.string() + ": " + std::strerror(errno),
             "run the doctor as the user koebeld runs as, or as root"}
        };
    }
    if (!S_ISDIR(found.st_mode)) {
        return {{"disk", Verdict::kProblem, directory.string() + " is no folder", "give another data.directory"}};
    }
    Findings findings{judge_owner(found, directory.string())};
    if (!Probe{directory}.is_open()) {
        findings.push_back(
            {"disk",
             Verdict::kProblem,
             directory.string() + " cannot be written: " + std::strerror(errno),
             "give it to the user koebeld runs as, and look whether its file system is mounted read-only"}
        );
    }
    struct statfs room{};
    if (::statfs(directory.c_str(), &room) == 0) {
        findings.push_back(judge_space(room.f_bavail * static_cast<std::uint64_t>(room.f_bsize), settings));
    }
    return findings;
}

Finding judge_fsync(std::chrono::microseconds median, bool is_memory, const Settings& settings) {
    if (is_memory) {
        return {
            "fsync",
            Verdict::kProblem,
            "data.directory stands in memory (tmpfs): a restart of the machine loses everything",
            "put data.directory on a disk"
        };
    }
    if (median > settings.fsync) {
        return {
            "fsync",
            Verdict::kWarning,
            "a durable write takes " + milliseconds(median),
            "use a faster disk, or one without much else to do: every thank-you waits for one"
        };
    }
    if (median < kTooGood) {
        return {
            "fsync",
            Verdict::kWarning,
            "a durable write takes " + milliseconds(median) + ", as if nothing reached a disk",
            "look whether the disk or its virtual machine ignores flushes; a power cut would lose thank-yous"
        };
    }
    return {"fsync", Verdict::kOk, "a durable write takes " + milliseconds(median)};
}

Finding examine_fsync(const fs::path& directory, const Settings& settings) {
    constexpr std::size_t kWrites = 9;
    Probe probe{directory};
    std::vector<std::chrono::microseconds> times;
    while (probe.is_open() && times.size() < kWrites) {
        const auto time = probe.write_durably();
        if (!time) break;
        times.push_back(*time);
    }
    if (times.size() < kWrites) {
        return {"fsync", Verdict::kWarning, "it could not be measured", "make data.directory writable first"};
    }
    std::ranges::nth_element(times, times.begin() + kWrites / 2);
    struct statfs room{};
    const bool is_memory =
        ::statfs(directory.c_str(), &room) == 0 && (room.f_type == TMPFS_MAGIC || room.f_type == RAMFS_MAGIC);
    return judge_fsync(times[kWrites / 2], is_memory, settings);
}

}  // namespace koebel::doctor
