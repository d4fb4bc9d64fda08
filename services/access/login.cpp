#include "access/login.hpp"

#include "base/static_text.hpp"

#include <algorithm>
#include <vector>

namespace koebel::access {

namespace {

constexpr auto kLoginColumns = static_text(
    "SELECT p.id, p.name, p.given_name, COALESCE(p.email, ''), p.key, COALESCE(secret.hash, '') FROM person p"
    " LEFT JOIN person_password secret ON secret.person_id = p.id WHERE p.active = 1"
);
// Letters beyond A to Z are compared as they are, so that both databases find the same.
constexpr auto kByLoginText = kLoginColumns +
                              " AND (lower(p.key) = $1 OR lower(p.email) = $1"
                              " OR p.id IN (SELECT person_id FROM person_alias WHERE lower(key) = $1))";
constexpr auto kByLoginPostgresql =
    kLoginColumns +
    " AND (lower(p.key COLLATE \"C\") = $1 OR lower(p.email COLLATE \"C\") = $1"
    " OR p.id IN (SELECT person_id FROM person_alias WHERE lower(key COLLATE \"C\") = $1))";
constexpr store::Sql kByLogin{"access.account_by_login", kByLoginText, kByLoginPostgresql};
constexpr auto kByPersonText = kLoginColumns + " AND p.id = $1";
constexpr store::Sql kByPerson{"access.account_by_person", kByPersonText};
constexpr store::Sql kSetPassword{
    "access.set_password",
    "INSERT INTO person_password (person_id, hash, set_at) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO UPDATE"
    " SET hash = excluded.hash, set_at = excluded.set_at"
};
constexpr store::Sql kForgetPassword{"access.forget_password", "DELETE FROM person_password WHERE person_id = $1"};

}  // namespace

std::string lower(std::string_view login) {
    std::string text{login};
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

Account Account::from(const store::Row& row) {
    return {
        .person = row.get<PersonId>(0),
        .name = row.text(1),
        .given_name = row.text(2),
        .email = row.text(3),
        .key = row.text(4),
        .hash = row.text(5),
    };
}

std::optional<Account> find_account(store::Reader& reader, std::string_view login) {
    const auto wanted = lower(login);
    auto found = reader.rows<Account>(kByLogin, wanted);
    // Keys differ at most by case; a key that is somebody's exactly is theirs, whoever else has it as an address.
    const auto owns = [&](const Account& account) { return account.key == login; };
    const auto has_key = [&](const Account& account) { return lower(account.key) == wanted; };
    if (const auto owner = std::ranges::find_if(found, owns); owner != found.end()) return std::move(*owner);
    if (std::ranges::count_if(found, has_key) == 1) return std::move(*std::ranges::find_if(found, has_key));
    if (found.size() == 1) return std::move(found.front());
    return std::nullopt;
}

store::Query<Account> account_of_person(const PersonId& person) {
    return store::query<Account>(kByPerson, person);
}

std::string login_of(store::Reader& reader, const Account& account) {
    if (account.email.empty()) return account.key;
    const auto found = find_account(reader, account.email);
    return found && found->person == account.person ? account.email : account.key;
}

void set_password_hash(store::Transaction& tx, const PersonId& person, std::string_view hash) {
    tx.run(kSetPassword, person, hash, tx.now());
}

void forget_password(store::Transaction& tx, const PersonId& person) {
    tx.run(kForgetPassword, person);
}

}  // namespace koebel::access
