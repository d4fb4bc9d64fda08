#include "koebeld/documents.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <utility>

namespace koebel {

gateway::FindMedium media_of(media::Shelf& shelf) {
    return [&shelf](
               rpc::Caller caller, std::string id, std::string known
           ) -> boost::asio::awaitable<std::optional<gateway::Medium>> {
        auto finding = shelf.find(std::move(caller), std::move(id), std::move(known));  // named: g++ 12
        auto found = co_await std::move(finding);
        if (!found) co_return std::nullopt;
        co_return gateway::Medium{
            .content_type = std::move(found->medium.content_type),
            .hash = std::move(found->medium.hash),
            .bytes = std::move(found->bytes)
        };
    };
}

gateway::MakeAtom atom_of(recognition::AtomFeed& feed) {
    return [&feed]() -> boost::asio::awaitable<gateway::AtomDocument> {
        auto reading = feed.read();  // named: g++ 12
        auto document = co_await std::move(reading);
        co_return gateway::AtomDocument{.hash = std::move(document.hash), .bytes = std::move(document.bytes)};
    };
}

}  // namespace koebel
