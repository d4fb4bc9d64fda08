#include "access/set_up_service.hpp"

#include "access/audit.hpp"
#include "access/password.hpp"
#include "access/rights.hpp"
#include "access/set_up.hpp"

#include <optional>
#include <utility>

namespace koebel::access {

namespace {}  // namespace

SetUpService::SetUpService(
    store::Store& store, const Settings& settings, runtime::BlockingPool& hashing, SetUpFacts facts
)
    : store_(store), settings_(settings), hashing_(hashing), facts_(std::move(facts)) {}

void SetUpService::bind(rpc::Router& router) {
    router.bind("koebel.v1.SetUpService/CheckSetUpLink", *this, &SetUpService::check_set_up_link);
    router.bind("koebel.v1.SetUpService/BeginSetUp", *this, &SetUpService::begin_set_up);
    router.bind("koebel.v1.SetUpService/GetSetUp", *this, &SetUpService::get_set_up);
    router.bind("koebel.v1.SetUpService/FinishStep", *this, &SetUpService::finish_step);
}

SetUpService::Answer<v1::CheckSetUpLinkResponse> SetUpService::check_set_up_link(
    const rpc::Caller& caller, const v1::CheckSetUpLinkRequest& request
) {
    // Asked for ever by whoever likes; the writer has nothing to do with it any more.
    auto read = [](store::Reader& reader) { return is_set_up(reader); };
    if (co_await store_.read(read)) co_return refuse(Code::kFailedPrecondition, "SET_UP_DONE");
    auto job = [address = caller.address, token = request.token(), settings = settings_](store::Transaction& tx
               ) -> Result<SetUpLook> { return look_at_set_up_link(tx, address, token, settings); };
    auto look = co_await store_.write("access.check_set_up_link", std::move(job));
    if (!look) co_return std::unexpected(std::move(look.error()));
    if (look->refusal) co_return std::unexpected(*std::move(look->refusal));
    co_return std::move(look->response);
}

SetUpService::Answer<v1::BeginSetUpResponse> SetUpService::begin_set_up(
    rpc::Call& call, const v1::BeginSetUpRequest& request
) {
    // The link comes first: who has none learns nothing, and costs no hashing.
    const v1::CheckSetUpLinkRequest link = [&request] {
        v1::CheckSetUpLinkRequest message;
        message.set_token(request.token());
        return message;
    }();
    auto checking = check_set_up_link(call.caller, link);  // named: g++ 12
    if (auto good = co_await std::move(checking); !good) co_return std::unexpected(std::move(good.error()));
    if (auto may = check_administrators_password(request); !may) co_return std::unexpected(std::move(may.error()));

    std::optional<std::string> hash;
    try {
        auto hashing = hashing_.run([password = request.password(), settings = settings_] {
            return hash_password(password, settings);
        });
        hash = co_await std::move(hashing);
    } catch (const runtime::PoolFull&) {
        hash.reset();  // told below
    }
    if (!hash) co_return std::unexpected(rpc::overloaded());

    Knock knock{
        .address = call.caller.address,
        .device = std::string{call.device},
        .session = call.caller.session,
        .token = request.token(),
    };
    auto job = [knock = std::move(knock), request, hash = *std::move(hash), settings = settings_](store::Transaction& tx
               ) -> Result<BegunSetUp> { return access::begin_set_up(tx, knock, request, hash, settings); };
    auto begun = co_await store_.write("access.begin_set_up", std::move(job));
    if (!begun) co_return std::unexpected(std::move(begun.error()));
    auto& attempt = begun->attempt;
    if (attempt.refusal) co_return std::unexpected(*std::move(attempt.refusal));
    call.cookie = rpc::CookieChange{.secret = attempt.session.secret, .lifetime = attempt.session.lifetime};
    v1::BeginSetUpResponse response;
    response.set_person_id(attempt.person.text());
    response.set_login(begun->login);
    co_return response;
}

SetUpService::Answer<v1::GetSetUpResponse> SetUpService::get_set_up(const rpc::Caller&, const v1::GetSetUpRequest&) {
    auto job = [facts = facts_](store::Reader& reader) { return steps_of_set_up(reader, facts); };
    co_return co_await store_.read(std::move(job));
}

SetUpService::Answer<v1::FinishStepResponse> SetUpService::finish_step(
    const rpc::Caller& caller, const v1::FinishStepRequest& request
) {
    auto job = [caller, step = request.step()](store::Transaction& tx) -> Result<v1::FinishStepResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        if (auto done = access::finish_step(tx, step, caller.person); !done) return std::unexpected(done.error());
        return v1::FinishStepResponse{};
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
