#include "media/file_cache.hpp"

#include "base/log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

namespace koebel::media {
namespace {

namespace fs = std::filesystem;

bool write_file(const fs::path& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return false;
    while (!bytes.empty()) {
        const auto size = ::write(file, bytes.data(), bytes.size());
        if (size <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return ::close(file) == 0 && bytes.empty();
}

}  // namespace

FileCache::FileCache(fs::path folder, std::uint64_t most_bytes) : folder_(std::move(folder)), most_bytes_(most_bytes) {
    std::error_code failed;
    fs::remove_all(folder_, failed);  // what went while this node was away goes here too
    fs::create_directories(folder_, failed);
    fs::permissions(folder_, fs::perms::owner_all, failed);
    if (failed) log("media").warn("no cache in {}: {}", folder_.string(), failed.message());
}

std::shared_ptr<const std::string> FileCache::read(const std::string& id) {
    std::uint64_t size = 0;
    {
        const std::lock_guard lock{mutex_};
        const auto found = places_.find(id);
        if (found == places_.end()) return nullptr;
        files_.splice(files_.begin(), files_, found->second);
        size = found->second->size;
    }
    const int file = ::open((folder_ / id).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return nullptr;
    auto bytes = std::make_shared<std::string>(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const auto more = ::read(file, bytes->data() + have, size - have);
        if (more <= 0) break;
        have += static_cast<std::size_t>(more);
    }
    ::close(file);
    bytes->resize(have);
    return bytes;
}

void FileCache::put(const std::string& id, std::string_view bytes) {
    if (bytes.size() > most_bytes_) return;
    const std::lock_guard lock{mutex_};
    if (places_.contains(id)) return;
    while (bytes_ + bytes.size() > most_bytes_ && !files_.empty()) forget(std::prev(files_.end()));
    if (!write_file(folder_ / id, bytes)) {
        std::error_code ignored;
        fs::remove(folder_ / id, ignored);
        return;
    }
    files_.push_front({.id = id, .size = bytes.size()});
    places_[id] = files_.begin();
    bytes_ += bytes.size();
}

void FileCache::drop(const std::string& id) {
    const std::lock_guard lock{mutex_};
    if (const auto found = places_.find(id); found != places_.end()) forget(found->second);
}

std::vector<std::string> FileCache::ids() {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> ids;
    ids.reserve(files_.size());
    for (const auto& file : files_) ids.push_back(file.id);
    return ids;
}

void FileCache::forget(std::list<File>::iterator file) {
    std::error_code ignored;
    fs::remove(folder_ / file->id, ignored);
    bytes_ -= file->size;
    places_.erase(file->id);
    files_.erase(file);
}

}  // namespace koebel::media
