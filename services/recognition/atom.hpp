#pragma once

#include "base/time.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace koebel::recognition {

/// What everyone may see, the newest fifty, as Atom (RFC 4287) in the organisation's language: for feed readers. The
/// same for whoever may have it, and at most ten seconds old. Called from every io thread; outlives the server.
class AtomFeed {
public:
    struct Document {
        std::string hash;  ///< of its bytes, in hexadecimal digits
        std::shared_ptr<const std::string> bytes;
    };

    /// `public_url`: where links lead.
    AtomFeed(store::Store& store, const Clock& clock, std::string public_url);

    /// What was taken back, or is shown otherwise, is not kept a moment longer. Called for each entry of the log.
    void apply(const store::LogEntry& entry);

    /// Throws store::Fault when it cannot be read.
    boost::asio::awaitable<Document> read();

private:
    store::Store& store_;
    const Clock& clock_;
    const std::string public_url_;
    std::mutex mutex_;  // the last document, its age, and how often one was forgotten
    Document last_;
    Instant read_at_;
    std::uint64_t forgotten_ = 0;  // how often
};

}  // namespace koebel::recognition
