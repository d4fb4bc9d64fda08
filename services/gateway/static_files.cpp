#include "gateway/static_files.hpp"

#include "gateway/refusal.hpp"

#include <sodium.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace koebel::gateway {
namespace {

namespace fs = std::filesystem;

struct Type {
    std::string_view extension;
    std::string_view name;
};
constexpr std::array<Type, 16> kFileTypes{{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".mp3", "audio/mpeg"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wav", "audio/wav"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
}};

std::string type_of(std::string_view path) {
    for (const auto& [extension, name] : kFileTypes) {
        if (path.ends_with(extension)) return std::string{name};
    }
    return "application/octet-stream";
}

std::string read(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string etag_of(std::string_view bytes) {
    std::array<unsigned char, 16> digest{};
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0
    );
    std::array<char, 2 * digest.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return '"' + std::string{hex.data()} + '"';
}

/// Whether an Accept-Encoding takes `coding`: it is named, and not with a weight of 0.
bool takes(const HttpRequest& request, std::string_view coding) {
    auto all = lower_case(request.joined("accept-encoding", ","));
    std::erase(all, ' ');
    for (std::string_view rest{all}; !rest.empty();) {
        const auto comma = rest.find(',');
        const auto one = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        const auto semicolon = one.find(';');
        if (one.substr(0, semicolon) != coding) continue;
        if (semicolon == std::string_view::npos) return true;
        return one.substr(semicolon).find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

/// Whether If-None-Match holds the tag, weak or strong.
bool has_already(const HttpRequest& request, const std::string& etag) {
    return request.lists("if-none-match", etag) || request.lists("if-none-match", "w/" + etag) ||
           request.header("if-none-match").value_or("") == "*";
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& root, std::size_t max_bytes) {
    if (!fs::is_directory(root))
        throw std::runtime_error("web_root " + root.string() + " is no folder: build web/ first");
    std::size_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        if (entry.is_symlink() || !entry.is_regular_file()) continue;
        std::string path = "/" + entry.path().lexically_relative(root).generic_string();
        auto coding = kPlain;
        if (path.ends_with(".br")) coding = kBrotli;
        if (path.ends_with(".gz")) coding = kGzip;
        if (coding != kPlain) path.resize(path.size() - 3);

        auto bytes = std::make_shared<const std::string>(read(entry.path()));
        total += bytes->size();
        if (total > max_bytes)
            throw std::runtime_error("web_root holds more than " + std::to_string(max_bytes) + " bytes");
        auto& file = files_[path];
        file.type = type_of(path);
        file.variants.at(coding) = {bytes, etag_of(*bytes)};
    }
    std::erase_if(files_, [](const auto& entry) { return entry.second.variants[kPlain].bytes == nullptr; });
}

HttpResponse StaticFiles::answer(const HttpRequest& request, std::string_view path) const {
    const auto found = files_.find(path);
    if (found == files_.end()) {
        return refusal(404, {.code = Code::kNotFound, .reason = "ROUTE_UNKNOWN", .message = "nothing is here"});
    }
    const auto& file = found->second;
    const auto coding = choose(file, request);
    const auto& variant = file.variants.at(coding);

    HttpResponse response;
    const bool for_good = path.starts_with("/assets/");
    response.headers.push_back({"Cache-Control", for_good ? "public, max-age=31536000, immutable" : "no-cache"});
    response.headers.push_back({"ETag", variant.etag});
    response.headers.push_back({"Vary", "Accept-Encoding"});
    if (has_already(request, variant.etag)) {
        response.status = 304;
        return response;
    }
    response.headers.push_back({"Content-Type", file.type});
    if (coding == kBrotli) response.headers.push_back({"Content-Encoding", "br"});
    if (coding == kGzip) response.headers.push_back({"Content-Encoding", "gzip"});
    response.shared = variant.bytes;
    return response;
}

StaticFiles::Coding StaticFiles::choose(const File& file, const HttpRequest& request) {
    if (file.variants[kBrotli].bytes && takes(request, "br")) return kBrotli;
    if (file.variants[kGzip].bytes && takes(request, "gzip")) return kGzip;
    return kPlain;
}

}  // namespace koebel::gateway
