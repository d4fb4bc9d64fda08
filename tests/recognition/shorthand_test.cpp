#include "recognition/shorthand.hpp"

#include <gtest/gtest.h>

namespace koebel::recognition {
namespace {

PersonName person(std::string id, std::string name, std::string given_name) {
    return {PersonId{id}, id, std::move(name), std::move(given_name)};
}

Directory directory() {
    return {
        .people =
            {person("noor.degraaf", "Noor de Graaf", "Noor"),
             person("jan.bakker", "Jan Bakker", "Jan"),
             person("jan.visser", "Jan Visser", "Jan"),
             person("janwillem", "Jan Willem van der Berg", "Jan Willem"),
             person("darcy", "Siobhán D’Arcy", "Siobhán"),
             person("yildiz", "Ayşe Yıldız", "Ayşe"),
             person("nour", "نور الدين", "نور"),
             person("annemarie", "Anne-Marie 't Hof", "Anne-Marie")},
        .teams =
            {{TeamId{"service-noord"}, "service-noord", "Service Noord"},
             {TeamId{"service-zuid"}, "service-zuid", "Service Zuid"},
             {TeamId{"rd"}, "rd", "R&D"}},
        .values =
            {{ValueId{"klant"}, "klant", "De klant voorop", "Customer first"},
             {ValueId{"samen"}, "samen", "Samen", "Together"}},
    };
}

Shorthand read(std::string_view line) {
    return read_shorthand(line, directory());
}

std::vector<PersonId> people(std::initializer_list<const char*> ids) {
    std::vector<PersonId> all;
    for (const auto* id : ids) all.emplace_back(id);
    return all;
}

TEST(ShorthandTest, ALineSaysWhoWhyAndHowMuch) {
    const auto read_line = read("+10 @Noor #klant Bedankt voor je geduld.");

    EXPECT_EQ(read_line.credits_each, Credits{10});
    EXPECT_EQ(read_line.people, people({"noor.degraaf"}));
    EXPECT_EQ(read_line.values, std::vector{ValueId{"klant"}});
    EXPECT_EQ(read_line.message, "Bedankt voor je geduld.");
    EXPECT_TRUE(read_line.unresolved.empty());
}

TEST(ShorthandTest, TokensStandAnywhereAndTheGapCloses) {
    const auto read_line = read("Bedankt @Noor, wat een #samen gesprek +5!");

    EXPECT_EQ(read_line.message, "Bedankt, wat een gesprek!");
    EXPECT_EQ(read_line.credits_each, Credits{5});
    EXPECT_EQ(read_line.values, std::vector{ValueId{"samen"}});
}

TEST(ShorthandTest, TheLongestNameWinsAndTheSentenceKeepsItsOwnWords) {
    EXPECT_EQ(read("@Noor de Graaf dank").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@Noor de Graaf dank").message, "dank");
    EXPECT_EQ(read("@Noor de klant was blij").message, "de klant was blij");
    EXPECT_EQ(read("@Jan Willem top").people, people({"janwillem"}));
    EXPECT_EQ(read("@Jan Bakker top").people, people({"jan.bakker"}));
}

TEST(ShorthandTest, NamesAreFoundByPrefixPartKeyDotsAndQuotes) {
    EXPECT_EQ(read("@van der Berg top").people, people({"janwillem"}));
    EXPECT_EQ(read("@Noor Graaf top").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@noor.de.graaf top").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@noor.degraaf top").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@JanWillemVanDerBerg top").people, people({"janwillem"}));
    EXPECT_EQ(read("@ServiceNoord top").teams, std::vector{TeamId{"service-noord"}});
    EXPECT_EQ(read("@\"Noor de Graaf\" top").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@“noor de graaf” top").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("@Noor.Bedankt").message, ".Bedankt");
}

TEST(ShorthandTest, ApostrophesDiacriticsHyphensAndDirectionDoNotMatter) {
    EXPECT_EQ(read("@siobhan d'arcy top").people, people({"darcy"}));
    EXPECT_EQ(read("@D’ARCY top").people, people({"darcy"}));
    EXPECT_EQ(read("@Ayse Yildiz top").people, people({"yildiz"}));
    EXPECT_EQ(read("@‏نور الدين‏ شكرا").people, people({"nour"}));
    EXPECT_EQ(read("@Anne‑Marie ’t Hof top").people, people({"annemarie"}));
    EXPECT_EQ(read("Dank voor @Noor's hulp").people, people({"noor.degraaf"}));
    EXPECT_EQ(read("Dank voor @Noor's hulp").message, "Dank voor hulp");
}

TEST(ShorthandTest, WhatCouldBeSeveralNamesTheCandidates) {
    const auto read_line = read("Dank @Jan #samen voor gisteren");

    ASSERT_EQ(read_line.unresolved.size(), 1U);
    EXPECT_TRUE(read_line.people.empty());
    EXPECT_EQ(read_line.unresolved.front().written, "Jan");
    EXPECT_EQ(read_line.unresolved.front().start, 5U);
    EXPECT_EQ(read_line.unresolved.front().candidates.people, people({"jan.bakker", "jan.visser"}));
}

TEST(ShorthandTest, TeamsThatShareAWordAreToldApart) {
    EXPECT_EQ(read("@Service Noord top").teams, std::vector{TeamId{"service-noord"}});
    EXPECT_EQ(read("@zuid top").teams, std::vector{TeamId{"service-zuid"}});
    EXPECT_EQ(read("@service-zuid top").teams, std::vector{TeamId{"service-zuid"}});
    EXPECT_EQ(read("@R&D top").teams, std::vector{TeamId{"rd"}});
    EXPECT_EQ(read("@Service top").unresolved.front().candidates.teams.size(), 2U);
}

TEST(ShorthandTest, AnUnknownNameIsSaidAndStaysInTheWords) {
    const auto read_line = read("Dank @Willemijn, top #raar");

    ASSERT_EQ(read_line.unresolved.size(), 2U);
    EXPECT_EQ(read_line.unresolved[0].written, "Willemijn");
    EXPECT_EQ(read_line.unresolved[0].candidates.size(), 0U);
    EXPECT_EQ(read_line.unresolved[1].kind, Unresolved::Kind::kValue);
    EXPECT_EQ(read_line.message, "Dank @Willemijn, top #raar");
}

TEST(ShorthandTest, OrdinaryTextHasNoTokens) {
    for (const std::string_view line :
         {"mail info@noor.nl en C# en 1+1",
          "nummer #1 om @10:00 uur",
          "bel +31 6 12345678 of 06 +31",
          "@ alleen",
          "+10% meer en +10,5 graden en +1000",
          "C++20 en a/#klant",
          "R@D",
          "# los + los @"}) {
        const auto read_line = read(line);
        EXPECT_EQ(read_line.message, line);
        EXPECT_TRUE(read_line.unresolved.empty()) << line;
        EXPECT_EQ(read_line.credits_each, Credits{0}) << line;
    }
}

TEST(ShorthandTest, WhatIsWrittenTwiceCountsOnce) {
    const auto read_line = read("+5 @Noor @noor.degraaf #klant #Klant +7 top");

    EXPECT_EQ(read_line.people.size(), 1U);
    EXPECT_EQ(read_line.values.size(), 1U);
    EXPECT_EQ(read_line.credits_each, Credits{5});
    EXPECT_EQ(read_line.message, "+7 top");
}

TEST(ShorthandTest, WhatOnlyStoodBetweenNamesGoesWithThem) {
    EXPECT_EQ(read("@Noor, @Jan Bakker en @Ayşe: dank!").message, "dank!");
    EXPECT_EQ(read("Dank @Noor en @Jan Bakker!").message, "Dank!");
    EXPECT_EQ(read("Dzięki @Noor, @Jan Bakker i @Ayşe!").message, "Dzięki!");
    EXPECT_EQ(read("@Noor oraz @Ayşe: super!").message, "super!");
    EXPECT_EQ(read("@Noor :) top").message, ":) top");
}

TEST(ShorthandTest, EmojiTouchTokensAndStayWhole) {
    const auto read_line = read("🎉@Noor❤️#samen👩🏽‍🔧 top");

    EXPECT_EQ(read_line.people, people({"noor.degraaf"}));
    EXPECT_EQ(read_line.values, std::vector{ValueId{"samen"}});
    EXPECT_EQ(read_line.message, "🎉 ❤️ 👩🏽‍🔧 top");
}

TEST(ShorthandTest, ValuesAreFoundByKeyAndByNameInBothLanguages) {
    for (const std::string_view line :
         {"#klant", "#de-klant-voorop", "#DeKlantVoorop", "#\"Customer first\"", "#customer_first"}) {
        EXPECT_EQ(read(line).values, std::vector{ValueId{"klant"}}) << line;
    }
}

TEST(ShorthandTest, WrittenNamesCanBeReadInEveryLength) {
    const auto names = written_names("dank @Noor's de Graaf");

    ASSERT_TRUE(names);
    ASSERT_EQ(names->size(), 1U);
    EXPECT_EQ(names->front(), (std::vector<std::string>{"Noor", "Noor's", "Noor's de", "Noor's de Graaf"}));
}

TEST(ShorthandTest, ALineThatIsNoLineIsRefused) {
    EXPECT_EQ(written_names(" \n ").error().reason, "SHORTHAND_INVALID");
    EXPECT_EQ(written_names(std::string(4'001, 'x')).error().reason, "SHORTHAND_INVALID");
    std::string crowd;
    for (int i = 0; i < 26; ++i) crowd += "@a ";
    EXPECT_EQ(written_names(crowd).error().reason, "SHORTHAND_INVALID");
}

TEST(ShorthandTest, AStopTakesThePlaceOfCommasBeforeANameAlsoWhenAnotherNameFollows) {
    const auto line = read("Dank,, @Noor. @\"Jan Bakker\" top");

    EXPECT_EQ(line.people, people({"noor.degraaf", "jan.bakker"}));
    EXPECT_EQ(line.message, "Dank. top");
}

}  // namespace
}  // namespace koebel::recognition
