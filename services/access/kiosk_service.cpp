#include "access/kiosk_service.hpp"

#include "access/kiosk_sign_in.hpp"
#include "access/kiosks.hpp"
#include "access/password.hpp"
#include "access/pins.hpp"
#include "access/rights.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace koebel::access {

namespace {

/// What the pool made: whether the password was right, and the new PIN's hash.
struct HashedPin {
    bool password_is_right = false;
    std::string hash;
};

/// On the pool; none when it has no place. The attempt stays counted: asking again is no way around it.
template <class Work, class T = std::invoke_result_t<Work>>
asio::awaitable<std::optional<T>> hashed(runtime::BlockingPool& pool, Work work) {
    std::optional<T> made;
    try {
        auto making = pool.run(std::move(work));  // named: g++ 12
        made = co_await std::move(making);
    } catch (const runtime::PoolFull&) {
        made.reset();
    }
    co_return made;
}

std::uint32_t to_count(std::chrono::milliseconds time) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, time.count()));
}

}  // namespace

KioskService::KioskService(store::Store& store, const Settings& settings, runtime::BlockingPool& hashing)
    : store_(store), settings_(settings), hashing_(hashing) {}

void KioskService::bind(rpc::Router& router) {
    router.bind("koebel.v1.KioskService/AddKiosk", *this, &KioskService::add_kiosk);
    router.bind("koebel.v1.KioskService/ListKiosks", *this, &KioskService::list_kiosks);
    router.bind("koebel.v1.KioskService/ResumeKiosk", *this, &KioskService::resume_kiosk);
    router.bind("koebel.v1.KioskService/RevokeKiosk", *this, &KioskService::revoke_kiosk);
    router.bind("koebel.v1.KioskService/CreateCards", *this, &KioskService::create_cards);
    router.bind("koebel.v1.KioskService/ListCards", *this, &KioskService::list_cards);
    router.bind("koebel.v1.KioskService/RevokeCard", *this, &KioskService::revoke_card);
    router.bind("koebel.v1.KioskService/SetPin", *this, &KioskService::set_pin);
    router.bind("koebel.v1.KioskService/GetMyCard", *this, &KioskService::get_my_card);
    router.bind("koebel.v1.KioskService/PairKiosk", *this, &KioskService::pair_kiosk);
    router.bind("koebel.v1.KioskService/GetKiosk", *this, &KioskService::get_kiosk);
    router.bind("koebel.v1.KioskService/FindAtKiosk", *this, &KioskService::find_at_kiosk);
    router.bind("koebel.v1.KioskService/ReadCard", *this, &KioskService::read_card);
    router.bind("koebel.v1.KioskService/SignInAtKiosk", *this, &KioskService::sign_in_at_kiosk);
    router.bind("koebel.v1.KioskService/KeepGoing", *this, &KioskService::keep_going);
    router.bind("koebel.v1.KioskService/LeaveKiosk", *this, &KioskService::leave_kiosk);
}

KioskService::Answer<v1::SetPinResponse> KioskService::set_pin(
    const rpc::Caller& caller, const v1::SetPinRequest& request
) {
    if (auto may = check_pin_form(request.pin()); !may) co_return std::unexpected(std::move(may.error()));
    auto claim = [caller, pin = request.pin(), settings = settings_](store::Transaction& tx) -> Result<PinChoice> {
        return claim_pin(tx, caller, pin, settings);
    };
    auto choice = co_await store_.write("access.claim_pin", std::move(claim));
    if (!choice) co_return std::unexpected(std::move(choice.error()));
    if (choice->refusal) co_return std::unexpected(*std::move(choice->refusal));

    auto work = [choice = *choice, pin = request.pin(), password = request.password(), settings = settings_] {
        HashedPin made;
        made.password_is_right = !choice.needs_password || is_password(password, choice.account.hash);
        if (made.password_is_right) made.hash = hash_password(pin, settings);
        return made;
    };
    auto making = hashed(hashing_, std::move(work));  // named: g++ 12
    auto made = co_await std::move(making);
    if (!made) co_return std::unexpected(rpc::overloaded());

    auto finish = [caller, choice = *std::move(choice), made = *std::move(made), settings = settings_](
                      store::Transaction& tx
                  ) -> Result<std::optional<Error>> {
        return finish_pin(tx, caller, choice, made.password_is_right, made.hash, settings);
    };
    auto refusal = co_await store_.write("access.set_pin", std::move(finish));
    if (!refusal) co_return std::unexpected(std::move(refusal.error()));
    if (*refusal) co_return std::unexpected(**std::move(refusal));
    co_return v1::SetPinResponse{};
}

KioskService::Answer<v1::GetMyCardResponse>
KioskService::get_my_card(const rpc::Caller& caller, const v1::GetMyCardRequest&) {
    auto job = [caller, settings = settings_](store::Reader& reader) { return my_card(reader, caller, settings); };
    co_return co_await store_.read(std::move(job));
}

KioskService::Answer<v1::PairKioskResponse> KioskService::pair_kiosk(
    rpc::Call& call, const v1::PairKioskRequest& request
) {
    auto job = [caller = call.caller, token = request.token(), device = std::string{call.device}, settings = settings_](
                   store::Transaction& tx
               ) -> Result<Paired> { return access::pair_kiosk(tx, caller, token, device, settings); };
    const auto paired = co_await store_.write("access.pair_kiosk", std::move(job));
    if (!paired) co_return std::unexpected(paired.error());
    if (!paired->session) co_return refuse(Code::kUnauthenticated, "KIOSK_LINK_INVALID");
    call.cookie = rpc::CookieChange{.secret = paired->session->secret, .lifetime = paired->session->lifetime};
    v1::PairKioskResponse response;
    response.set_kiosk_id(paired->kiosk.text());
    co_return response;
}

KioskService::Answer<v1::GetKioskResponse>
KioskService::get_kiosk(const rpc::Caller& caller, const v1::GetKioskRequest&) {
    auto job = [caller, settings = settings_](store::Reader& reader) -> Result<v1::GetKioskResponse> {
        const auto [kiosks, organisations, values, people] = reader.read(
            kiosk_by_id(kiosk_of(caller)),
            people::organisation(),
            people::values(),
            people::people_by_id({caller.person})
        );
        if (kiosks.empty()) return refuse(Code::kFailedPrecondition, "NOT_A_KIOSK");
        v1::GetKioskResponse response;
        response.set_name(kiosks.front().name);
        response.set_paused(kiosks.front().paused);
        if (!organisations.empty()) {
            *response.mutable_organisation() = people::to_message(organisations.front(), values, settings.public_url);
        }
        response.set_take_back_seconds(static_cast<std::uint32_t>(settings.take_back.count()));
        response.set_warning_ms(to_count(settings.kiosk.warning));
        if (people.empty()) return response;
        *response.mutable_person() = people::card_in_full(people.front());
        response.set_left_ms(to_count(std::chrono::floor<std::chrono::milliseconds>(caller.session_ends - reader.now()))
        );
        return response;
    };
    co_return co_await store_.read(std::move(job));
}

KioskService::Answer<v1::FindAtKioskResponse> KioskService::find_at_kiosk(
    const rpc::Caller& caller, const v1::FindAtKioskRequest& request
) {
    auto job = [caller, prefix = request.prefix()](store::Reader& reader) {
        return access::find_at_kiosk(reader, caller, prefix);
    };
    co_return co_await store_.read(std::move(job));
}

KioskService::Answer<v1::ReadCardResponse> KioskService::read_card(
    const rpc::Caller& caller, const v1::ReadCardRequest& request
) {
    auto job = [caller, card = request.card(), settings = settings_](store::Transaction& tx) -> Result<CardReading> {
        return access::read_card(tx, caller, card, settings);
    };
    auto reading = co_await store_.write("access.read_card", std::move(job));
    if (!reading) co_return std::unexpected(std::move(reading.error()));
    if (reading->refusal) co_return std::unexpected(*std::move(reading->refusal));
    co_return std::move(reading->response);
}

KioskService::Answer<v1::SignInAtKioskResponse> KioskService::sign_in_at_kiosk(
    const rpc::Caller& caller, const v1::SignInAtKioskRequest& request
) {
    if (auto may = check_pin_form(request.pin()); !may) co_return std::unexpected(std::move(may.error()));
    auto counting = [caller, request, settings = settings_](store::Transaction& tx) -> Result<KioskClaim> {
        return claim_at_kiosk(tx, caller, request, settings);
    };
    auto claim = co_await store_.write("access.claim_at_kiosk", std::move(counting));
    if (!claim) co_return std::unexpected(std::move(claim.error()));
    if (claim->refusal) co_return std::unexpected(*std::move(claim->refusal));

    auto look = [claim = *claim, pin = request.pin(), settings = settings_] {
        return look_at_pin(claim, pin, settings);
    };
    auto looking = hashed(hashing_, std::move(look));  // named: g++ 12
    auto looked = co_await std::move(looking);
    if (!looked) co_return std::unexpected(rpc::overloaded());

    auto enter = [caller, claim = *std::move(claim), looked = *std::move(looked), settings = settings_](
                     store::Transaction& tx
                 ) -> Result<AtKiosk> { return enter_at_kiosk(tx, caller, claim, looked, settings); };
    auto entered = co_await store_.write("access.enter_at_kiosk", std::move(enter));
    if (!entered) co_return std::unexpected(std::move(entered.error()));
    if (entered->refusal) co_return std::unexpected(*std::move(entered->refusal));
    v1::SignInAtKioskResponse response;
    response.set_person_id(entered->person.text());
    response.set_left_ms(to_count(entered->left));
    co_return response;
}

KioskService::Answer<v1::KeepGoingResponse>
KioskService::keep_going(const rpc::Caller& caller, const v1::KeepGoingRequest&) {
    if (kiosk_of(caller).empty()) co_return refuse(Code::kFailedPrecondition, "NOT_A_KIOSK");
    auto job = [caller, settings = settings_.kiosk](store::Transaction& tx) -> Result<v1::KeepGoingResponse> {
        const auto left = access::keep_going(tx, caller, settings);
        if (!left) return std::unexpected(left.error());
        v1::KeepGoingResponse response;
        response.set_left_ms(to_count(*left));
        return response;
    };
    co_return co_await store_.write("access.keep_going", std::move(job));
}

KioskService::Answer<v1::LeaveKioskResponse>
KioskService::leave_kiosk(const rpc::Caller& caller, const v1::LeaveKioskRequest&) {
    if (kiosk_of(caller).empty()) co_return refuse(Code::kFailedPrecondition, "NOT_A_KIOSK");
    auto job = [caller](store::Transaction& tx) -> Result<v1::LeaveKioskResponse> {
        access::leave_kiosk(tx, caller);
        return v1::LeaveKioskResponse{};
    };
    co_return co_await store_.write("access.leave_kiosk", std::move(job));
}

}  // namespace koebel::access
