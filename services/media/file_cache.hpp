#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace koebel::media {

/// Copies of media on this node's disk, so that SQL is asked for permission and not for bytes. A folder of its own,
/// empty at start; at most so many bytes, the longest unused go first; a file nobody can read but this user. Losing it
/// loses nothing: where the disk fails, there is no copy. Blocks; thread-safe.
class FileCache {
public:
    FileCache(std::filesystem::path folder, std::uint64_t most_bytes);
    FileCache(const FileCache&) = delete;
    FileCache& operator=(const FileCache&) = delete;
    ~FileCache() = default;

    /// The bytes under that id, if they are here and `is_right` takes them; what it does not take goes.
    template <class IsRight>
    [[nodiscard]] std::shared_ptr<const std::string> get(const std::string& id, IsRight is_right) {
        auto bytes = read(id);
        if (bytes && is_right(*bytes)) return bytes;
        if (bytes) drop(id);
        return nullptr;
    }

    /// `id` is a UUID, and so a file's name.
    void put(const std::string& id, std::string_view bytes);
    void drop(const std::string& id);

    /// All that are here.
    [[nodiscard]] std::vector<std::string> ids();

private:
    struct File {
        std::string id;
        std::uint64_t size = 0;
    };
    [[nodiscard]] std::shared_ptr<const std::string> read(const std::string& id);
    void forget(std::list<File>::iterator file);

    const std::filesystem::path folder_;
    const std::uint64_t most_bytes_;
    std::mutex mutex_;
    std::list<File> files_;  // the last used first
    std::unordered_map<std::string, std::list<File>::iterator> places_;
    std::uint64_t bytes_ = 0;
};

}  // namespace koebel::media
