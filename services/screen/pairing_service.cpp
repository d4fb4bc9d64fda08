#include "screen/pairing_service.hpp"

#include "access/rights.hpp"
#include "access/secret.hpp"
#include "base/timestamp.hpp"
#include "screen/pairing.hpp"
#include "screen/pairing_code.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace koebel::screen {

namespace {

constexpr std::chrono::milliseconds kPoll{2'000};

std::unexpected<Error> no_code() {
    return koebel::refuse(Code::kInvalidArgument, "PAIRING_CODE_INVALID");
}

/// Where codes are typed.
std::string pairing_page(std::string_view public_url) {
    while (public_url.ends_with('/')) public_url.remove_suffix(1);
    return std::string{public_url} + "/admin#screens";
}

}  // namespace

PairingService::PairingService(store::Store& store, Settings settings, access::Settings access)
    : store_(store), settings_(std::move(settings)), access_(std::move(access)) {}

void PairingService::bind(rpc::Router& router) {
    router.bind("koebel.v1.PairingService/StartPairing", *this, &PairingService::start);
    router.bind("koebel.v1.PairingService/AwaitPairing", *this, &PairingService::await);
    router.bind("koebel.v1.PairingService/LookAtPairing", *this, &PairingService::look);
    router.bind("koebel.v1.PairingService/PairScreen", *this, &PairingService::pair);
    router.bind("koebel.v1.PairingService/RefusePairing", *this, &PairingService::refuse);
}

PairingService::Answer<v1::StartPairingResponse> PairingService::start(
    rpc::Call& call, const v1::StartPairingRequest& request
) {
    // Made outside the job, which may run twice.
    Television television{
        .secret = access::new_secret(),
        .code = new_pairing_code(),
        .picture = random_picture(),
        .address = call.caller.address,
        .device = std::string{call.device},
        .width = std::min(request.width(), kMostPixels),
        .height = std::min(request.height(), kMostPixels),
    };
    auto job = [television, settings = settings_](store::Transaction& tx) {
        return start_pairing(tx, television, settings);
    };
    const auto expires_at = co_await store_.write("screen.start_pairing", std::move(job));
    if (!expires_at) co_return std::unexpected(expires_at.error());
    v1::StartPairingResponse response;
    response.set_secret(television.secret);
    response.set_code(as_shown(television.code));
    response.set_picture(television.picture);
    response.set_address(pairing_page(settings_.public_url));
    *response.mutable_expires_at() = to_timestamp(*expires_at);
    response.set_poll_ms(static_cast<std::uint32_t>(kPoll.count()));
    co_return response;
}

PairingService::Answer<v1::AwaitPairingResponse> PairingService::await(
    rpc::Call& call, const v1::AwaitPairingRequest& request
) {
    auto look = [secret = request.secret()](store::Reader& reader) { return await_pairing(reader, secret); };
    const auto waiting = co_await store_.read(std::move(look));
    if (!waiting) co_return std::unexpected(waiting.error());
    if (waiting->screen.empty()) co_return v1::AwaitPairingResponse{};

    const auto token = access::new_secret();
    auto job = [caller = call.caller,
                device = std::string{call.device},
                secret = request.secret(),
                token,
                settings = settings_](store::Transaction& tx) {
        return become_screen(tx, caller, secret, token, device, settings);
    };
    const auto became = co_await store_.write("screen.become", std::move(job));
    if (!became) co_return std::unexpected(became.error());
    call.cookie = rpc::CookieChange{.secret = became->session.secret, .lifetime = became->session.lifetime};
    v1::AwaitPairingResponse response;
    response.set_screen_id(became->screen.text());
    response.set_token(token);
    co_return response;
}

PairingService::Answer<v1::LookAtPairingResponse> PairingService::look(
    const rpc::Caller& caller, const v1::LookAtPairingRequest& request
) {
    auto code = pairing_code_in(request.code());
    if (code.empty()) co_return no_code();
    auto job = [caller, code = std::move(code), access = access_](store::Transaction& tx) -> Result<LookedAt> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return look_at_pairing(tx, caller, code, access);
    };
    auto looked = co_await store_.write("screen.look_at_pairing", std::move(job));
    if (!looked) co_return std::unexpected(std::move(looked.error()));
    if (looked->refusal) co_return std::unexpected(*std::move(looked->refusal));
    co_return std::move(looked->television);
}

PairingService::Answer<v1::PairScreenResponse> PairingService::pair(
    const rpc::Caller& caller, const v1::PairScreenRequest& request
) {
    auto code = pairing_code_in(request.code());
    if (code.empty()) co_return no_code();
    auto plan = plan_from(request.screen(), caller.person);
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    auto job = [caller,
                code = std::move(code),
                picture = request.picture(),
                plan = *std::move(plan),
                settings = settings_](store::Transaction& tx) -> Result<v1::PairScreenResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return pair_screen(tx, caller, code, picture, plan, settings);
    };
    auto paired = co_await store_.write(caller.request_key(request), std::move(job));
    const bool is_void = paired && paired->screen_id().empty();
    if (is_void) co_return koebel::refuse(Code::kFailedPrecondition, "PAIRING_PICTURE_WRONG");
    co_return paired;
}

PairingService::Answer<v1::RefusePairingResponse> PairingService::refuse(
    const rpc::Caller& caller, const v1::RefusePairingRequest& request
) {
    auto code = pairing_code_in(request.code());
    if (code.empty()) co_return no_code();
    auto job = [caller, code = std::move(code)](store::Transaction& tx) -> Result<v1::RefusePairingResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return refuse_pairing(tx, caller, code);
    };
    co_return co_await store_.write("screen.refuse_pairing", std::move(job));
}

}  // namespace koebel::screen
