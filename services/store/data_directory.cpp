#include "store/data_directory.hpp"

#include "base/log.hpp"
#include "store/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>

namespace koebel::store {
namespace {

Fault fault(const std::string& what, const std::string& path) {
    return Fault(what + " " + path + ": " + std::strerror(errno));
}

int open_private(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) throw fault("cannot open", path);
    return fd;
}

}  // namespace

DataDirectory::DataDirectory(std::string path) : path_(std::move(path)) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(path_, error);
    if (error) throw Fault("cannot make the data directory " + path_ + ": " + error.message());
    if (made) ::chmod(path_.c_str(), 0700);

    lock_ = open_private(path_ + "/lock");
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw Fault(
            "another koebeld uses the data directory " + path_ +
            ": stop it first, or give the subcommand to it (it listens on the admin socket there)"
        );
    }
    try {
        // SQLite gives -wal and -shm the mode of the database file.
        ::close(open_private(database_path(path_)));
        history_ = open_private(path_ + "/delivered");
    } catch (...) {
        ::close(lock_);
        throw;
    }
}

DataDirectory::~DataDirectory() {
    ::close(history_);
    ::close(lock_);
}

std::optional<LogHead> DataDirectory::delivered() const {
    std::array<char, 256> bytes{};
    const auto size = ::pread(history_, bytes.data(), bytes.size(), 0);
    if (size <= 0) return std::nullopt;
    std::istringstream line(std::string(bytes.data(), static_cast<std::size_t>(size)));
    LogHead head;
    std::string end;
    if (!(line >> head.position >> head.id >> head.epoch >> end) || end != "end") return std::nullopt;
    return head;
}

void DataDirectory::note_delivered(const LogHead& head) noexcept {
    std::ostringstream line;
    line << head.position << ' ' << head.id << ' ' << head.epoch << " end\n";
    const auto text = line.str();
    // What a longer line leaves behind the end does not matter.
    if (::pwrite(history_, text.data(), text.size(), 0) < 0) {
        log("store").warn("cannot note the delivered position: {}", std::strerror(errno));
    }
}

}  // namespace koebel::store
