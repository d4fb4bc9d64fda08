#include "media/service.hpp"

#include "media/images.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/value.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

namespace koebel::media {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class MediaServiceTest : public testing::TestWithParam<test::Backend> {
protected:
    void SetUp() override {
        given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,roles\nnoor,Noor de Graaf,admin\nbram,Bram Smit,\n");
        given_import(v1::ImportRequest::KIND_VALUES, "key,name_nl\neerlijk,Eerlijk\n");
        database_.write([](store::Transaction& tx) { return people::found(tx, {.name = "Zwaluw"}); });
        settings_.data_directory = directory_.path();
        settings_.worker = IMAGE_WORKER;
        shelf_.emplace(database_.store(), database_.clock(), settings_);
        service_.emplace(database_.store(), *shelf_, hooks(), people::Settings{}, settings_);
        service_->bind(router_);
    }

    people::Hooks hooks() {
        return {
            .authorise = [](store::Transaction&, const rpc::Caller& caller, rpc::Roles allowed) -> Result<void> {
                if (caller.roles.overlaps(allowed)) return {};
                return refuse(Code::kPermissionDenied, "ROLE_REQUIRED");
            },
            .publicity_changed =
                [this](store::Transaction&, const people::Person& before, const people::Person& after) {
                    told_.push_back(
                        before.photo_path.empty()  ? "first photo"
                        : after.photo_path.empty() ? "no photo"
                                                   : "other photo"
                    );
                },
            .organisation_changed = [this](store::Transaction&) { told_.emplace_back("screens"); },
            .record =
                [this](
                    store::Transaction&, const rpc::Caller&, std::string_view what, const PersonId&, std::string_view
                ) { told_.emplace_back(what); }
        };
    }
    void given_import(v1::ImportRequest::Kind kind, std::string_view csv) {
        const auto report = database_.write([&](store::Transaction& tx) { return people::import(tx, kind, csv); });
        ASSERT_EQ(report.problems_size(), 0) << report.ShortDebugString();
    }
    void given_shows_photo(std::string_view key) {
        static constexpr store::Sql kShow{"test.show", "UPDATE person SET publicity_photo = 1 WHERE id = $1"};
        database_.write([id = person(key).id](store::Transaction& tx) -> Result<bool> {
            tx.run(kShow, id);
            return true;
        });
    }

    people::Person person(std::string_view key) {
        return database_.store().read_now([key](store::Reader& reader) {
            return std::get<0>(reader.read(people::person_by_key(key))).at(0);
        });
    }
    people::Value value() {
        return database_.store().read_now([](store::Reader& reader) {
            return std::get<0>(reader.read(people::values())).at(0);
        });
    }
    std::string logo() {
        return database_.store().read_now([](store::Reader& reader) {
            return std::get<0>(reader.read(people::organisation())).at(0).logo_path;
        });
    }
    std::int64_t rows() {
        static constexpr store::Sql kCount{"test.count", "SELECT COUNT(*) FROM media"};
        return database_.store().read_now([](store::Reader& reader) { return *reader.row<std::int64_t>(kCount); });
    }

    template <class Response, class Request>
    Result<Response> call(std::string_view key, std::string method, Request request, std::uint64_t number = 0) {
        if (const auto* id = request.GetDescriptor()->FindFieldByName("request_id")) {
            const auto n = number != 0 ? number : 700'000 + ++requests_;
            request.GetReflection()->SetString(&request, id, test::SequentialIds::nth(n));
        }
        rpc::Caller caller{.roles = {v1::ROLE_EMPLOYEE}, .person = person(key).id, .address = "192.0.2.1"};
        if (key == "noor") caller.roles = {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN};
        auto answer = test::await(router_.call(
            caller, "koebel.v1.MediaService/" + method, request.SerializeAsString(), rpc::Encoding::kBinary, "Firefox"
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }
    Result<v1::SetMyPhotoResponse> set_photo(std::string_view key, std::string image, std::uint64_t number = 0) {
        v1::SetMyPhotoRequest request;
        request.set_image(std::move(image));
        return call<v1::SetMyPhotoResponse>(key, "SetMyPhoto", request, number);
    }
    template <class T>
    static std::string reason(const Result<T>& result) {
        return result ? "none" : std::string{result.error().reason};
    }

    test::TemporaryDirectory directory_;
    test::Database database_{GetParam()};
    Settings settings_;
    std::uint64_t requests_ = 0;
    std::vector<std::string> told_;
    rpc::Router router_{{.person_burst = 100'000, .deadline = std::chrono::milliseconds{30'000}}, database_.clock()};
    std::optional<Shelf> shelf_;
    std::optional<Service> service_;
};

INSTANTIATE_TEST_SUITE_P(Databases, MediaServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MediaServiceTest, APhotoIsKeptForThePersonAndToldOnlyIfItIsShown) {
    const auto set = set_photo("bram", jpeg({.width = 600, .height = 600}));

    ASSERT_TRUE(set) << set.error().reason << set.error().message;
    EXPECT_THAT(set->photo_path(), StartsWith("/media/"));
    EXPECT_EQ(person("bram").photo_path, set->photo_path());
    EXPECT_EQ(
        call<v1::GetMyPhotoResponse>("bram", "GetMyPhoto", v1::GetMyPhotoRequest{})->photo_path(), set->photo_path()
    );
    EXPECT_EQ(rows(), 1);
    EXPECT_THAT(told_, IsEmpty());
}

TEST_P(MediaServiceTest, AnotherPhotoAndNoneReachWhatIsShown) {
    given_shows_photo("bram");
    ASSERT_TRUE(set_photo("bram", jpeg({})));
    ASSERT_TRUE(set_photo("bram", png({})));
    EXPECT_EQ(rows(), 1) << "another takes its place";

    ASSERT_TRUE(call<v1::RemoveMyPhotoResponse>("bram", "RemoveMyPhoto", v1::RemoveMyPhotoRequest{}));
    ASSERT_TRUE(call<v1::RemoveMyPhotoResponse>("bram", "RemoveMyPhoto", v1::RemoveMyPhotoRequest{}));

    EXPECT_THAT(told_, ElementsAre("first photo", "screens", "other photo", "screens", "no photo", "screens"));
    EXPECT_EQ(person("bram").photo_path, "");
    EXPECT_EQ(rows(), 0);
}

TEST_P(MediaServiceTest, ARepeatGetsTheFirstAnswer) {
    const auto first = set_photo("bram", jpeg({}), 42);
    const auto again = set_photo("bram", jpeg({}), 42);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->photo_path(), again->photo_path());
    EXPECT_EQ(rows(), 1);
}

TEST_P(MediaServiceTest, WhatIsRefusedLeavesThePhotoAsItWas) {
    const auto set = set_photo("bram", jpeg({}));
    ASSERT_TRUE(set);

    EXPECT_EQ(reason(set_photo("bram", "")), "IMAGE_NOT_KNOWN");
    EXPECT_EQ(reason(set_photo("bram", png_of_size(9'999, 9'999))), "IMAGE_TOO_LARGE");
    EXPECT_EQ(reason(set_photo("bram", jpeg({}).substr(0, 400))), "IMAGE_BROKEN");
    EXPECT_EQ(reason(set_photo("bram", std::string(settings_.upload_bytes + 1, 'x'))), "IMAGE_TOO_MANY_BYTES");

    EXPECT_EQ(person("bram").photo_path, set->photo_path());
    EXPECT_EQ(rows(), 1);
}

TEST_P(MediaServiceTest, AnAdministratorSetsSomebodysPhotoAndTheTrailSaysSo) {
    v1::SetPersonPhotoRequest request;
    request.set_person_id(person("bram").id.text());
    request.set_image(jpeg({}));
    EXPECT_EQ(reason(call<v1::SetPersonPhotoResponse>("bram", "SetPersonPhoto", request)), "ROLE_REQUIRED");

    ASSERT_TRUE(call<v1::SetPersonPhotoResponse>("noor", "SetPersonPhoto", request));

    v1::GetPersonPhotoRequest get;
    get.set_person_id(person("bram").id.text());
    const auto photo = call<v1::GetPersonPhotoResponse>("noor", "GetPersonPhoto", get);
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->photo_path(), person("bram").photo_path);
    EXPECT_FALSE(photo->shown());
    v1::RemovePersonPhotoRequest remove;
    remove.set_person_id(person("bram").id.text());
    ASSERT_TRUE(call<v1::RemovePersonPhotoResponse>("noor", "RemovePersonPhoto", remove));
    EXPECT_THAT(told_, ElementsAre("photo_set", "photo_removed"));
    request.set_person_id("nobody");
    EXPECT_EQ(reason(call<v1::SetPersonPhotoResponse>("noor", "SetPersonPhoto", request)), "PERSON_NOT_FOUND");
    EXPECT_EQ(rows(), 0) << "nothing is kept of what was refused";
}

TEST_P(MediaServiceTest, AValuesPictureAndTheLogoAreToldToPagesAndScreens) {
    v1::SetValuePictureRequest picture;
    picture.set_value_id(value().id.text());
    picture.set_image(png({}));
    v1::SetLogoRequest logo_request;
    logo_request.set_image(webp({}));

    const auto set = call<v1::SetValuePictureResponse>("noor", "SetValuePicture", picture);
    const auto set_logo = call<v1::SetLogoResponse>("noor", "SetLogo", logo_request);

    ASSERT_TRUE(set && set_logo);
    EXPECT_EQ(value().picture_path, set->picture_path());
    EXPECT_EQ(logo(), set_logo->logo_path());
    EXPECT_THAT(told_, ElementsAre("value_picture_set", "screens", "logo_set", "screens"));
    EXPECT_THAT(database_.log().back().payload, testing::HasSubstr(set_logo->logo_path()));

    v1::RemoveValuePictureRequest remove;
    remove.set_value_id(value().id.text());
    ASSERT_TRUE(call<v1::RemoveValuePictureResponse>("noor", "RemoveValuePicture", remove));
    ASSERT_TRUE(call<v1::RemoveLogoResponse>("noor", "RemoveLogo", v1::RemoveLogoRequest{}));
    EXPECT_EQ(value().picture_path, "");
    EXPECT_EQ(logo(), "");
    EXPECT_EQ(rows(), 0);
    picture.set_value_id("none");
    EXPECT_EQ(reason(call<v1::SetValuePictureResponse>("noor", "SetValuePicture", picture)), "VALUE_NOT_FOUND");
}

}  // namespace
}  // namespace koebel::media
