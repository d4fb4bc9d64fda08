#include "recognition/atom.hpp"

#include "world.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <gmock/gmock.h>

#include <sstream>

namespace koebel::recognition {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// The feed for feed readers.
class AtomTest : public WorldTest {
protected:
    AtomFeed::Document read() {
        boost::asio::io_context context;
        auto answer = boost::asio::co_spawn(context, feed.read(), boost::asio::use_future);
        context.run();
        return answer.get();
    }
    boost::property_tree::ptree parsed() {
        std::istringstream stream{*read().bytes};
        boost::property_tree::ptree tree;
        boost::property_tree::read_xml(stream, tree);
        return tree.get_child("feed");
    }
    std::vector<std::string> of_entries(const std::string& what) {
        std::vector<std::string> texts;
        for (const auto& [name, node] : parsed()) {
            if (name == "entry") texts.push_back(node.get<std::string>(what));
        }
        return texts;
    }

    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace \"G\" Vos"});
    PersonId shy = world.person({.name = "Sanne Schuw", .publicity = {.feed = false}});
    AtomFeed feed{world.database.store(), world.database.clock(), "https://koebel.test"};
};

TEST_P(AtomTest, ItHoldsWhatEveryoneMaySeeAndIsWellFormed) {
    auto command = world.thanks(ada, {grace, shy});
    command.message = "Zonnebloem <b>&amp; \x01\xEF\xBF\xBF \"klaar\"";
    const auto id = world.give(command).recognition_id();
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM));
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US));

    EXPECT_THAT(of_entries("id"), ElementsAre("urn:uuid:" + id));
    EXPECT_THAT(of_entries("title"), ElementsAre("Grace \"G\" Vos, een collega, bedankt door Ada Bos"));
    EXPECT_THAT(of_entries("content"), ElementsAre("Zonnebloem <b>&amp;  \"klaar\"\n\nKlaproos was blij"));
    EXPECT_THAT(of_entries("link.<xmlattr>.href"), ElementsAre("https://koebel.test/#r/" + id));
    EXPECT_THAT(of_entries("category.<xmlattr>.term"), ElementsAre("oor"));
    EXPECT_THAT(of_entries("updated"), ElementsAre("2026-03-02T09:00:00Z"));
    EXPECT_EQ(parsed().get<std::string>("title"), "Zwaluw");
    EXPECT_THAT(*read().bytes, Not(HasSubstr("Sanne")));
}

TEST_P(AtomTest, AnEmptyOneIsAFeedToo) {
    EXPECT_EQ(parsed().get<std::string>("id"), "https://koebel.test/feed.atom");
    EXPECT_THAT(of_entries("id"), testing::IsEmpty());
}

TEST_P(AtomTest, ItIsAtMostTenSecondsOldAndItsTagSaysWhenItChanged) {
    const auto before = read();
    const auto id = world.give(world.thanks(ada, {grace})).recognition_id();
    EXPECT_EQ(read().hash, before.hash);
    world.database.clock().advance(std::chrono::seconds{10});
    EXPECT_NE(read().hash, before.hash);
    ASSERT_TRUE(world.take_back(ada, id));
    for (const auto& entry : world.database.log()) feed.apply(entry);
    EXPECT_EQ(read().hash, before.hash) << "what was taken back is not kept a moment longer";
}

INSTANTIATE_TEST_SUITE_P(Databases, AtomTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
