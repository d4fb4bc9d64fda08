#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "media/rows.hpp"
#include "media/shape.hpp"
#include "recognition/command.hpp"
#include "recognition/settings.hpp"
#include "recognition/stored.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/picture.pb.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

// Pictures on recognitions, on nominations and on stories: taken in, put on one, taken off. The bytes are a medium of
// media's; who sees them media's visible_to says.

using PictureId = Id<struct PictureTag>;

/// What is known of a picture: a row of table recognition_picture.
struct PictureRow {
    PictureId id;
    RecognitionId recognition;  ///< empty: on none yet
    StoredPicture picture;

    static PictureRow from(const store::Row& row);
};

/// Those of recognitions.
[[nodiscard]] store::Query<PictureRow> pictures_of(const std::vector<RecognitionId>& recognitions);

/// Keeps what somebody sent, until it goes along with a recognition. Of what they sent before only the newest stays.
/// Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<v1::UploadPictureResponse> take_in(
    store::Transaction& tx, const rpc::Caller& caller, const media::Picture& picture, const Settings& settings
);

/// Those of them that can go along with something of their owner's: theirs, and used nowhere yet.
[[nodiscard]] store::Query<PictureRow> unused_pictures(const PersonId& owner, const std::vector<PictureId>& ids);

/// It goes along with the recognition from now on, which has none.
void put_on(store::Transaction& tx, const PictureId& id, const RecognitionId& recognition, std::string_view words);

/// Forgets a recognition's picture, bytes and words, if it has one. Whether it had.
bool forget_picture(store::Transaction& tx, const RecognitionId& recognition);

/// Puts one on a recognition in the place of the one before, or says anew what it shows. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kNotFound            RECOGNITION_NOT_FOUND, PICTURE_NOT_FOUND
///   kInvalidArgument     ALT_TEXT_REQUIRED, ALT_TEXT_TOO_LONG
///   kFailedPrecondition  EDIT_TOO_LATE
[[nodiscard]] Result<v1::SetPictureResponse> set_picture(
    store::Transaction& tx, const rpc::Caller& caller, const v1::SetPictureRequest& request, const Settings& settings
);

/// Takes it off. Refuses with
///   kUnauthenticated  SESSION_ENDED
///   kNotFound         RECOGNITION_NOT_FOUND: of neither giver nor person thanked
[[nodiscard]] Result<v1::RemovePictureResponse> remove_picture(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemovePictureRequest& request
);

/// A picture on a nomination, which is a row of the same table.
struct NominationPictureRow {
    PictureId id;
    std::string nomination;
    StoredPicture picture;

    static NominationPictureRow from(const store::Row& row);
};

/// In their order. Who sees a nomination sees them: its room asks.
[[nodiscard]] store::Query<NominationPictureRow> pictures_of_nominations(const std::vector<std::string>& nominations);

/// It goes along with the nomination from now on.
void put_on_nomination(
    store::Transaction& tx, const std::string& nomination, std::int64_t ordinal, const ChosenPicture& picture
);
void forget_pictures_of_nomination(store::Transaction& tx, const std::string& nomination);

/// A picture with what it goes along with, if anything.
struct OwnedPictureRow {
    PictureId id;
    PersonId uploaded_by;
    std::string recognition;  ///< which; empty: none. So the next two.
    std::string nomination;
    std::string story;
    StoredPicture picture;

    static OwnedPictureRow from(const store::Row& row);
};

/// Those of some sources, those of a story, and those asked for by id. Who may use which is for who asks.
[[nodiscard]] store::Query<OwnedPictureRow> pictures_for_story(
    const std::string& story,
    const std::vector<std::string>& nominations,
    const std::vector<RecognitionId>& recognitions,
    const std::vector<PictureId>& ids
);

/// A demonstration's picture for a story.
PictureId seed_picture(
    store::Transaction& tx, const PersonId& by, const media::Picture& picture, const std::string& story
);

/// It goes along with the story from now on.
void put_on_story(store::Transaction& tx, const PictureId& id, const std::string& story);
/// Forgets pictures that were uploaded for the story: all of them, or but for these.
void forget_pictures_of_story(
    store::Transaction& tx, const std::string& story, const std::vector<PictureId>& but_for = {}
);

/// Forgets those that went along with nothing for Settings::picture.
void forget_unused_pictures(store::Transaction& tx, const Settings& settings);

}  // namespace koebel::recognition
