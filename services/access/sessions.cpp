#include "access/sessions.hpp"

#include "access/secret.hpp"
#include "people/rights_changed.hpp"

#include <google/protobuf/util/time_util.h>

#include <array>
#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kOpen{
    "access.open_session",
    "INSERT INTO session (id, secret_hash, kind, person_id, screen_id, topics, device, created_at, last_used_at,"
    " ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
};
constexpr store::Sql kEnd{"access.end_session", "DELETE FROM session WHERE id = $1"};
constexpr store::Sql kOfPerson{
    "access.sessions_of",
    "SELECT id, created_at, last_used_at, device FROM session WHERE person_id = $1 ORDER BY created_at DESC, id DESC"
};
constexpr store::Sql kOfScreen{"access.sessions_of_screen", "SELECT id FROM session WHERE screen_id = $1 ORDER BY id"};

std::string joined(const std::vector<std::string>& topics) {
    std::string text;
    for (const auto& topic : topics) {
        if (!text.empty()) text += ' ';
        text += topic;
    }
    return text;
}

template <class T>
std::optional<T> unless_empty(const T& id) {
    return id.empty() ? std::optional<T>{} : id;
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
    tx.run(
        kOpen,
        opened.id,
        hash_of(opened.secret),
        session.person.empty() ? 2 : 1,
        unless_empty(session.person),
        unless_empty(session.screen),
        joined(session.topics),
        device_name(session.device),
        now,
        now,
        now + session.lifetime
    );
    return opened;
}

std::optional<std::uint64_t> end_session(store::Transaction& tx, const SessionId& session) {
    if (tx.change(kEnd, session) == 0) return std::nullopt;
    return people::append_rights_changed(tx, v1::AccessChanged::KIND_SESSION_ENDED, session.text());
}

void end_sessions_of(store::Transaction& tx, const PersonId& person) {
    const auto [sessions] = tx.read(sessions_of(person));
    for (const auto& session : sessions) end_session(tx, session.id);
}

void end_sessions_of(store::Transaction& tx, const ScreenId& screen) {
    for (const auto& session : tx.rows<SessionId>(kOfScreen, screen)) end_session(tx, session);
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
    return store::query<SessionRow>(kOfPerson, person);
}

v1::Session to_message(const SessionRow& session, const SessionId& current) {
    using google::protobuf::util::TimeUtil;
    v1::Session message;
    message.set_id(session.id.text());
    *message.mutable_created_at() = TimeUtil::MicrosecondsToTimestamp(session.created_at.time_since_epoch().count());
    *message.mutable_last_used_at() =
        TimeUtil::MicrosecondsToTimestamp(session.last_used_at.time_since_epoch().count());
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
