#include "conformance/fixture.hpp"

namespace koebel::conformance {
namespace {

using TextTest = ConformanceTest;

constexpr std::string_view kGreek = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";  // five letters

/// What RFC 3629 allows: the first and the last of each length, and what stands beside the surrogates.
const std::vector<std::string> kValid{
    std::string(1, '\0'),
    "\x7f",
    "\xc2\x80",
    "\xdf\xbf",
    "\xe0\xa0\x80",
    "\xed\x9f\xbf",
    "\xee\x80\x80",
    "\xef\xbf\xbd",
    "\xef\xbf\xbe",
    "\xef\xbf\xbf",
    "\xf0\x90\x80\x80",
    "\xf0\x9f\xa4\x9d",
    "\xf4\x8f\xbf\xbf",
    std::string{kGreek},
};

/// What it does not.
const std::vector<std::string> kInvalid{
    "\x80",
    "\xbf",
    "\xfe",
    "\xff",
    "\xc3\x28",
    "\xe2\x28\xa1",
    "\xe2\x82\x28",
    "\xf0\x28\x8c\xbc",
    "\xf0\x90\x28\xbc",
    "\xf0\x90\x8c\x28",
    "\xc0\xaf",
    "\xc1\xbf",
    "\xe0\x80\xaf",
    "\xe0\x9f\xbf",
    "\xf0\x80\x80\xaf",
    "\xf0\x8f\xbf\xbf",
    "\xf8\x88\x80\x80\x80",
    "\xfc\x84\x80\x80\x80\x80",
    "\xed\xa0\x80",
    "\xed\xbf\xbf",
    "\xed\xa0\x80\xed\xb0\x80",
    "\xf4\x90\x80\x80",
    "\xf5\x80\x80\x80",
    "\xf7\xbf\xbf\xbf",
};

/// A code point that ends too early.
const std::vector<std::string> kCutOff{"\xc3", "\xe2\x82", "\xf0\x9f", "\xf0\x9f\x98"};

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += kDigits[static_cast<std::uint8_t>(c) >> 4];
        text += kDigits[static_cast<std::uint8_t>(c) & 0xf];
    }
    return text;
}

TEST_F(TextTest, ValidTextIsEchoedAlsoWhenFragmentsCutItsLetters) {
    std::vector<Case> cases;
    for (const auto& text : kValid) {
        const auto whole = "a" + text + "b";
        cases.push_back({hex(text), frame(kFinal | kText, whole), {{kText, whole}}});
        std::string bytes = frame(kText, "");
        for (const char c : whole) bytes += frame(kContinuation, {&c, 1});
        bytes += frame(kFinal | kContinuation, "");
        cases.push_back({hex(text) + ", a byte a fragment", bytes, {{kText, whole}}});
    }
    expect(cases);
}

// 8.1. An empty last fragment makes Beast forget that the text before it ended too early; the echo looks again.
TEST_F(TextTest, InvalidTextFailsTheConnectionWith1007) {
    std::vector<Case> cases;
    for (const auto& text : kInvalid) {
        const auto greek = std::string{kGreek} + text + "edited";
        cases.push_back({hex(text), frame(kFinal | kText, text), closed(1007)});
        cases.push_back({hex(text) + " among words", frame(kFinal | kText, greek), closed(1007)});
    }
    for (const auto& text : kCutOff) {
        cases.push_back({hex(text) + " and no more", frame(kFinal | kText, text), closed(1007)});
        cases.push_back(
            {hex(text) + " and an empty fragment",
             frame(kText, "abcdefghijklmnop" + text) + frame(kFinal | kContinuation, ""),
             closed(1007)}
        );
    }
    expect(cases);
}

// As soon as it can be known: before the message ends, and before the frame does.
TEST_F(TextTest, InvalidTextFailsTheConnectionInMidMessageAndInMidFrame) {
    std::vector<Case> cases;
    for (const auto& text : kInvalid) {
        const auto greek = std::string{kGreek} + text;
        cases.push_back({hex(text) + " in a first fragment", frame(kText, greek), closed(1007)});
        cases.push_back(
            {hex(text) + " in a frame that goes on", frame(kFinal | kText, greek, {.extra_length = 30}), closed(1007)}
        );
        cases.push_back(
            {hex(text) + " over two fragments",
             frame(kText, greek.substr(0, kGreek.size() + 1)) +
                 frame(kContinuation, greek.substr(kGreek.size() + 1) + "."),
             closed(1007)}
        );
    }
    // The third byte of a surrogate, or of what lies above U+10FFFF, need not be waited for.
    cases.push_back({"half a surrogate", frame(kText, "\xed\xa0"), closed(1007)});
    cases.push_back({"half a code point too high", frame(kText, "\xf4\x90"), closed(1007)});
    expect(cases);
}

TEST_F(TextTest, BinaryMessagesMayHoldAnything) {
    std::vector<Case> cases;
    for (const auto& bytes : kInvalid)
        cases.push_back({hex(bytes), frame(kFinal | kBinary, bytes), {{kBinary, bytes}}});
    expect(cases);
}

}  // namespace
}  // namespace koebel::conformance
