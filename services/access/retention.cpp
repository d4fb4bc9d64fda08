#include "access/retention.hpp"

#include "access/sessions.hpp"
#include "access/tokens.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kSessionsOver{
    "access.sessions_over",
    "SELECT id FROM session WHERE ends_at <= $1 OR (kind = 1 AND remembered = 0 AND last_used_at <= $2)"
    " ORDER BY id LIMIT 500"
};
constexpr store::Sql kForgetLinks{"access.forget_links", "DELETE FROM sign_in_link WHERE expires_at <= $1"};
constexpr store::Sql kForgetArchives{"access.forget_archives", "DELETE FROM archive_code WHERE expires_at <= $1"};
constexpr store::Sql kForgetThrottles{"access.forget_throttles", "DELETE FROM sign_in_throttle WHERE opened_at <= $1"};
constexpr store::Sql kForgetAttempts{"access.forget_attempts", "DELETE FROM password_throttle WHERE last_at <= $1"};
constexpr store::Sql kForgetAtKiosks{"access.forget_at_kiosks", "DELETE FROM kiosk_attempt WHERE last_at <= $1"};
constexpr store::Sql kForgetAudit{"access.forget_audit", "DELETE FROM access_audit WHERE at <= $1"};

/// What a login's earlier attempts still count for: longer than any wait.
constexpr std::chrono::hours kAttemptsKept{48};

}  // namespace

std::size_t tidy(store::Transaction& tx, const Settings& settings) {
    const auto now = tx.now();
    const auto over = tx.rows<SessionId>(kSessionsOver, now, now - settings.session_idle);
    for (const auto& session : over) end_session(tx, session);
    end_expired_tokens(tx);
    tx.run(kForgetLinks, now);
    tx.run(kForgetArchives, now);
    tx.run(kForgetThrottles, now - settings.failure_window);
    tx.run(kForgetAttempts, now - kAttemptsKept);
    tx.run(kForgetAtKiosks, now - kAttemptsKept);
    tx.run(kForgetAudit, now - settings.audit_kept);
    return over.size();
}

}  // namespace koebel::access
