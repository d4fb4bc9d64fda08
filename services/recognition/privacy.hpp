#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/privacy.pb.h>

namespace koebel::recognition {

// What the pages ask before and after: who can see a recognition, and how somebody will be named. Jobs of Store::read.

/// Who can see a recognition. To who is not thanked it says what it said when it was given: that something was taken
/// off is between the people thanked. Refuses with kNotFound RECOGNITION_NOT_FOUND.
[[nodiscard]] Result<v1::GetRecognitionPrivacyResponse> privacy_of(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition
);

/// What was opened to moderators, of what the viewer gave or was told; the newest first, at most 100.
[[nodiscard]] v1::ListOpenedResponse list_opened(store::Reader& reader, const PersonId& viewer);

/// How colleagues or a team will be named, by what their publicity is now.
/// Refuses with kInvalidArgument TOO_MANY_RECIPIENTS, VISIBILITY_INVALID.
[[nodiscard]] Result<v1::PreviewPublicityResponse> preview_publicity(
    store::Reader& reader, const v1::PreviewPublicityRequest& request
);

}  // namespace koebel::recognition
