#include "recognition/leaving_service.hpp"

#include "access/archive_codes.hpp"
#include "access/rights.hpp"
#include "base/timestamp.hpp"
#include "people/away.hpp"
#include "people/person.hpp"
#include "recognition/archive.hpp"
#include "recognition/projection.hpp"
#include "recognition/said_to_me.hpp"

#include <utility>

namespace koebel::recognition {

void LeavingService::bind(rpc::Router& router) {
    router.bind("koebel.v1.LeavingService/CreateArchiveCode", *this, &LeavingService::create_archive_code);
    router.bind("koebel.v1.LeavingService/OpenArchive", *this, &LeavingService::open_archive);
    router.bind("koebel.v1.LeavingService/GetMyAway", *this, &LeavingService::get_my_away);
    router.bind("koebel.v1.LeavingService/SetAway", *this, &LeavingService::set_away);
}

LeavingService::Answer<v1::CreateArchiveCodeResponse> LeavingService::create_archive_code(
    const rpc::Caller& caller, const v1::CreateArchiveCodeRequest& request
) {
    auto job = [caller,
                person = PersonId{request.person_id()},
                address = doors_.public_url + "/archive#",
                kept = settings_.archive_kept](store::Transaction& tx) -> Result<v1::CreateArchiveCodeResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        auto code = access::create_archive_code(tx, caller, person, kept);
        if (!code) return std::unexpected(std::move(code.error()));
        const auto [people] = tx.read(people::people_by_id({person}));
        v1::CreateArchiveCodeResponse response;
        response.set_url(address + code->secret);
        *response.mutable_person() = people::card_in_full(people.front());
        *response.mutable_expires_at() = to_timestamp(code->expires_at);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

LeavingService::Answer<v1::OpenArchiveResponse> LeavingService::open_archive(
    const rpc::Caller& caller, const v1::OpenArchiveRequest& request
) {
    // The door is a write: failures are counted, openings noted. The page is read beside the writer.
    auto knock = [address = caller.address,
                  secret = request.secret(),
                  is_first = request.before_position() == 0,
                  settings = doors_](store::Transaction& tx) -> Result<access::Opening> {
        return access::open_archive(tx, address, secret, is_first, settings);
    };
    auto opening = co_await store_.write("access.open_archive", std::move(knock));
    if (!opening) co_return std::unexpected(std::move(opening.error()));
    if (opening->refusal) co_return std::unexpected(*std::move(opening->refusal));
    auto page = [code = opening->code, before = request.before_position()](store::Reader& reader) {
        return archive_page(reader, code, before);
    };
    co_return co_await store_.read(std::move(page));
}

LeavingService::Answer<v1::GetMyAwayResponse> LeavingService::get_my_away(
    const rpc::Caller& caller, const v1::GetMyAwayRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) {
        return std::get<0>(reader.read(people::away_since(person)));
    };
    const auto since = co_await store_.read(std::move(job));
    v1::GetMyAwayResponse response;
    if (!since.empty() && since.front()) *response.mutable_since() = to_timestamp(*since.front());
    co_return response;
}

LeavingService::Answer<v1::SetAwayResponse> LeavingService::set_away(
    const rpc::Caller& caller, const v1::SetAwayRequest& request
) {
    auto job = [caller, away = request.away()](store::Transaction& tx) -> Result<v1::SetAwayResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
        const bool has_changed = people::set_away(tx, caller.person, away);
        const auto [read] = tx.read(read_position_of(caller.person));
        const auto read_position = read.empty() ? 0 : read.front();
        v1::SetAwayResponse response;
        response.set_unread(unread_after(tx, caller.person, read_position));
        if (has_changed) tell_read(tx, caller.person, read_position, response.unread());
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
