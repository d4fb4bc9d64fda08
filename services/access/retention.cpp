#include "access/retention.hpp"

#include "access/sessions.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kOver{
    "access.sessions_over",
    "SELECT id FROM session WHERE ends_at <= $1 OR (kind = 1 AND last_used_at <= $2) ORDER BY id LIMIT 500"
};
constexpr store::Sql kForgetLinks{"access.forget_links", "DELETE FROM sign_in_link WHERE expires_at <= $1"};
constexpr store::Sql kForgetThrottles{"access.forget_throttles", "DELETE FROM sign_in_throttle WHERE opened_at <= $1"};
constexpr store::Sql kForgetAudit{"access.forget_audit", "DELETE FROM access_audit WHERE at <= $1"};

}  // namespace

std::size_t tidy(store::Transaction& tx, const Settings& settings) {
    const auto now = tx.now();
    const auto over = tx.rows<SessionId>(kOver, now, now - settings.session_idle);
    for (const auto& session : over) end_session(tx, session);
    tx.run(kForgetLinks, now);
    tx.run(kForgetThrottles, now - settings.failure_window);
    tx.run(kForgetAudit, now - settings.audit_kept);
    return over.size();
}

}  // namespace koebel::access
