#pragma once

#include "base/result.hpp"
#include "people/person_record.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>

#include <vector>

namespace koebel::people {

inline constexpr std::size_t kPeopleOnAPage = 50;

/// A page of people as administrators see them, by name.
/// Refuses with kInvalidArgument ROLE_INVALID.
[[nodiscard]] Result<v1::ListPeopleResponse> list_people(store::Reader& reader, const v1::ListPeopleRequest& request);

/// Refuses with kNotFound PERSON_NOT_FOUND.
[[nodiscard]] Result<v1::GetPersonResponse> get_person(store::Reader& reader, const PersonId& person);

}  // namespace koebel::people
