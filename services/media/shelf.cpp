#include "media/shelf.hpp"

#include <algorithm>
#include <utility>

namespace koebel::media {
namespace {

constexpr std::chrono::microseconds kBetweenLooks = std::chrono::minutes{5};  // other nodes remove too

}  // namespace

Shelf::Shelf(store::Store& store, const Clock& clock, const Settings& settings)
    : store_(store), clock_(clock), cache_(settings.data_directory + "/media-cache", settings.cache_bytes) {}

asio::awaitable<std::optional<Shown>> Shelf::find(rpc::Caller caller, std::string id, std::string known) {
    if (!is_uuid(id)) co_return std::nullopt;
    auto job = [this, caller = std::move(caller), id = std::move(id), known = std::move(known)](store::Reader& reader
               ) -> std::optional<Shown> {
        look_again(reader);
        auto [found] = reader.read(visible_to(caller, id));
        if (found.empty()) return std::nullopt;
        Shown shown{.medium = std::move(found.front()), .bytes = nullptr};
        if (shown.medium.hash == known) return shown;
        shown.bytes = cache_.get(id, [&](const std::string& bytes) { return hash_of(bytes) == shown.medium.hash; });
        if (shown.bytes) return shown;
        auto bytes = bytes_of(reader, id);
        if (!bytes) return std::nullopt;
        cache_.put(id, *bytes);
        shown.bytes = std::make_shared<const std::string>(*std::move(bytes));
        return shown;
    };
    co_return co_await store_.read(std::move(job));
}

/// Copies of what is gone go.
void Shelf::look_again(store::Reader& reader) {
    const auto now = clock_.now().time_since_epoch().count();
    auto due = look_again_at_.load();
    if (now < due || !look_again_at_.compare_exchange_strong(due, now + kBetweenLooks.count())) return;
    const auto here = cache_.ids();
    if (here.empty()) return;
    auto there = still_there(reader, here);
    std::ranges::sort(there);
    for (const auto& id : here) {
        if (!std::ranges::binary_search(there, id)) cache_.drop(id);
    }
}

}  // namespace koebel::media
