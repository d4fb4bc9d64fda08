#include "media/images.hpp"
#include "media/worker_process.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

namespace koebel::media {
namespace {

using testing::HasSubstr;
using testing::Not;

class WorkerTest : public testing::Test {
protected:
    WorkerTest() { settings.worker = IMAGE_WORKER; }

    [[nodiscard]] Result<Picture> redraw(std::string_view image, Shape shape = Shape::kPhoto) const {
        return redraw_in_child(image, shape, settings, stopping);
    }
    [[nodiscard]] std::string reason(std::string_view image, Shape shape = Shape::kPhoto) const {
        const auto picture = redraw(image, shape);
        return picture ? "none" : std::string{picture.error().reason};
    }

    Settings settings;
    std::atomic<bool> stopping{false};
};

TEST_F(WorkerTest, APhotoIsTheSquareInTheMiddle) {
    for (const auto& image :
         {jpeg({.width = 1'600, .height = 900}),
          png({.width = 1'600, .height = 900}),
          webp({.width = 1'600, .height = 900}),
          progressive_jpeg({.width = 900, .height = 1'600})}) {
        const auto photo = redraw(image);

        ASSERT_TRUE(photo) << photo.error().reason << " " << photo.error().message;
        EXPECT_EQ(photo->content_type, "image/jpeg");
        EXPECT_LE(photo->bytes.size(), kMostBytes);
        const auto seen = look_at(photo->bytes);
        EXPECT_EQ(seen.width, 512);
        EXPECT_EQ(seen.height, 512);
        EXPECT_EQ(seen.top_left, 'r');
        EXPECT_EQ(seen.top_right, 'b');
    }
}

TEST_F(WorkerTest, WhatIsSmallStaysAsItIs) {
    const auto photo = redraw(png({.width = 64, .height = 32}));
    const auto logo = redraw(png({.width = 64, .height = 32}), Shape::kLogo);

    ASSERT_TRUE(photo && logo);
    EXPECT_EQ(look_at(photo->bytes).width, 32);
    EXPECT_EQ(look_at(logo->bytes).width, 64);
    EXPECT_EQ(look_at(logo->bytes).height, 32);
}

TEST_F(WorkerTest, ALogoKeepsItsFormAndWhatIsTransparent) {
    const auto logo = redraw(png({.width = 2'000, .height = 500, .clear_corner = true}), Shape::kLogo);

    ASSERT_TRUE(logo);
    EXPECT_EQ(logo->content_type, "image/png");
    const auto seen = look_at(logo->bytes);
    EXPECT_EQ(seen.width, 512);
    EXPECT_EQ(seen.height, 128);
    EXPECT_EQ(seen.top_left, 't');
    EXPECT_EQ(seen.bottom_left, 'r');
}

TEST_F(WorkerTest, APhotoLiesOnWhite) {
    const auto photo = redraw(png({.width = 512, .height = 512, .clear_corner = true}));

    ASSERT_TRUE(photo);
    EXPECT_EQ(look_at(photo->bytes).top_left, 'w');
}

TEST_F(WorkerTest, WhatCompressesBadlyStillFits) {
    const auto picture = redraw(png({.width = 1'000, .height = 1'000, .noisy = true}), Shape::kPicture);

    ASSERT_TRUE(picture);
    EXPECT_LE(picture->bytes.size(), kMostBytes);
    EXPECT_EQ(look_at(picture->bytes).width, 512);
}

TEST_F(WorkerTest, APosterIsLargeEnoughForATelevisionAndFits) {
    const auto poster = redraw(png({.width = 2'000, .height = 1'000, .noisy = true}), Shape::kPoster);

    ASSERT_TRUE(poster);
    EXPECT_EQ(poster->content_type, "image/jpeg");
    EXPECT_LE(poster->bytes.size(), kMostBytes);
    EXPECT_EQ(look_at(poster->bytes).width, 1'280);
    EXPECT_EQ(look_at(poster->bytes).height, 640);
    EXPECT_EQ(poster->width, 1'280U);
    EXPECT_EQ(poster->height, 640U);
}

TEST_F(WorkerTest, ItIsTurnedTheWayItWasTaken) {
    const auto image = jpeg({.width = 400, .height = 200});
    // Red on the left, turned: a quarter to the right puts it on top, half a turn on the right.
    struct Turn {
        std::uint8_t orientation;
        char top_left, top_right, bottom_left;
    };
    for (const auto& [orientation, top_left, top_right, bottom_left] :
         {Turn{1, 'r', 'b', 'r'},
          Turn{2, 'b', 'r', 'b'},
          Turn{3, 'b', 'r', 'b'},
          Turn{4, 'r', 'b', 'r'},
          Turn{5, 'r', 'r', 'b'},
          Turn{6, 'r', 'r', 'b'},
          Turn{7, 'b', 'b', 'r'},
          Turn{8, 'b', 'b', 'r'}}) {
        const auto picture = redraw(with_exif(image, orientation, "x"), Shape::kPicture);

        ASSERT_TRUE(picture) << int{orientation};
        const auto seen = look_at(picture->bytes);
        EXPECT_EQ(seen.width, orientation < 5 ? 400 : 200) << int{orientation};
        EXPECT_EQ(picture->width, static_cast<std::uint32_t>(seen.width)) << "as it was turned";
        EXPECT_EQ(picture->height, static_cast<std::uint32_t>(seen.height));
        EXPECT_EQ(seen.top_left, top_left) << int{orientation};
        EXPECT_EQ(seen.top_right, top_right) << int{orientation};
        EXPECT_EQ(seen.bottom_left, bottom_left) << int{orientation};
    }
}

TEST_F(WorkerTest, NothingButPixelsIsLeft) {
    const auto image = with_exif(jpeg({.width = 400, .height = 400}), 1, "52.99 N 6.56 E, garden of Noor");
    ASSERT_THAT(image, HasSubstr("garden of Noor"));

    for (const auto shape : {Shape::kPhoto, Shape::kPicture, Shape::kLogo, Shape::kPoster}) {
        const auto picture = redraw(image, shape);

        ASSERT_TRUE(picture);
        EXPECT_THAT(picture->bytes, Not(HasSubstr("garden")));
        EXPECT_THAT(picture->bytes, Not(HasSubstr("Exif")));
    }
}

TEST_F(WorkerTest, WhatItDoesNotKnowIsRefused) {
    EXPECT_EQ(reason(""), "IMAGE_NOT_KNOWN");
    EXPECT_EQ(reason("GIF89a..............."), "IMAGE_NOT_KNOWN");
    EXPECT_EQ(reason("<svg xmlns='http://www.w3.org/2000/svg'/>"), "IMAGE_NOT_KNOWN");
    EXPECT_EQ(reason(std::string(100'000, 'x')), "IMAGE_NOT_KNOWN");
}

TEST_F(WorkerTest, WhatEndsTooSoonIsBroken) {
    for (const auto& image :
         {jpeg({.width = 600, .height = 600, .noisy = true}),
          png({.width = 600, .height = 600, .noisy = true}),
          webp({.width = 600, .height = 600, .noisy = true})}) {
        for (const std::size_t part : {2, 3, 20})
            EXPECT_EQ(reason(image.substr(0, image.size() / part)), "IMAGE_BROKEN");
    }
    EXPECT_EQ(reason("\xff\xd8\xff"), "IMAGE_BROKEN");
    EXPECT_EQ(reason("\x89PNG\r\n\x1a\n"), "IMAGE_BROKEN");
}

TEST_F(WorkerTest, NoiseBehindAHeaderIsBrokenOrAPicture) {
    auto image = jpeg({.width = 300, .height = 300, .noisy = true});
    for (std::size_t i = image.size() / 3; i < image.size(); i += 7) image[i] = static_cast<char>(i * 31);

    const auto said = reason(image);

    EXPECT_TRUE(said == "IMAGE_BROKEN" || said == "none") << said;
}

TEST_F(WorkerTest, TooManyPixelsAreRefusedByTheHeaderAlone) {
    EXPECT_EQ(reason(png_of_size(6'001, 4'000)), "IMAGE_TOO_LARGE");
    EXPECT_EQ(reason(png_of_size(0x7fffffff, 0x7fffffff)), "IMAGE_TOO_LARGE");
    EXPECT_EQ(reason(png_of_size(0, 10)), "IMAGE_BROKEN");
}

TEST_F(WorkerTest, AFewBytesThatUnfoldToManyAreBounded) {
    settings.worker_bytes = 128U << 20U;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr auto* kSaid = "none";  // a sanitizer's shadow is larger than any bound there could be: see sandbox.cpp
#else
    constexpr auto* kSaid = "IMAGE_BROKEN";
#endif
    EXPECT_EQ(reason(png({.width = 6'000, .height = 4'000})), kSaid) << "no room for so many pixels";
}

TEST_F(WorkerTest, WithoutTheProgramItIsGone) {
    settings.worker = "/nowhere/koebeld";

    EXPECT_EQ(reason(jpeg({})), "IMAGE_WORKER_GONE");
}

/// A script in the place of the worker.
class StrangeWorkerTest : public WorkerTest {
protected:
    void given_worker(std::string_view script) {
        const auto path = std::filesystem::temp_directory_path() / ("koebel-worker-" + std::to_string(::getpid()));
        std::ofstream{path} << "#!/bin/sh\n" << script << "\n";
        ::chmod(path.c_str(), 0700);
        settings.worker = path;
    }
    ~StrangeWorkerTest() override { std::filesystem::remove(settings.worker); }
};

TEST_F(StrangeWorkerTest, OneThatIsKilledIsGone) {
    given_worker("kill -9 $$");

    EXPECT_EQ(reason(jpeg({})), "IMAGE_WORKER_GONE");
}

TEST_F(StrangeWorkerTest, OneThatCrashesOverAnImageBlamesIt) {
    given_worker("kill -SEGV $$");

    EXPECT_EQ(reason(jpeg({})), "IMAGE_BROKEN");
}

TEST_F(StrangeWorkerTest, OneThatNeverAnswersIsEndedInTime) {
    settings.worker_time = std::chrono::milliseconds{200};
    given_worker("exec 3<&1; while :; do :; done");

    EXPECT_EQ(reason(jpeg({})), "IMAGE_WORKER_GONE");
}

TEST_F(StrangeWorkerTest, ItIsEndedWithTheNode) {
    given_worker("while :; do :; done");
    stopping = true;

    EXPECT_EQ(reason(jpeg({})), "IMAGE_WORKER_GONE");
}

TEST_F(StrangeWorkerTest, WhatItSaysIsNotBelievedUnseen) {
    for (const auto* script :
         {"echo image/png; echo no picture",
          "echo text/html; echo '<script>'",
          "echo SOMETHING",
          "head -c 400000 /dev/zero",
          ":"}) {
        given_worker(script);
        EXPECT_EQ(reason(jpeg({})), "IMAGE_WORKER_GONE") << script;
    }
}

TEST_F(StrangeWorkerTest, ItSeesNothingOfThisProcess) {
    ::setenv("KOEBEL_STORE_POSTGRESQL", "secret", 1);
    std::vector<int> open_files;
    for (int i = 0; i < 30; ++i) open_files.push_back(::open("/dev/null", O_RDONLY));
    // A shell has its script and a pipe open beside the three.
    given_worker(
        "n=$(/bin/ls /proc/$$/fd | /usr/bin/wc -l)\n"
        "[ -z \"$KOEBEL_STORE_POSTGRESQL\" ] && [ \"$n\" -le 8 ] && echo IMAGE_TOO_LARGE"
    );

    EXPECT_EQ(reason(jpeg({})), "IMAGE_TOO_LARGE");

    for (const int file : open_files) ::close(file);
    ::unsetenv("KOEBEL_STORE_POSTGRESQL");
}

}  // namespace
}  // namespace koebel::media
