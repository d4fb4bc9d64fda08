#include "recognition/pictures.hpp"

#include "access/rights.hpp"
#include "moderation/held_words.hpp"
#include "moderation/locking.hpp"
#include "moderation/reviewers.hpp"
#include "people/visible_to.hpp"
#include "recognition/amending.hpp"
#include "recognition/writing.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr auto kPictureColumns = static_text("id, COALESCE(recognition_id, ''), path, width, height, alternative_text");

constexpr auto kPicturesOfText =
    "SELECT " + kPictureColumns + " FROM recognition_picture WHERE recognition_id IN @list($1)";
constexpr store::Sql kPicturesOf{"recognition.pictures_of", kPicturesOfText};

constexpr auto kUnusedPictureText =
    "SELECT " + kPictureColumns +
    " FROM recognition_picture WHERE id IN @list($2) AND uploaded_by = $1 AND recognition_id IS NULL"
    " AND nomination_id IS NULL AND story_id IS NULL";
constexpr store::Sql kUnusedPictures{"recognition.unused_pictures", kUnusedPictureText};

// $2: how many stay.
constexpr store::Sql kSurplusPictures{
    "recognition.surplus_pictures",
    "SELECT id FROM recognition_picture WHERE uploaded_by = $1 AND recognition_id IS NULL AND nomination_id IS NULL"
    " AND story_id IS NULL ORDER BY uploaded_at DESC, id LIMIT 1000 OFFSET $2"
};
constexpr store::Sql kUnusedSince{
    "recognition.unused_since",
    "SELECT id FROM recognition_picture WHERE recognition_id IS NULL AND nomination_id IS NULL AND story_id IS NULL"
    " AND uploaded_at < $1"
};
constexpr store::Sql kTakeInPicture{
    "recognition.take_in_picture",
    "INSERT INTO recognition_picture (id, uploaded_by, uploaded_at, path, width, height) VALUES ($1, $2, $3, $4, $5, "
    "$6)"
};
constexpr store::Sql kPutPictureOn{
    "recognition.put_picture_on",
    "UPDATE recognition_picture SET recognition_id = $2, alternative_text = $3 WHERE id = $1"
};
constexpr store::Sql kPutPictureOnNomination{
    "recognition.put_picture_on_nomination",
    "UPDATE recognition_picture SET nomination_id = $2, ordinal = $3, alternative_text = $4 WHERE id = $1"
};
constexpr store::Sql kPicturesOfNominations{
    "recognition.pictures_of_nominations",
    "SELECT id, nomination_id, path, width, height, alternative_text FROM recognition_picture"
    " WHERE nomination_id IN @list($1) ORDER BY nomination_id, ordinal"
};
constexpr store::Sql kPicturesForStory{
    "recognition.pictures_for_story",
    "SELECT id, uploaded_by, COALESCE(recognition_id, ''), COALESCE(nomination_id, ''), COALESCE(story_id, ''), path,"
    " width, height, alternative_text FROM recognition_picture WHERE story_id = $1 OR nomination_id IN @list($2)"
    " OR recognition_id IN @list($3) OR id IN @list($4) ORDER BY uploaded_at, id"
};
constexpr store::Sql kPutPictureOnStory{
    "recognition.put_picture_on_story", "UPDATE recognition_picture SET story_id = $2 WHERE id = $1"
};
constexpr store::Sql kUploadedForStory{
    "recognition.uploaded_for_story", "SELECT id FROM recognition_picture WHERE story_id = $1"
};
constexpr store::Sql kForgetPicture{"recognition.forget_picture", "DELETE FROM recognition_picture WHERE id = $1"};

// Its giver, and who is thanked, also where nobody else sees it.
constexpr auto kPartOfText = "SELECT " + kStoredColumns +
                             " FROM recognition r WHERE r.id = $2 AND (r.giver_id = $1 OR EXISTS (SELECT 1"
                             " FROM recognition_recipient mine WHERE mine.recognition_id = r.id"
                             " AND mine.person_id = $1 AND mine.withheld = 0)) AND " +
                             people::visible_to("$1");
constexpr store::Sql kPartOf{"recognition.part_of", kPartOfText};

media::Owner owner_of(const PictureId& picture) {
    return {.kind = media::Owner::Kind::kRecognition, .id = picture.text()};
}

void forget(store::Transaction& tx, const PictureId& id) {
    media::forget(tx, owner_of(id));
    tx.run(kForgetPicture, id);
}

/// Its id and its path.
std::pair<PictureId, std::string> keep(store::Transaction& tx, const PersonId& by, const media::Picture& picture) {
    const PictureId id{tx.new_id()};
    auto path = media::keep(tx, owner_of(id), picture);
    tx.run(kTakeInPicture, id, by, tx.now(), path, picture.width, picture.height);
    return {id, std::move(path)};
}

/// What everyone who has it sees now, also by searching.
std::uint64_t tell_of_picture(store::Transaction& tx, StoredRow row) {
    const auto recognition = complete_one(tx, std::move(row));
    if (recognition.state == State::kHeld) {
        moderation::tell_reviewers(tx, recognition.id, recognition.giver.id);
    } else {
        search::index(tx, recognition.id, {}, words_of(recognition));
    }
    return tell_again(tx, recognition);
}

}  // namespace

PictureRow PictureRow::from(const store::Row& row) {
    return {
        .id = row.get<PictureId>(0),
        .recognition = row.get<RecognitionId>(1),
        .picture =
            {
                .path = row.text(2),
                .width = row.get<std::uint32_t>(3),
                .height = row.get<std::uint32_t>(4),
                .alternative_text = row.text(5),
            },
    };
}

store::Query<PictureRow> pictures_of(const std::vector<RecognitionId>& recognitions) {
    return store::query<PictureRow>(kPicturesOf, recognitions);
}

Result<v1::UploadPictureResponse> take_in(
    store::Transaction& tx, const rpc::Caller& caller, const media::Picture& picture, const Settings& settings
) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    for (const auto& surplus : tx.rows<PictureId>(kSurplusPictures, caller.person, settings.unused_pictures - 1)) {
        forget(tx, surplus);
    }
    const auto [id, path] = keep(tx, caller.person, picture);
    v1::UploadPictureResponse response;
    response.set_picture_id(id.text());
    response.set_path(path);
    response.set_width(picture.width);
    response.set_height(picture.height);
    return response;
}

store::Query<PictureRow> unused_pictures(const PersonId& owner, const std::vector<PictureId>& ids) {
    return store::query<PictureRow>(kUnusedPictures, owner, ids);
}

void put_on(store::Transaction& tx, const PictureId& id, const RecognitionId& recognition, std::string_view words) {
    tx.run(kPutPictureOn, id, recognition, words);
}

bool forget_picture(store::Transaction& tx, const RecognitionId& recognition) {
    const auto [pictures] = tx.read(pictures_of({recognition}));
    for (const auto& row : pictures) forget(tx, row.id);
    return !pictures.empty();
}

Result<v1::SetPictureResponse> set_picture(
    store::Transaction& tx, const rpc::Caller& caller, const v1::SetPictureRequest& request, const Settings& settings
) {
    const auto words = to_alternative_text(request.picture().alternative_text());
    if (!words) return std::unexpected(words.error());
    const RecognitionId id{request.recognition_id()};
    const PictureId wanted{request.picture().picture_id()};
    auto [rights, locks, rows, there, unused, held_list] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        given_by(caller.person, id),
        pictures_of({id}),
        unused_pictures(caller.person, {wanted}),
        moderation::held_list()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    const auto& row = rows.front();
    if (row.state != State::kHeld && tx.now() > row.given_at + settings.edit) {
        return refuse(Code::kFailedPrecondition, "EDIT_TOO_LATE");
    }
    const auto& chosen = wanted.empty() ? there : unused;
    if (chosen.empty()) return refuse(Code::kNotFound, "PICTURE_NOT_FOUND");
    // As words that are changed: see amending.
    if (row.state == State::kLiving && row.visibility == v1::VISIBILITY_EVERYONE &&
        !moderation::words_to_hold(tx, *words, held_list).empty()) {
        return refuse(Code::kFailedPrecondition, "WORDS_HELD");
    }

    if (!wanted.empty()) forget_picture(tx, id);
    put_on(tx, chosen.front().id, id, *words);
    v1::SetPictureResponse response;
    response.set_position(tell_of_picture(tx, std::move(rows.front())));
    return response;
}

Result<v1::RemovePictureResponse> remove_picture(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemovePictureRequest& request
) {
    const RecognitionId id{request.recognition_id()};
    auto [rights, rows] = tx.read(access::rights_query(caller), store::query<StoredRow>(kPartOf, caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    v1::RemovePictureResponse response;
    response.set_position(tx.next_position() - 1);
    if (forget_picture(tx, id)) response.set_position(tell_of_picture(tx, std::move(rows.front())));
    return response;
}

NominationPictureRow NominationPictureRow::from(const store::Row& row) {
    return {
        .id = row.get<PictureId>(0),
        .nomination = row.text(1),
        .picture =
            {.path = row.text(2),
             .width = row.get<std::uint32_t>(3),
             .height = row.get<std::uint32_t>(4),
             .alternative_text = row.text(5)},
    };
}

store::Query<NominationPictureRow> pictures_of_nominations(const std::vector<std::string>& nominations) {
    return store::query<NominationPictureRow>(kPicturesOfNominations, nominations);
}

void put_on_nomination(
    store::Transaction& tx, const std::string& nomination, std::int64_t ordinal, const ChosenPicture& picture
) {
    tx.run(kPutPictureOnNomination, picture.id, nomination, ordinal, picture.alternative_text);
}

void forget_pictures_of_nomination(store::Transaction& tx, const std::string& nomination) {
    const auto [pictures] = tx.read(pictures_of_nominations({nomination}));
    for (const auto& row : pictures) forget(tx, row.id);
}

OwnedPictureRow OwnedPictureRow::from(const store::Row& row) {
    return {
        .id = row.get<PictureId>(0),
        .uploaded_by = row.get<PersonId>(1),
        .recognition = row.text(2),
        .nomination = row.text(3),
        .story = row.text(4),
        .picture =
            {.path = row.text(5),
             .width = row.get<std::uint32_t>(6),
             .height = row.get<std::uint32_t>(7),
             .alternative_text = row.text(8)},
    };
}

store::Query<OwnedPictureRow> pictures_for_story(
    const std::string& story,
    const std::vector<std::string>& nominations,
    const std::vector<RecognitionId>& recognitions,
    const std::vector<PictureId>& ids
) {
    return store::query<OwnedPictureRow>(kPicturesForStory, story, nominations, recognitions, ids);
}

PictureId seed_picture(
    store::Transaction& tx, const PersonId& by, const media::Picture& picture, const std::string& story
) {
    auto id = keep(tx, by, picture).first;
    put_on_story(tx, id, story);
    return id;
}

void put_on_story(store::Transaction& tx, const PictureId& id, const std::string& story) {
    tx.run(kPutPictureOnStory, id, story);
}

void forget_pictures_of_story(store::Transaction& tx, const std::string& story, const std::vector<PictureId>& but_for) {
    for (const auto& id : tx.rows<PictureId>(kUploadedForStory, story)) {
        if (std::ranges::find(but_for, id) == but_for.end()) forget(tx, id);
    }
}

void forget_unused_pictures(store::Transaction& tx, const Settings& settings) {
    for (const auto& id : tx.rows<PictureId>(kUnusedSince, tx.now() - settings.picture)) forget(tx, id);
}

}  // namespace koebel::recognition
