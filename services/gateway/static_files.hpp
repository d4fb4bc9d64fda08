#pragma once

#include "gateway/http_message.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace koebel::gateway {

/// The built pages, read once at start and kept in memory. They are few and small; so no io thread ever
/// touches a disk, a path is looked up and never opened (nothing to traverse), and all files are of one
/// build until the next start. Immutable; read on every io thread.
class StaticFiles {
public:
    /// No files.
    StaticFiles() = default;

    /// Reads every regular file below `root`, links not followed. "app.js.br" and "app.js.gz" become
    /// encodings of "app.js". Throws std::runtime_error when `root` is no folder or holds more than
    /// `max_bytes`.
    StaticFiles(const std::filesystem::path& root, std::size_t max_bytes);

    /// Answers GET and HEAD of a file, "/assets/app-1a2b.js": 200, 304 for the ETag the client has, or
    /// 404 ROUTE_UNKNOWN. Chooses br or gzip when the client takes it. What stands under /assets/
    /// carries a hash in its name and is kept for good; all else is asked for again each time.
    [[nodiscard]] HttpResponse answer(const HttpRequest& request, std::string_view path) const;

    [[nodiscard]] bool has(std::string_view path) const { return files_.contains(path); }

private:
    enum Coding : std::uint8_t { kBrotli, kGzip, kPlain, kCodings };
    struct Variant {
        std::shared_ptr<const std::string> bytes;
        std::string etag;
    };
    struct File {
        std::string type;
        std::array<Variant, kCodings> variants;  // plain always; the others when they were built
    };
    [[nodiscard]] static Coding choose(const File& file, const HttpRequest& request);

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace koebel::gateway
