#include "access/codes.hpp"

#include "access/audit.hpp"
#include "access/code.hpp"
#include "access/code_key.hpp"
#include "access/secret.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kFindCode{
    "access.code_of",
    "SELECT sealed, key_mark, offered_at, confirmed_at, last_step FROM person_code WHERE person_id = $1"
};
constexpr store::Sql kOfferCode{
    "access.offer_code",
    "INSERT INTO person_code (person_id, sealed, key_mark, offered_at, confirmed_at, last_step)"
    " VALUES ($1, $2, $3, $4, NULL, 0) ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed,"
    " key_mark = excluded.key_mark, offered_at = excluded.offered_at, confirmed_at = NULL, last_step = 0"
};
// $3: the secret it was looked at with, which is still theirs.
constexpr store::Sql kUseStep{
    "access.use_code_step",
    "UPDATE person_code SET last_step = $2 WHERE person_id = $1 AND last_step < $2 AND sealed = $3"
};
constexpr store::Sql kConfirmCode{
    "access.confirm_code", "UPDATE person_code SET confirmed_at = $2 WHERE person_id = $1 AND confirmed_at IS NULL"
};
constexpr store::Sql kForgetCode{"access.forget_code", "DELETE FROM person_code WHERE person_id = $1"};
constexpr store::Sql kAddRecoveryCode{
    "access.add_recovery_code", "INSERT INTO person_recovery_code (person_id, secret_hash) VALUES ($1, $2)"
};
constexpr store::Sql kUseRecoveryCode{
    "access.use_recovery_code", "DELETE FROM person_recovery_code WHERE person_id = $1 AND secret_hash = $2"
};
constexpr store::Sql kForgetRecoveryCodes{
    "access.forget_recovery_codes", "DELETE FROM person_recovery_code WHERE person_id = $1"
};
constexpr store::Sql kCountRecoveryCodes{
    "access.count_recovery_codes", "SELECT COUNT(*) FROM person_recovery_code WHERE person_id = $1"
};
constexpr store::Sql kOtherKeys{
    "access.codes_of_other_keys", "SELECT COUNT(*) FROM person_code WHERE key_mark <> $1 AND confirmed_at IS NOT NULL"
};

/// With the person in it, so that one person's is not recognised as another's.
std::string recovery_hash(const PersonId& person, std::string_view code) {
    return hash_of("recovery " + person.text() + " " + std::string{code});
}

/// Six digits, and never again those of this step or an earlier one.
std::optional<Error> use_step(
    store::Transaction& tx,
    const PersonId& person,
    const StoredCode& code,
    std::string_view digits,
    const Settings& settings
) {
    const auto secret = open_code(settings.code_key, person, code.sealed);
    if (!secret) {
        return Error{
            .code = Code::kFailedPrecondition,
            .reason = "CODE_KEY_MISSING",
            .message = "this server has not the key by which the secret was sealed"
        };
    }
    const auto match = match_code(*secret, digits, tx.now(), code.last_step);
    if (match.verdict == CodeMatch::Verdict::kWrong) return refusal(Code::kUnauthenticated, "CODE_WRONG");
    if (match.verdict == CodeMatch::Verdict::kUsed) return refusal(Code::kUnauthenticated, "CODE_USED");
    if (tx.change(kUseStep, person, match.step, code.sealed) != 1) return refusal(Code::kUnauthenticated, "CODE_USED");
    return std::nullopt;
}

}  // namespace

StoredCode StoredCode::from(const store::Row& row) {
    return {
        .sealed = row.text(0),
        .key_mark = row.text(1),
        .offered_at = row.get<Instant>(2),
        .confirmed_at = row.get<std::optional<Instant>>(3),
        .last_step = row.integer(4),
    };
}

store::Query<StoredCode> code_of(const PersonId& person) {
    return store::query<StoredCode>(kFindCode, person);
}

std::optional<StoredCode> asked_code_of(store::Reader& reader, const PersonId& person) {
    auto [codes] = reader.read(code_of(person));
    if (codes.empty() || !codes.front().confirmed_at) return std::nullopt;
    return std::move(codes.front());
}

std::uint32_t recovery_codes_left(store::Reader& reader, const PersonId& person) {
    return static_cast<std::uint32_t>(reader.row<std::int64_t>(kCountRecoveryCodes, person).value_or(0));
}

void offer_code(store::Transaction& tx, const PersonId& person, std::string_view secret, const Settings& settings) {
    const auto sealed = seal_code(settings.code_key, person, secret);
    tx.run(kOfferCode, person, sealed, mark_of_code_key(settings.code_key), tx.now());
}

std::optional<Error> use_code(
    store::Transaction& tx,
    const PersonId& person,
    const StoredCode& code,
    std::string_view typed,
    std::string_view address,
    const Settings& settings
) {
    if (const auto digits = code_digits_in(typed); !digits.empty()) {
        return use_step(tx, person, code, digits, settings);
    }
    const auto recovery = recovery_code_in(typed);
    if (recovery.empty()) return refusal(Code::kUnauthenticated, "CODE_WRONG");
    if (tx.change(kUseRecoveryCode, person, recovery_hash(person, recovery)) != 1)
        return refusal(Code::kUnauthenticated, "CODE_WRONG");
    record(tx, {.what = "recovery_code_used", .person = person, .address = std::string{address}});
    return std::nullopt;
}

std::optional<Error> confirm_offer(
    store::Transaction& tx,
    const PersonId& person,
    const StoredCode& offer,
    std::string_view typed,
    const Settings& settings
) {
    const auto digits = code_digits_in(typed);
    if (digits.empty()) return refusal(Code::kUnauthenticated, "CODE_WRONG");
    if (auto refused = use_step(tx, person, offer, digits, settings)) return refused;
    tx.run(kConfirmCode, person, tx.now());
    return std::nullopt;
}

std::vector<std::string> new_recovery_codes(store::Transaction& tx, const PersonId& person, const Settings& settings) {
    tx.run(kForgetRecoveryCodes, person);
    std::vector<std::string> codes;
    while (codes.size() < settings.recovery_codes) {
        codes.push_back(new_recovery_code());
        tx.run(kAddRecoveryCode, person, recovery_hash(person, recovery_code_in(codes.back())));
    }
    return codes;
}

bool forget_code(store::Transaction& tx, const PersonId& person) {
    const bool was_asked = asked_code_of(tx, person).has_value();
    tx.run(kForgetRecoveryCodes, person);
    tx.run(kForgetCode, person);
    return was_asked;
}

std::int64_t codes_of_other_keys(store::Reader& reader, std::string_view key) {
    return reader.row<std::int64_t>(kOtherKeys, mark_of_code_key(key)).value_or(0);
}

}  // namespace koebel::access
