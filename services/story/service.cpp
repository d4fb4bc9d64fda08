#include "story/service.hpp"

#include "story/curating.hpp"
#include "story/nominating.hpp"
#include "story/reading.hpp"
#include "story/witnesses.hpp"

#include <string>
#include <utility>
#include <vector>

namespace koebel::story {

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.NominationService/Nominate", *this, &Service::nominate);
    router.bind("koebel.v1.NominationService/EditNomination", *this, &Service::edit);
    router.bind("koebel.v1.NominationService/WithdrawNomination", *this, &Service::withdraw);
    router.bind("koebel.v1.NominationService/AskWitnesses", *this, &Service::ask);
    router.bind("koebel.v1.NominationService/SeeToo", *this, &Service::see_too);
    router.bind("koebel.v1.NominationService/GetNomination", *this, &Service::get);
    router.bind("koebel.v1.NominationService/ListOwnNominations", *this, &Service::list_own);
    router.bind("koebel.v1.NominationService/ListNominationsOfMe", *this, &Service::list_of_me);
    router.bind("koebel.v1.NominationService/ListNominations", *this, &Service::list);
    router.bind("koebel.v1.NominationService/MarkNominationRead", *this, &Service::mark_read);
    router.bind("koebel.v1.NominationService/HoldNomination", *this, &Service::hold);
}

Service::Answer<v1::NominateResponse> Service::nominate(const rpc::Caller& caller, const v1::NominateRequest& request) {
    auto nominating = Nominating::from_message(caller.person, request);
    if (!nominating) co_return std::unexpected(std::move(nominating.error()));
    auto job = [caller, nominating = *std::move(nominating), settings = settings_](store::Transaction& tx) {
        return story::nominate(tx, caller, nominating, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::EditNominationResponse> Service::edit(
    const rpc::Caller& caller, const v1::EditNominationRequest& request
) {
    auto words = Words::from_message(request.text());
    if (!words) co_return std::unexpected(std::move(words.error()));
    auto job = [caller, id = NominationId{request.nomination_id()}, words = *std::move(words)](store::Transaction& tx) {
        return story::edit(tx, caller, id, words);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::WithdrawNominationResponse> Service::withdraw(
    const rpc::Caller& caller, const v1::WithdrawNominationRequest& request
) {
    auto job = [caller, id = NominationId{request.nomination_id()}, following = following_](store::Transaction& tx) {
        return story::withdraw(tx, caller, id, following);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::AskWitnessesResponse> Service::ask(
    const rpc::Caller& caller, const v1::AskWitnessesRequest& request
) {
    std::vector<PersonId> witnesses{request.person_ids().begin(), request.person_ids().end()};
    auto job = [caller, id = NominationId{request.nomination_id()}, witnesses = std::move(witnesses)](
                   store::Transaction& tx
               ) { return story::ask(tx, caller, id, witnesses); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::SeeTooResponse> Service::see_too(const rpc::Caller& caller, const v1::SeeTooRequest& request) {
    auto reason = to_reason(request.reason(), kMostSeen);
    if (!reason) co_return std::unexpected(std::move(reason.error()));
    auto job = [caller, id = NominationId{request.nomination_id()}, reason = *std::move(reason)](store::Transaction& tx
               ) { return story::see_too(tx, caller, id, reason); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::GetNominationResponse> Service::get(
    const rpc::Caller& caller, const v1::GetNominationRequest& request
) {
    auto job = [viewer = caller.person, id = NominationId{request.nomination_id()}](store::Reader& reader) {
        return story::get(reader, viewer, id);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListOwnNominationsResponse> Service::list_own(
    const rpc::Caller& caller, const v1::ListOwnNominationsRequest& request
) {
    auto job = [viewer = caller.person, token = request.page_token()](store::Reader& reader) {
        return story::list_own(reader, viewer, token);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListNominationsOfMeResponse> Service::list_of_me(
    const rpc::Caller& caller, const v1::ListNominationsOfMeRequest& request
) {
    auto job = [viewer = caller.person, token = request.page_token()](store::Reader& reader) {
        return story::list_of(reader, viewer, token);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListNominationsResponse> Service::list(
    const rpc::Caller& caller, const v1::ListNominationsRequest& request
) {
    auto job = [viewer = caller.person, request, settings = settings_](store::Reader& reader) {
        return story::list_for_show(reader, viewer, request, settings);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::MarkNominationReadResponse> Service::mark_read(
    const rpc::Caller& caller, const v1::MarkNominationReadRequest& request
) {
    auto job = [caller, id = NominationId{request.nomination_id()}](store::Transaction& tx) {
        return story::mark_read(tx, caller, id);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::HoldNominationResponse> Service::hold(
    const rpc::Caller& caller, const v1::HoldNominationRequest& request
) {
    Deciding deciding{.reason = {}, .version = request.version()};
    if (request.held()) {
        auto said = to_reason(request.reason(), kMostHoldReason);
        if (!said) co_return std::unexpected(std::move(said.error()));
        deciding.reason = *std::move(said);
    }
    auto job = [caller, id = NominationId{request.nomination_id()}, deciding](store::Transaction& tx) {
        return story::hold(tx, caller, id, deciding);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::story
