#include "moderation/reviewers.hpp"

#include "people/topics.hpp"
#include "people/visible_to.hpp"

#include <koebel/v1/options.pb.h>

#include <utility>

namespace koebel::moderation {
namespace {

constexpr auto kReviewersText =
    "SELECT p.id FROM person p JOIN recognition r ON r.id = $1 WHERE p.active = 1 AND p.id <> $2 AND p.id IN"
    " (SELECT role_of.person_id FROM person_role role_of WHERE role_of.role = 3) AND " +
    people::held_to("p.id") + " ORDER BY p.id";
constexpr store::Sql kReviewers{"moderation.reviewers", kReviewersText};
static_assert(v1::ROLE_CURATOR == 3);

}  // namespace

void tell_reviewers(store::Transaction& tx, const RecognitionId& recognition, const PersonId& author) {
    for (const auto& person : tx.rows<PersonId>(kReviewers, recognition, author)) {
        store::NewEntry entry{.topic = people::topic_of(person), .body = {}};
        entry.body.mutable_review_changed();
        tx.append(std::move(entry));
    }
}

}  // namespace koebel::moderation
