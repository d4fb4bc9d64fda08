#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

namespace koebel::moderation {

/// What waits for moderators changed: tells the curators who may decide it, on their own topics. Not who gave the
/// recognition, is thanked in it, or said what it is about (`author`: of a remark, or who reported).
void tell_reviewers(store::Transaction& tx, const RecognitionId& recognition, const PersonId& author);

}  // namespace koebel::moderation
