#include "media/rows.hpp"

#include "media/shelf.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/publicity.hpp"
#include "people/roles.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

namespace koebel::media {
namespace {

using Kind = Owner::Kind;

constexpr std::string_view kJpeg = "\xff\xd8\xff a photo";

/// Noor is an administrator, Bram and Ada are not; Bram has a photo.
class MediaRowsTest : public testing::TestWithParam<test::Backend> {
protected:
    void SetUp() override {
        const auto report = database_.write([](store::Transaction& tx) {
            return people::import(
                tx,
                v1::ImportRequest::KIND_PEOPLE,
                "key,name,roles\nnoor,Noor de Graaf,admin\nbram,Bram Smit,\nada,Ada Vos,\n"
            );
        });
        ASSERT_EQ(report.problems_size(), 0) << report.ShortDebugString();
        photo_ = given({.kind = Kind::kPerson, .id = id_of("bram").text()});
        settings_.data_directory = directory_.path();
        shelf_.emplace(database_.store(), database_.clock(), settings_);
    }

    PersonId id_of(std::string_view key) {
        return database_.store().read_now([key](store::Reader& reader) {
            return std::get<0>(reader.read(people::person_by_key(key))).at(0).id;
        });
    }
    std::string given(const Owner& owner, std::string_view bytes = kJpeg) {
        const auto path = database_.write([&](store::Transaction& tx) -> Result<std::string> {
            return keep(tx, owner, {.content_type = "image/jpeg", .bytes = std::string{bytes}});
        });
        return path.substr(std::string_view{"/media/"}.size());
    }
    void given_publicity(const people::Publicity& publicity) {
        database_.write([&, bram = id_of("bram")](store::Transaction& tx) {
            return people::set_publicity(tx, bram, publicity, {});
        });
    }
    void given_left(std::string_view key) {
        static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id = $1"};
        database_.write([id = id_of(key)](store::Transaction& tx) -> Result<bool> {
            tx.run(kLeave, id);
            return true;
        });
    }

    rpc::Caller person(std::string_view key) { return {.roles = {v1::ROLE_EMPLOYEE}, .person = id_of(key)}; }
    static rpc::Caller screen() { return {.roles = {v1::ROLE_SCREEN}, .screen = ScreenId{"s"}}; }
    static rpc::Caller kiosk() { return {.roles = {v1::ROLE_KIOSK}, .device = "k"}; }

    std::optional<Shown> find(const rpc::Caller& caller, const std::string& id, const std::string& known = {}) {
        return test::await(shelf_->find(caller, id, known));
    }
    /// Who of them all sees it.
    std::string seen_by(const std::string& id) {
        std::string all;
        for (const auto* key : {"bram", "ada", "noor"}) {
            if (find(person(key), id)) all += std::string{key} + " ";
        }
        if (find(screen(), id)) all += "screen ";
        if (find(kiosk(), id)) all += "kiosk ";
        return all;
    }
    [[nodiscard]] bool is_on_disk(const std::string& id) const {
        return std::filesystem::exists(directory_.path() / "media-cache" / id);
    }

    test::TemporaryDirectory directory_;
    test::Database database_{GetParam()};
    Settings settings_;
    std::optional<Shelf> shelf_;
    std::string photo_;
};

INSTANTIATE_TEST_SUITE_P(Databases, MediaRowsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MediaRowsTest, APhotoIsSeenByWhomThePersonWants) {
    using people::Publicity;
    EXPECT_EQ(seen_by(photo_), "bram noor ") << "nobody else, until the person wants it";

    given_publicity({.screens = v1::SCREEN_PUBLICITY_FULL_NAME, .photo = false});
    EXPECT_EQ(seen_by(photo_), "bram noor ");
    given_publicity({.screens = v1::SCREEN_PUBLICITY_NO, .photo = true});
    EXPECT_EQ(seen_by(photo_), "bram ada noor ");
    given_publicity({.screens = v1::SCREEN_PUBLICITY_FIRST_NAME, .photo = true});
    EXPECT_EQ(seen_by(photo_), "bram ada noor screen kiosk ");
    given_publicity({.screens = v1::SCREEN_PUBLICITY_FULL_NAME, .photo = true});
    EXPECT_EQ(seen_by(photo_), "bram ada noor screen kiosk ");
}

TEST_P(MediaRowsTest, ValuesAndTheLogoAreSeenByEveryoneWhoIsHere) {
    const auto value = given({.kind = Kind::kValue, .id = "some value"});
    const auto logo = given({.kind = Kind::kOrganisation});
    given_left("ada");

    EXPECT_EQ(seen_by(value), "bram noor screen kiosk ");
    EXPECT_EQ(seen_by(logo), "bram noor screen kiosk ");
}

TEST_P(MediaRowsTest, AnAdministratorAtASharedTabletIsAColleagueThere) {
    auto noor = person("noor");
    noor.scopes = {v1::SCOPE_KIOSK};

    EXPECT_FALSE(find(noor, photo_));
}

TEST_P(MediaRowsTest, WhatIsUnknownIsNothing) {
    EXPECT_FALSE(find(person("noor"), "018f0000-0000-7000-8000-00000000ffff"));
    for (const auto* id : {"", "x", "../koebel.db", "018f0000-0000-7000-8000-00000000ffff/x"}) {
        EXPECT_FALSE(find(person("noor"), id)) << id;
    }
}

TEST_P(MediaRowsTest, TheBytesComeAsTheyWereAndAgainFromTheDisk) {
    const auto first = find(person("bram"), photo_);
    const auto again = find(person("bram"), photo_);

    ASSERT_TRUE(first && again && first->bytes && again->bytes);
    EXPECT_TRUE(is_on_disk(photo_));
    EXPECT_EQ(*first->bytes, kJpeg);
    EXPECT_EQ(*again->bytes, kJpeg);
    EXPECT_EQ(first->medium.content_type, "image/jpeg");
    EXPECT_EQ(first->medium.hash, hash_of(kJpeg));
    const auto known = find(person("bram"), photo_, first->medium.hash);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->bytes, nullptr);
}

TEST_P(MediaRowsTest, AnotherPhotoTakesThePlaceOfTheOlderEverywhere) {
    ASSERT_TRUE(find(person("bram"), photo_));

    const auto newer = given({.kind = Kind::kPerson, .id = id_of("bram").text()}, "\xff\xd8\xff another");
    shelf_->changed();

    EXPECT_FALSE(find(person("bram"), photo_));
    EXPECT_FALSE(is_on_disk(photo_)) << "the copy went with it";
    EXPECT_EQ(*find(person("bram"), newer)->bytes, "\xff\xd8\xff another");
}

TEST_P(MediaRowsTest, WhatAnotherNodeRemovedIsGoneAtOnceAndItsCopySoon) {
    ASSERT_TRUE(find(person("bram"), photo_));
    database_.write([bram = id_of("bram")](store::Transaction& tx) -> Result<bool> {
        forget(tx, {.kind = Kind::kPerson, .id = bram.text()});
        return true;
    });

    EXPECT_FALSE(find(person("bram"), photo_));
    database_.clock().advance(std::chrono::minutes{6});
    EXPECT_FALSE(find(person("ada"), photo_));
    EXPECT_FALSE(is_on_disk(photo_));
}

}  // namespace
}  // namespace koebel::media
