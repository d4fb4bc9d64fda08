#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/stage.pb.h>

#include <string>
#include <vector>

namespace koebel::studio {

// Asking people whether they let themselves be shown, in a story or in a segment. StageService says what is refused.

/// A job of Store::write.
[[nodiscard]] Result<v1::AskForStageResponse> ask(
    store::Transaction& tx, const rpc::Caller& caller, const std::string& subject, const std::vector<PersonId>& people
);

/// A job of Store::write.
[[nodiscard]] Result<v1::AnswerForStageResponse> answer(
    store::Transaction& tx, const rpc::Caller& caller, const std::string& subject, v1::StageAnswer answer
);

/// Something else would be told from now on: who said yes is told so, once until they answer anew.
void say_changed(store::Transaction& tx, const std::string& subject, const PersonId& by);

/// The subject is gone, or somebody is in it no more: nobody is asked about it.
void forget_questions(store::Transaction& tx, const std::string& subject);
void forget_question(store::Transaction& tx, const std::string& subject, const PersonId& person);

}  // namespace koebel::studio
