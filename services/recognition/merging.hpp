#pragma once

#include "people/merge.hpp"
#include "recognition/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/merge.pb.h>

namespace koebel::recognition {

/// Hands over what was given and said, within the transaction of a merge, when names and publicity are those that stay.
///
///   one to the other, and to nobody else   withdrawn, as if it had been taken back; no credits come back
///   one to the other, and to others        stays for the others
///   to both                                said once, and seen if one of the two sees it
///
/// Boards count it so. What the log still keeps is written again on every topic, with who stays on its cards; the topic
/// of who goes keeps no words. Rows are handed over by a statement per table, the log in pieces of a hundred entries.
void merge(store::Transaction& tx, const people::Merge& merge, const Settings& settings);

/// Fills in what of this room and of boards would move: numbers only.
void count_merge(store::Reader& reader, const people::Merge& merge, v1::PreviewMergeResponse& preview);

}  // namespace koebel::recognition
