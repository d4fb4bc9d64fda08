#pragma once

#include "people/merge.hpp"
#include "store/transaction.hpp"

namespace koebel::story {

/// Two people became one: what one wrote, was nominated for and was asked is theirs who stays. Nobody nominates
/// themselves by it but for a lesson: who nominated the other is not nominated any more, and a nomination that is about
/// nobody then goes.
void merge(store::Transaction& tx, const people::Merge& merge);

}  // namespace koebel::story
