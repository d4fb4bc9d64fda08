#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>

#include <cstdint>

namespace koebel::people {

/// One switch, as everybody may read it.
struct FeatureSwitch {
    v1::Feature feature = v1::FEATURE_UNSPECIFIED;
    std::int64_t state = 0;  ///< 0 or 1; of boards v1::BoardsShown
    bool leaders = false;    ///< of boards
};

/// Writes a switch into the history. The room whose feature it is calls this in the transaction of the change, when
/// something did change.
void note_switch(store::Transaction& tx, const PersonId& by, const FeatureSwitch& what);

/// Switches private recognitions, and writes it into the history. Whether that changed anything.
[[nodiscard]] bool switch_private_recognitions(store::Transaction& tx, const PersonId& by, bool on);

/// What is on, and the latest switches, newest first.
[[nodiscard]] v1::ListFeatureChangesResponse list_feature_changes(store::Reader& reader);

}  // namespace koebel::people
