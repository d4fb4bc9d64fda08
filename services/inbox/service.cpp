#include "inbox/service.hpp"

#include "inbox/listing.hpp"

#include <algorithm>

namespace koebel::inbox {
namespace {

constexpr std::uint32_t kPageSize = 30;
constexpr std::uint32_t kMostPageSize = 100;

}  // namespace

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.InboxService/ListInbox", *this, &Service::list);
    router.bind("koebel.v1.InboxService/MarkInboxRead", *this, &Service::mark_read);
}

Service::Answer<v1::ListInboxResponse> Service::list(const rpc::Caller& caller, const v1::ListInboxRequest& request) {
    const Page page{
        .before = request.before_position(),
        .size = request.page_size() == 0 ? kPageSize : std::min(request.page_size(), kMostPageSize)
    };
    auto job = [person = caller.person, page](store::Reader& reader) { return inbox::list(reader, person, page); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::MarkInboxReadResponse> Service::mark_read(
    const rpc::Caller& caller, const v1::MarkInboxReadRequest& request
) {
    auto job = [caller, position = request.read_position()](store::Transaction& tx) {
        return inbox::mark_read(tx, caller, position);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::inbox
