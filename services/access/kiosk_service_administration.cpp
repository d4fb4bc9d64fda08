#include "access/cards.hpp"
#include "access/kiosk_service.hpp"
#include "access/kiosks.hpp"
#include "access/rights.hpp"

namespace koebel::access {

KioskService::Answer<v1::AddKioskResponse> KioskService::add_kiosk(
    const rpc::Caller& caller, const v1::AddKioskRequest& request
) {
    auto job = [caller, name = request.name(), settings = settings_](store::Transaction& tx
               ) -> Result<v1::AddKioskResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::add_kiosk(tx, caller, name, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

KioskService::Answer<v1::ListKiosksResponse>
KioskService::list_kiosks(const rpc::Caller&, const v1::ListKiosksRequest&) {
    auto job = [](store::Reader& reader) { return access::list_kiosks(reader); };
    co_return co_await store_.read(std::move(job));
}

KioskService::Answer<v1::ResumeKioskResponse> KioskService::resume_kiosk(
    const rpc::Caller& caller, const v1::ResumeKioskRequest& request
) {
    auto job = [caller, id = KioskId{request.kiosk_id()}](store::Transaction& tx) -> Result<v1::ResumeKioskResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::resume_kiosk(tx, caller, id);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

KioskService::Answer<v1::RevokeKioskResponse> KioskService::revoke_kiosk(
    const rpc::Caller& caller, const v1::RevokeKioskRequest& request
) {
    auto job = [caller, id = KioskId{request.kiosk_id()}](store::Transaction& tx) -> Result<v1::RevokeKioskResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::revoke_kiosk(tx, caller, id);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

KioskService::Answer<v1::CreateCardsResponse> KioskService::create_cards(
    const rpc::Caller& caller, const v1::CreateCardsRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) -> Result<v1::CreateCardsResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::create_cards(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

KioskService::Answer<v1::ListCardsResponse> KioskService::list_cards(
    const rpc::Caller&, const v1::ListCardsRequest& request
) {
    auto job = [token = request.page_token()](store::Reader& reader) { return access::list_cards(reader, token); };
    co_return co_await store_.read(std::move(job));
}

KioskService::Answer<v1::RevokeCardResponse> KioskService::revoke_card(
    const rpc::Caller& caller, const v1::RevokeCardRequest& request
) {
    auto job = [caller,
                person = PersonId{request.person_id()}](store::Transaction& tx) -> Result<v1::RevokeCardResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::revoke_card(tx, caller, person);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
