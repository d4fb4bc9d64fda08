#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/stage.pb.h>

namespace koebel::studio {

/// A job of Store::read: what the person was asked, newest first. They read it as everybody would see it, with
/// themselves in it.
[[nodiscard]] v1::ListStageQuestionsResponse list_questions(store::Reader& reader, const PersonId& person);

}  // namespace koebel::studio
