#include "media/rows.hpp"

#include "base/static_text.hpp"
#include "people/visible_to.hpp"

#include <sodium.h>

#include <array>
#include <tuple>

namespace koebel::media {
namespace {

constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

constexpr store::Sql kKeep{
    "media.keep",
    "INSERT INTO media (id, kind, owner_id, content_type, bytes, size, hash, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
};
constexpr store::Sql kForget{"media.forget", "DELETE FROM media WHERE kind = $1 AND owner_id = $2"};
constexpr store::Sql kForgetWhereThereIsOne{
    "media.forget_second_photo",
    "DELETE FROM media WHERE kind = 1 AND owner_id = $1 AND EXISTS"
    " (SELECT 1 FROM media kept WHERE kept.kind = 1 AND kept.owner_id = $2)"
};
constexpr store::Sql kHandOver{
    "media.hand_over_photo", "UPDATE media SET owner_id = $2 WHERE kind = 1 AND owner_id = $1"
};
constexpr store::Sql kPath{"media.path", "SELECT '/media/' || id FROM media WHERE kind = $1 AND owner_id = $2"};
constexpr store::Sql kBytes{"media.bytes", "SELECT bytes FROM media WHERE id = $1"};
constexpr store::Sql kStillThere{"media.still_there", "SELECT id FROM media WHERE id IN @list($1)"};

// The numbers are those of Owner::Kind, v1::ScreenPublicity and v1::Role.
constexpr auto kWithWhoseText = static_text(
    "SELECT m.content_type, m.hash FROM media m LEFT JOIN person p ON m.kind = 1 AND p.id = m.owner_id"
    " LEFT JOIN recognition_picture rp ON m.kind = 5 AND rp.id = m.owner_id"
);
constexpr auto kForPersonText =
    kWithWhoseText +
    " LEFT JOIN recognition r ON r.id = rp.recognition_id LEFT JOIN nomination n ON n.id = rp.nomination_id"
    " LEFT JOIN story st ON st.id = rp.story_id"
    " WHERE m.id = $1 AND EXISTS (SELECT 1 FROM person asking WHERE asking.id = $2 AND asking.active = 1)"
    " AND (m.kind IN (2, 3, 4) OR p.id = $2 OR p.publicity_photo = 1 OR (m.kind = 1 AND $3 = 1 AND EXISTS"
    " (SELECT 1 FROM person_role given WHERE given.person_id = $2 AND given.role = 5))"
    " OR ($3 = 1 AND rp.recognition_id IS NULL AND rp.nomination_id IS NULL AND rp.story_id IS NULL"
    " AND rp.uploaded_by = $2) OR ($3 = 1 AND " +
    people::visible_to("$2") + ") OR ($3 = 1 AND n.id IS NOT NULL AND " + people::nomination_visible_to("$2") +
    ") OR ($3 = 1 AND st.id IS NOT NULL AND " + people::story_curated_by("$2") + ") OR ($3 = 1 AND r.state = 3 AND " +
    people::held_to("$2") +
    ") OR ($3 = 1 AND EXISTS (SELECT 1 FROM report t WHERE t.recognition_id = r.id AND t.remark_id = '' AND " +
    people::opened_to("$2") + ")))";
constexpr store::Sql kForPerson{"media.visible_to_person", kForPersonText};
constexpr auto kForWallText = kWithWhoseText +
                              " LEFT JOIN recognition r ON r.id = rp.recognition_id"
                              " WHERE m.id = $1 AND (m.kind IN (2, 3, 4)"
                              " OR (p.publicity_photo = 1 AND p.publicity_screens IN (2, 3)) OR " +
                              people::on_wall_of("$2") + ")";
constexpr store::Sql kForWall{"media.visible_to_wall", kForWallText};
constexpr store::Sql kForLobby{
    "media.visible_to_lobby", "SELECT m.content_type, m.hash FROM media m WHERE m.id = $1 AND m.kind IN (2, 3, 4)"
};

std::int64_t number_of(Owner::Kind kind) {
    return static_cast<std::int64_t>(kind);
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
    sodium_bin2base64(
        text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kBase64
    );
    text.pop_back();  // the terminating zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    const int failed = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        nullptr,
        kBase64
    );
    if (failed != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace

std::string keep(store::Transaction& tx, const Owner& owner, const Picture& picture) {
    forget(tx, owner);
    const auto id = tx.new_id();
    tx.run(
        kKeep,
        id,
        number_of(owner.kind),
        owner.id,
        picture.content_type,
        to_base64(picture.bytes),
        static_cast<std::int64_t>(picture.bytes.size()),
        hash_of(picture.bytes),
        tx.now()
    );
    return "/media/" + id;
}

void forget(store::Transaction& tx, const Owner& owner) {
    tx.run(kForget, number_of(owner.kind), owner.id);
}

void hand_over_photo(store::Transaction& tx, const PersonId& from, const PersonId& to) {
    tx.run(kForgetWhereThereIsOne, from, to);
    tx.run(kHandOver, from, to);
}

store::Query<std::string> path_of(const Owner& owner) {
    return store::query<std::string>(kPath, number_of(owner.kind), owner.id);
}

Medium Medium::from(const store::Row& row) {
    return {.content_type = row.text(0), .hash = row.text(1)};
}

store::Query<Medium> visible_to(const rpc::Caller& caller, std::string_view id) {
    if (caller.roles.has(v1::ROLE_LOBBY)) return store::query<Medium>(kForLobby, id);
    if (!caller.is_person()) return store::query<Medium>(kForWall, id, caller.screen);
    return store::query<Medium>(kForPerson, id, caller.person, caller.scopes.empty());
}

std::optional<std::string> bytes_of(store::Reader& reader, std::string_view id) {
    const auto text = reader.row<std::string>(kBytes, id);
    return text ? from_base64(*text) : std::nullopt;
}

std::vector<std::string> still_there(store::Reader& reader, const std::vector<std::string>& ids) {
    return reader.rows<std::string>(kStillThere, ids);
}

std::string hash_of(std::string_view bytes) {
    std::array<unsigned char, 16> digest{};
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0
    );
    std::array<char, 2 * digest.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace koebel::media
