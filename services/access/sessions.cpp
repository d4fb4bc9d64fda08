#include "access/sessions.hpp"

#include "access/secret.hpp"
#include "base/timestamp.hpp"
#include "people/rights_changed.hpp"

#include <array>
#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kOpen{
    "access.open_session",
    "INSERT INTO session (id, secret_hash, kind, person_id, screen_id, topics, device, created_at, last_used_at,"
    " ends_at, remembered, password_until, kiosk_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
};
constexpr store::Sql kEndSession{"access.end_session", "DELETE FROM session WHERE id = $1"};
constexpr store::Sql kSessionsOf{
    "access.sessions_of",
    "SELECT id, created_at, last_used_at, device FROM session WHERE person_id = $1 ORDER BY created_at DESC, id DESC"
};
constexpr store::Sql kOfScreen{"access.sessions_of_screen", "SELECT id FROM session WHERE screen_id = $1 ORDER BY id"};
constexpr store::Sql kSetTopics{
    "access.set_topics_of", "UPDATE session SET topics = $2, kind = $3 WHERE screen_id = $1"
};
constexpr store::Sql kOfKiosk{"access.sessions_of_kiosk", "SELECT id FROM session WHERE kiosk_id = $1 ORDER BY id"};

std::string joined(const std::vector<std::string>& topics) {
    std::string text;
    for (const auto& topic : topics) {
        if (!text.empty()) text += ' ';
        text += topic;
    }
    return text;
}

SessionKind kind_of(const NewSession& session) {
    if (!session.kiosk.empty()) return session.person.empty() ? SessionKind::kKiosk : SessionKind::kAtKiosk;
    if (!session.person.empty()) return SessionKind::kPerson;
    return session.lobby ? SessionKind::kLobby : SessionKind::kScreen;
}

/// The name of the first mark that is in the text, or empty.
template <std::size_t Size>
std::string_view first_of(
    std::string_view text, const std::array<std::pair<std::string_view, std::string_view>, Size>& marks
) {
    for (const auto& [mark, name] : marks) {
        if (text.find(mark) != std::string_view::npos) return name;
    }
    return {};
}

}  // namespace

OpenedSession open_session(store::Transaction& tx, const NewSession& session) {
    OpenedSession opened{.id = SessionId{tx.new_id()}, .secret = new_secret(), .lifetime = session.lifetime};
    const auto now = tx.now();
    const auto kind = kind_of(session);
    tx.run(
        kOpen,
        opened.id,
        hash_of(opened.secret),
        static_cast<std::int64_t>(kind),
        unless_empty(session.person),
        unless_empty(session.screen),
        joined(session.topics),
        kind == SessionKind::kAtKiosk ? session.device : device_name(session.device),
        now,
        now,
        now + session.lifetime,
        session.remembered,
        session.password_until,
        unless_empty(session.kiosk)
    );
    return opened;
}

std::optional<std::uint64_t> end_session(store::Transaction& tx, const SessionId& session) {
    if (tx.change(kEndSession, session) == 0) return std::nullopt;
    return people::append_rights_changed(tx, v1::AccessChanged::KIND_SESSION_ENDED, session.text());
}

void end_sessions_of(store::Transaction& tx, const PersonId& person) {
    const auto [sessions] = tx.read(sessions_of(person));
    for (const auto& session : sessions) end_session(tx, session.id);
}

void end_sessions_of(store::Transaction& tx, const ScreenId& screen) {
    for (const auto& session : tx.rows<SessionId>(kOfScreen, screen)) end_session(tx, session);
}

void end_sessions_of(store::Transaction& tx, const KioskId& kiosk) {
    for (const auto& session : tx.rows<SessionId>(kOfKiosk, kiosk)) end_session(tx, session);
}

void set_topics_of(store::Transaction& tx, const ScreenId& screen, const std::vector<std::string>& topics, bool lobby) {
    const auto kind = lobby ? SessionKind::kLobby : SessionKind::kScreen;
    tx.run(kSetTopics, screen, joined(topics), static_cast<std::int64_t>(kind));
    people::append_rights_changed(tx, v1::AccessChanged::KIND_SCREEN_CHANGED, screen.text());
}

std::uint32_t end_other_sessions(store::Transaction& tx, const PersonId& person, const SessionId& kept) {
    std::uint32_t ended = 0;
    const auto [sessions] = tx.read(sessions_of(person));
    for (const auto& session : sessions) {
        if (session.id != kept && end_session(tx, session.id)) ++ended;
    }
    return ended;
}

SessionRow SessionRow::from(const store::Row& row) {
    return SessionRow{
        .id = row.get<SessionId>(0),
        .created_at = row.get<Instant>(1),
        .last_used_at = row.get<Instant>(2),
        .device = row.text(3),
    };
}

store::Query<SessionRow> sessions_of(const PersonId& person) {
    return store::query<SessionRow>(kSessionsOf, person);
}

v1::Session to_message(const SessionRow& session, const SessionId& current) {
    v1::Session message;
    message.set_id(session.id.text());
    *message.mutable_created_at() = to_timestamp(session.created_at);
    *message.mutable_last_used_at() = to_timestamp(session.last_used_at);
    message.set_device(session.device);
    message.set_current(session.id == current);
    return message;
}

std::string device_name(std::string_view user_agent) {
    using Mark = std::pair<std::string_view, std::string_view>;
    // The order matters: most browsers also name the ones they descend from.
    static constexpr std::array<Mark, 7> kBrowsers{
        {{"Edg", "Edge"},
         {"OPR/", "Opera"},
         {"SamsungBrowser", "Samsung Internet"},
         {"Firefox/", "Firefox"},
         {"FxiOS/", "Firefox"},
         {"Chrome/", "Chrome"},
         {"Safari/", "Safari"}}
    };
    static constexpr std::array<Mark, 7> kSystems{
        {{"Android", "Android"},
         {"iPhone", "iPhone"},
         {"iPad", "iPad"},
         {"Windows", "Windows"},
         {"Mac OS X", "macOS"},
         {"CrOS", "ChromeOS"},
         {"Linux", "Linux"}}
    };
    std::string name{first_of(user_agent, kBrowsers)};
    const auto system = first_of(user_agent, kSystems);
    if (!name.empty() && !system.empty()) name += ", ";
    return name += system;
}

}  // namespace koebel::access
