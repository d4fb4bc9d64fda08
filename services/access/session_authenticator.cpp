#include "access/session_authenticator.hpp"

#include "access/renewal.hpp"
#include "access/rights.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "access/tokens.hpp"
#include "base/log.hpp"
#include "people/rights_changed.hpp"

#include <google/protobuf/util/json_util.h>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace koebel::access {

namespace {

constexpr auto kSessionColumns =
    "SELECT " + kRightsColumns +
    ", s.id, s.person_id, s.screen_id, s.topics, s.last_used_at, s.ends_at, s.remembered, s.secret_hash,"
    " COALESCE(s.old_secret_hash, ''), s.old_until, s.kiosk_id" +
    kLivingSession;
constexpr auto kBySecretText = kSessionColumns + " AND (s.secret_hash = $1 OR s.old_secret_hash = $1)";
constexpr store::Sql kBySecret{"access.session_by_secret", kBySecretText};
constexpr auto kSessionByIdText = kSessionColumns + " AND s.id = $1";
constexpr store::Sql kSessionById{"access.session_by_id", kSessionByIdText};
// Whoever is signed in at a kiosk.
constexpr auto kAtKioskText =
    kSessionColumns +
    " AND s.kind = 4 AND s.kiosk_id = $1 AND s.ends_at > $2 ORDER BY s.created_at DESC, s.id DESC LIMIT 1";
constexpr store::Sql kAtKiosk{"access.session_at_kiosk", kAtKioskText};

constexpr store::Sql kTeamsOf{
    "access.teams_of", "SELECT team_id FROM membership WHERE person_id = $1 ORDER BY ordinal"
};
constexpr store::Sql kSessionUsed{
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
    SessionKind kind = SessionKind::kPerson;
    rpc::Caller caller;
    SessionId own;  ///< of the cookie: a kiosk's, whoever is signed in at it
    Instant last_used_at;
    bool remembered = false;
    std::string secret_hash;
    std::string old_secret_hash;
    std::optional<Instant> old_until;  ///< of the old secret, once the new one was shown

    static Found from(const store::Row& row) {
        Found found;
        found.kind = static_cast<SessionKind>(row.integer(0));
        found.caller.roles = Rights::from(row).roles;
        if (found.kind == SessionKind::kAtKiosk) found.caller.scopes = {v1::SCOPE_KIOSK};
        found.caller.session = row.get<SessionId>(2);
        found.own = found.caller.session;
        found.caller.person = row.get<PersonId>(3);
        found.caller.screen = row.get<ScreenId>(4);
        found.caller.topics = split(row.text(5));
        found.last_used_at = row.get<Instant>(6);
        found.caller.session_ends = row.get<Instant>(7);
        found.remembered = row.get<bool>(8);
        found.secret_hash = row.text(9);
        found.old_secret_hash = row.text(10);
        if (!row.is_null(11)) found.old_until = row.get<Instant>(11);
        found.caller.device = row.text(12);
        return found;
    }
};

SessionAuthenticator::SessionAuthenticator(store::Store& store, Clock& clock, const Settings& settings)
    : store_(store),
      clock_(clock),
      settings_(settings),
      cache_(settings.cached_sessions, settings.cached_for),
      tokens_(store, clock, settings_, cache_) {}

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
    const bool is_old = found->secret_hash != hash;
    if (is_old && found->old_until && clock_.now() >= *found->old_until) {
        co_return nobody(std::move(credentials.address));
    }
    // An old secret is looked at each time, so that it ends when it should.
    // So is a kiosk, at which people come and go.
    if (!is_old && found->kind != SessionKind::kKiosk) cache_.keep(hash, found->caller, ticket, clock_.now());
    if (!is_old && !found->old_secret_hash.empty() && !found->old_until) {
        const auto executor = co_await asio::this_coro::executor;
        auto noting = note_new_secret(found->caller.session, hash);  // named: g++ 12
        tasks_.spawn(executor, "access.new_secret", std::move(noting));
    }
    if (is_due(found->own, found->last_used_at)) co_await used(found->own);
    found->caller.address = std::move(credentials.address);
    co_return std::move(found->caller);
}

asio::awaitable<Result<rpc::Caller>> SessionAuthenticator::authenticate_token(rpc::Credentials credentials) {
    auto looking = tokens_.authenticate(std::move(credentials.bearer), credentials.address);  // named: g++ 12
    auto caller = co_await std::move(looking);
    if (!caller) co_return caller;
    if (is_due(caller->session, std::nullopt)) co_await used(caller->session);
    caller->address = std::move(credentials.address);
    co_return caller;
}

asio::awaitable<rpc::Caller> SessionAuthenticator::refresh(rpc::Caller caller) {
    if (caller.session.empty()) co_return caller;
    auto found = co_await find(kSessionById, caller.session.text());
    if (found && !is_over(*found)) {
        found->caller.address = std::move(caller.address);
        co_return std::move(found->caller);
    }
    auto token = co_await tokens_.refresh(std::move(caller.session));
    if (!token) co_return nobody(std::move(caller.address));
    token->address = std::move(caller.address);
    co_return *std::move(token);
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
        tx.run(kSessionUsed, session, now);
        note_token_use(tx, session, now);
        return true;
    };
    try {
        // A refusal is no reason to refuse the call: "last used" is a minute older then.
        std::ignore = co_await store_.write("access.used", std::move(job));
    } catch (const store::Fault& fault) {
        log("access").warn("last use of a session or token was not noted: {}", fault.what());
    }
}

asio::awaitable<void> SessionAuthenticator::note_new_secret(SessionId session, std::string hash) {
    auto job = [session, hash](store::Transaction& tx) -> Result<bool> {
        new_secret_arrived(tx, session, hash);
        return true;
    };
    try {
        // A refusal means that the old secret works a little longer.
        std::ignore = co_await store_.write("access.new_secret", std::move(job));
    } catch (const store::Fault& fault) {
        log("access").warn("the end of an old secret was not noted: {}", fault.what());
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
        if (!found || found->kind == SessionKind::kAtKiosk) return found;
        if (found->kind == SessionKind::kKiosk) {
            // Nothing is followed at a kiosk, and nobody stays at one that is a kiosk no longer.
            auto somebody = reader.row<Found>(kAtKiosk, found->caller.device, reader.now());
            if (somebody && reader.now() < found->caller.session_ends) found->caller = std::move(somebody->caller);
            return found;
        }
        auto& topics = found->caller.topics;
        if (found->caller.is_person()) {
            topics = {"feed", "person:" + found->caller.person.text()};
            for (const auto& team : reader.rows<std::string>(kTeamsOf, found->caller.person))
                topics.push_back("team:" + team);
        }
        // Goals are numbers of the whole organisation, the same for everybody.
        topics.emplace_back("goals");
        if (found->kind == SessionKind::kLobby) return found;
        // Boards hold what everyone may see; screens have their own, with what screens may show.
        found->caller.topic_family = found->caller.is_person() ? "board:" : "wall:board:";
        return found;
    };
    co_return co_await store_.read(std::move(job));
}

bool SessionAuthenticator::is_over(const Found& found) const {
    const auto now = clock_.now();
    if (now >= found.caller.session_ends) return true;
    return found.kind == SessionKind::kPerson && !found.remembered &&
           now >= found.last_used_at + settings_.session_idle;
}

bool SessionAuthenticator::is_due(const SessionId& session, std::optional<Instant> last_used) {
    const std::scoped_lock lock{mutex_};
    const auto noted = noted_.find(session);
    const auto last = std::max(last_used.value_or(Instant{}), noted == noted_.end() ? Instant{} : noted->second);
    return clock_.now() >= last + settings_.last_used_every;
}

}  // namespace koebel::access
