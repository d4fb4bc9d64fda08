#pragma once

#include "base/result.hpp"
#include "people/person_record.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>

#include <optional>
#include <string>

namespace koebel::people {

/// Who here has the address, in any case of its letters, other than somebody.
[[nodiscard]] std::optional<PersonId> email_owner(
    store::Reader& reader, const std::string& email, const PersonId& other_than
);

/// What saving somebody did.
struct SavedPerson {
    PersonId person;
    bool is_new = false;
    bool other_roles = false;
};

/// Adds or changes somebody, by the rules of the import: see AdministrationService.SavePerson for what it refuses.
[[nodiscard]] Result<SavedPerson> save_person(store::Transaction& tx, const v1::SavePersonRequest& request);

/// Somebody who left is back, without roles. Who is here already stays as they are. The position of the change.
/// Refuses with
///   kNotFound            PERSON_NOT_FOUND
///   kAlreadyExists       EMAIL_TAKEN: somebody here has the address by now
///   kFailedPrecondition  PERSON_MERGED: they are somebody else, who is here
[[nodiscard]] Result<std::uint64_t> reactivate(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::people
