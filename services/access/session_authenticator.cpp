#include "access/session_authenticator.hpp"

#include "access/rights.hpp"
#include "access/secret.hpp"
#include "base/log.hpp"
#include "people/rights_changed.hpp"

#include <google/protobuf/util/json_util.h>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace koebel::access {

namespace {

constexpr auto kColumns = "SELECT " + kRightsColumns +
                          ", s.id, s.person_id, s.screen_id, s.topics, s.last_used_at, s.ends_at" + kLivingSession;
constexpr auto kBySecretText = kColumns + " AND s.secret_hash = $1";
constexpr store::Sql kBySecret{"access.session_by_secret", kBySecretText};
constexpr auto kByIdText = kColumns + " AND s.id = $1";
constexpr store::Sql kById{"access.session_by_id", kByIdText};

constexpr store::Sql kTeams{"access.teams_of", "SELECT team_id FROM membership WHERE person_id = $1 ORDER BY ordinal"};
constexpr store::Sql kUsed{
    "access.session_used", "UPDATE session SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2"
};

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

rpc::Caller nobody(std::string address) {
    rpc::Caller caller;
    caller.address = std::move(address);
    return caller;
}

}  // namespace

/// A session as it stands in SQL, with the caller it makes.
struct SessionAuthenticator::Found {
    rpc::Caller caller;
    Instant last_used_at;

    static Found from(const store::Row& row) {
        Found found;
        found.caller.roles = Rights::from(row).roles;
        found.caller.session = row.get<SessionId>(2);
        found.caller.person = row.get<PersonId>(3);
        found.caller.screen = row.get<ScreenId>(4);
        found.caller.topics = split(row.text(5));
        found.last_used_at = row.get<Instant>(6);
        found.caller.session_ends = row.get<Instant>(7);
        return found;
    }
};

SessionAuthenticator::SessionAuthenticator(store::Store& store, Clock& clock, const Settings& settings)
    : store_(store), clock_(clock), settings_(settings), cache_(settings.cached_sessions, settings.cached_for) {}

asio::awaitable<rpc::Caller> SessionAuthenticator::authenticate(rpc::Credentials credentials) {
    if (!is_secret(credentials.cookie)) co_return nobody(std::move(credentials.address));
    const auto hash = hash_of(credentials.cookie);
    if (auto known = cache_.find(hash, clock_.now())) {
        known->address = std::move(credentials.address);
        if (is_due(known->session, std::nullopt)) co_await used(known->session);
        co_return *std::move(known);
    }

    const auto ticket = cache_.ticket();
    auto found = co_await find(kBySecret, hash);
    if (!found || is_over(*found)) co_return nobody(std::move(credentials.address));
    cache_.keep(hash, found->caller, ticket, clock_.now());
    if (is_due(found->caller.session, found->last_used_at)) co_await used(found->caller.session);
    found->caller.address = std::move(credentials.address);
    co_return std::move(found->caller);
}

asio::awaitable<rpc::Caller> SessionAuthenticator::refresh(rpc::Caller caller) {
    if (caller.session.empty()) co_return caller;
    auto found = co_await find(kById, caller.session.text());
    if (!found || is_over(*found)) co_return nobody(std::move(caller.address));
    found->caller.address = std::move(caller.address);
    co_return std::move(found->caller);
}

asio::awaitable<void> SessionAuthenticator::used(SessionId session) {
    const auto now = clock_.now();
    {
        const std::scoped_lock lock{mutex_};
        if (noted_.size() >= settings_.cached_sessions) noted_.clear();
        auto& noted = noted_[session];
        if (now < noted + settings_.last_used_every) co_return;
        noted = now;
    }
    const auto executor = co_await asio::this_coro::executor;
    auto noting = note(std::move(session), now);  // named: g++ 12
    tasks_.spawn(executor, "access.used", std::move(noting));
}

asio::awaitable<void> SessionAuthenticator::note(SessionId session, Instant now) {
    auto job = [session, now](store::Transaction& tx) -> Result<bool> {
        tx.run(kUsed, session, now);
        return true;
    };
    try {
        // A refusal is no reason to refuse the call: "last used" is a minute older then.
        std::ignore = co_await store_.write("access.used", std::move(job));
    } catch (const store::Fault& fault) {
        log("access").warn("last use of a session was not noted: {}", fault.what());
    }
}

void SessionAuthenticator::apply(const store::LogEntry& entry) {
    if (entry.topic != people::kAccessTopic) return;
    v1::EventBody body;
    google::protobuf::util::JsonParseOptions lenient;
    lenient.ignore_unknown_fields = true;
    if (!google::protobuf::util::JsonStringToMessage(entry.payload, &body, lenient).ok()) return;
    if (body.has_access_changed()) cache_.forget(body.access_changed().subject_id());
}

void SessionAuthenticator::forget_all() {
    cache_.forget_all();
    const std::scoped_lock lock{mutex_};
    noted_.clear();
}

asio::awaitable<std::optional<SessionAuthenticator::Found>> SessionAuthenticator::find(
    const store::Sql& sql, std::string key
) {
    auto job = [&sql, key = std::move(key)](store::Reader& reader) -> std::optional<Found> {
        auto found = reader.row<Found>(sql, key);
        if (!found) return found;
        // Boards hold what everyone may see; screens have their own, with what screens may show.
        found->caller.topic_family = found->caller.is_person() ? "board:" : "wall:board:";
        if (!found->caller.is_person()) return found;
        auto& topics = found->caller.topics;
        topics = {"feed", "person:" + found->caller.person.text()};
        for (const auto& team : reader.rows<std::string>(kTeams, found->caller.person))
            topics.push_back("team:" + team);
        return found;
    };
    co_return co_await store_.read(std::move(job));
}

bool SessionAuthenticator::is_over(const Found& found) const {
    const auto now = clock_.now();
    if (now >= found.caller.session_ends) return true;
    return found.caller.is_person() && now >= found.last_used_at + settings_.session_idle;
}

bool SessionAuthenticator::is_due(const SessionId& session, std::optional<Instant> last_used) {
    const std::scoped_lock lock{mutex_};
    const auto noted = noted_.find(session);
    const auto last = std::max(last_used.value_or(Instant{}), noted == noted_.end() ? Instant{} : noted->second);
    return clock_.now() >= last + settings_.last_used_every;
}

}  // namespace koebel::access
