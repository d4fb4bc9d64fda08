#include "people/rights_changed.hpp"

namespace koebel::people {

std::uint64_t append_rights_changed(store::Transaction& tx, v1::AccessChanged::Kind kind, std::string_view subject_id) {
    store::NewEntry entry{.topic = std::string{kAccessTopic}, .body = {}};
    auto* change = entry.body.mutable_access_changed();
    change->set_kind(kind);
    change->set_subject_id(std::string{subject_id});
    return tx.append(std::move(entry));
}

}  // namespace koebel::people
