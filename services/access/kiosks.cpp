#include "access/kiosks.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/throttle.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"

namespace koebel::access {

namespace {

constexpr std::size_t kKioskNameCharacters = 60;

constexpr store::Sql kKioskById{
    "access.kiosk_by_id",
    "SELECT id, name, CASE WHEN paused_at IS NULL THEN 0 ELSE 1 END FROM kiosk WHERE id = $1 AND revoked_at IS NULL"
};
constexpr store::Sql kNameTaken{
    "access.kiosk_name_taken", "SELECT id FROM kiosk WHERE folded = $1 AND revoked_at IS NULL"
};
constexpr store::Sql kAdd{
    "access.add_kiosk",
    "INSERT INTO kiosk (id, name, folded, link_hash, link_until, added_at, added_by) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7)"
};
constexpr store::Sql kListKiosks{
    "access.list_kiosks",
    "SELECT k.id, k.name, k.added_at, k.paired_at, (SELECT MAX(s.last_used_at) FROM session s WHERE s.kiosk_id = k.id),"
    " k.paused_at FROM kiosk k WHERE k.revoked_at IS NULL ORDER BY k.folded, k.id"
};
constexpr store::Sql kResume{
    "access.resume_kiosk",
    "UPDATE kiosk SET paused_at = NULL, failures = 0, failures_since = 0 WHERE id = $1 AND revoked_at IS NULL"
};
constexpr store::Sql kRevokeKiosk{
    "access.revoke_kiosk", "UPDATE kiosk SET revoked_at = $2, link_hash = NULL WHERE id = $1 AND revoked_at IS NULL"
};
constexpr store::Sql kByLink{
    "access.kiosk_by_link", "SELECT id FROM kiosk WHERE link_hash = $1 AND link_until > $2 AND revoked_at IS NULL"
};
constexpr store::Sql kPair{"access.pair_kiosk", "UPDATE kiosk SET link_hash = NULL, paired_at = $2 WHERE id = $1"};

struct KioskRow {
    v1::Kiosk message;

    static KioskRow from(const store::Row& row) {
        KioskRow line;
        auto& message = line.message;
        message.set_id(row.text(0));
        message.set_name(row.text(1));
        *message.mutable_added_at() = to_timestamp(row.get<Instant>(2));
        if (!row.is_null(3)) *message.mutable_paired_at() = to_timestamp(row.get<Instant>(3));
        if (!row.is_null(4)) *message.mutable_last_seen_at() = to_timestamp(row.get<Instant>(4));
        if (!row.is_null(5)) *message.mutable_paused_at() = to_timestamp(row.get<Instant>(5));
        return line;
    }
};

void record_change(store::Transaction& tx, const rpc::Caller& by, std::string_view what, const KioskId& kiosk) {
    record(tx, {.what = what, .kiosk = kiosk.text(), .by = by.person, .address = by.address});
}

}  // namespace

Kiosk Kiosk::from(const store::Row& row) {
    return {.id = row.get<KioskId>(0), .name = row.text(1), .paused = row.get<bool>(2)};
}

store::Query<Kiosk> kiosk_by_id(const KioskId& id) {
    return store::query<Kiosk>(kKioskById, id);
}

KioskId kiosk_of(const rpc::Caller& caller) {
    const bool is_at_one = caller.roles.has(v1::ROLE_KIOSK) || caller.scopes.has(v1::SCOPE_KIOSK);
    return is_at_one ? KioskId{caller.device} : KioskId{};
}

Result<v1::AddKioskResponse> add_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view name, const Settings& settings
) {
    name = trimmed(name);
    if (name.empty()) return refuse(Code::kInvalidArgument, "NAME_REQUIRED");
    if (code_points(name) > kKioskNameCharacters) return refuse(Code::kInvalidArgument, "NAME_TOO_LONG");
    const auto folded_name = folded(name);
    if (tx.row<KioskId>(kNameTaken, folded_name)) return refuse(Code::kAlreadyExists, "KIOSK_NAME_TAKEN");

    const KioskId id{tx.new_id()};
    const auto token = new_secret();
    const auto until = tx.now() + settings.kiosk.link_lifetime;
    tx.run(kAdd, id, name, folded_name, hash_of(token), until, tx.now(), caller.person);
    record_change(tx, caller, "kiosk_added", id);
    v1::AddKioskResponse response;
    response.set_kiosk_id(id.text());
    response.set_url(settings.public_url + "/kiosk#" + token);
    *response.mutable_expires_at() = to_timestamp(until);
    return response;
}

v1::ListKiosksResponse list_kiosks(store::Reader& reader) {
    v1::ListKiosksResponse response;
    for (auto& row : reader.rows<KioskRow>(kListKiosks)) *response.add_kiosks() = std::move(row.message);
    return response;
}

Result<v1::ResumeKioskResponse> resume_kiosk(store::Transaction& tx, const rpc::Caller& caller, const KioskId& id) {
    if (tx.change(kResume, id) == 0) return refuse(Code::kNotFound, "KIOSK_NOT_FOUND");
    record_change(tx, caller, "kiosk_resumed", id);
    return v1::ResumeKioskResponse{};
}

Result<v1::RevokeKioskResponse> revoke_kiosk(store::Transaction& tx, const rpc::Caller& caller, const KioskId& id) {
    if (tx.change(kRevokeKiosk, id, tx.now()) == 0) return refuse(Code::kNotFound, "KIOSK_NOT_FOUND");
    end_sessions_of(tx, id);
    record_change(tx, caller, "kiosk_revoked", id);
    return v1::RevokeKioskResponse{};
}

Result<Paired> pair_kiosk(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view token,
    std::string_view device,
    const Settings& settings
) {
    if (auto may = may_try(tx, caller.address, settings); !may) return std::unexpected(std::move(may.error()));
    const auto found = is_secret(token) ? tx.row<KioskId>(kByLink, hash_of(token), tx.now()) : std::nullopt;
    if (!found) {
        record_failure(tx, caller.address, "KIOSK_LINK_INVALID", settings);
        return Paired{};
    }
    // The browser's cookie is about to be another one; the session behind the old one ends.
    if (!caller.session.empty()) end_session(tx, caller.session);
    tx.run(kPair, *found, tx.now());
    record(tx, {.what = "kiosk_paired", .kiosk = found->text(), .by = caller.person, .address = caller.address});
    const NewSession session{
        .person = {}, .screen = {}, .kiosk = *found, .device = std::string{device}, .lifetime = settings.kiosk.session
    };
    return Paired{.kiosk = *found, .session = open_session(tx, session)};
}

}  // namespace koebel::access
