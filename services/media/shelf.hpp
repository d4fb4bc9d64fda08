#pragma once

#include "base/time.hpp"
#include "media/file_cache.hpp"
#include "media/rows.hpp"
#include "media/settings.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace koebel::media {

namespace asio = boost::asio;

/// A medium on its way out.
struct Shown {
    Medium medium;
    std::shared_ptr<const std::string> bytes;  ///< null: whoever asked has them already
};

/// What /media/… answers from: SQL says each time whether somebody may see it, the bytes come from this node's disk, or
/// else from SQL. Calls come from every io thread; the work is done on the store's readers. Owned by koebeld.
class Shelf {
public:
    Shelf(store::Store& store, const Clock& clock, const Settings& settings);

    /// Nothing when there is no such medium, or the caller may not see it: nobody can tell which. `known` is the hash
    /// of what the caller has.
    asio::awaitable<std::optional<Shown>> find(rpc::Caller caller, std::string id, std::string known);

    /// Something was removed or replaced: the next read looks which copies are still of something.
    void changed() { look_again_at_ = 0; }

private:
    void look_again(store::Reader& reader);

    store::Store& store_;
    const Clock& clock_;
    FileCache cache_;
    std::atomic<std::int64_t> look_again_at_{0};  // microseconds
};

}  // namespace koebel::media
