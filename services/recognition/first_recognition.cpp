#include "recognition/first_recognition.hpp"

#include "base/id.hpp"
#include "people/visible_to.hpp"

namespace koebel::recognition {

namespace {

constexpr auto kAnyText = "SELECT r.id FROM recognition r WHERE " + people::kVisibleToEveryone + " LIMIT 1";
constexpr store::Sql kAny{"recognition.any", kAnyText};

}  // namespace

bool has_recognition(store::Reader& reader) {
    return reader.row<RecognitionId>(kAny).has_value();
}

}  // namespace koebel::recognition
