#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/candidate.pb.h>

namespace koebel::studio {

/// A job of Store::read: a page of what could be told. CandidateService says what it refuses.
[[nodiscard]] Result<v1::ListCandidatesResponse> list_candidates(
    store::Reader& reader, const PersonId& viewer, const v1::ListCandidatesRequest& request
);

}  // namespace koebel::studio
