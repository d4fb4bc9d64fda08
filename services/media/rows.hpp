#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "media/shape.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::media {

/// Whose picture it is. The numbers are those of media.kind.
struct Owner {
    enum class Kind : std::uint8_t { kPerson = 1, kValue = 2, kOrganisation = 3, kPin = 4, kRecognition = 5 };
    Kind kind = Kind::kPerson;
    std::string id = {
    };  ///< of the organisation empty; for a recognition, a nomination or a story, that of its recognition_picture
};

/// Keeps a picture in the place of the owner's older one. Its path: "/media/" and an id that no picture had before.
[[nodiscard]] std::string keep(store::Transaction& tx, const Owner& owner, const Picture& picture);

/// Forgets the owner's picture, if there is one.
void forget(store::Transaction& tx, const Owner& owner);

/// Somebody's photo is another's from now on, who keeps their own if they have one: the other is forgotten then.
void hand_over_photo(store::Transaction& tx, const PersonId& from, const PersonId& to);

/// The path of the owner's picture, or none.
[[nodiscard]] store::Query<std::string> path_of(const Owner& owner);

/// What is known of a medium without its bytes.
struct Medium {
    std::string content_type;
    std::string hash;  ///< of its bytes, see hash_of

    static Medium from(const store::Row& row);
};

/// The one predicate for reading media: the medium, if the caller may see it; none otherwise, and when there is none.
///
///   values' pictures and the logo   every person who is here, every screen (in lobbies too), every kiosk
///   a pin's picture                 every person who is here, every screen (in lobbies too), every kiosk
///   a person's photo                that person; every person who is here, if that person wants a photo shown;
///                                   administrators, except at a shared tablet
///                                   screens and kiosks, if that person is on screens and wants a photo shown
///   a recognition's picture         who may see the recognition, and to whom a report opened it, on their own device;
///                                   screens on whose wall it is. On none yet: who uploaded it
///   a nomination's picture          who may see the nomination, on their own device
///   a story's picture               curators who make something of the story, on their own device
[[nodiscard]] store::Query<Medium> visible_to(const rpc::Caller& caller, std::string_view id);

/// The bytes of a medium that may be seen.
[[nodiscard]] std::optional<std::string> bytes_of(store::Reader& reader, std::string_view id);

/// Those of them that are still there.
[[nodiscard]] std::vector<std::string> still_there(store::Reader& reader, const std::vector<std::string>& ids);

/// 32 hexadecimal digits.
[[nodiscard]] std::string hash_of(std::string_view bytes);

}  // namespace koebel::media
