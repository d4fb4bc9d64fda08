#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// In lower case, A to Z only: how logins are compared, in SQL too.
[[nodiscard]] std::string lower(std::string_view login);

/// Someone with the password they have, if any.
struct Account {
    PersonId person;
    std::string name;
    std::string given_name;
    std::string email;
    std::string key;
    std::string hash;  ///< empty: no password

    static Account from(const store::Row& row);
};

/// The active person who signs in so: by the personnel key, or one that led to them since a merge, or by an
/// e-mail address that only they have.
[[nodiscard]] std::optional<Account> find_account(store::Reader& reader, std::string_view login);

[[nodiscard]] store::Query<Account> account_of_person(const PersonId& person);

/// What a person can be told to sign in with: the e-mail address if it finds them, else the key.
[[nodiscard]] std::string login_of(store::Reader& reader, const Account& account);

void set_password_hash(store::Transaction& tx, const PersonId& person, std::string_view hash);
void forget_password(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::access
