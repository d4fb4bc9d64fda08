#include "gateway/connection_limits.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace koebel::gateway {
namespace {

class ConnectionLimitsTest : public testing::Test {
protected:
    std::shared_ptr<ConnectionLimits> limits_ =
        std::make_shared<ConnectionLimits>(ConnectionBounds{.node = 3, .address = 2, .principal = 1});
};

TEST_F(ConnectionLimitsTest, TheNodeHasSoManyPlaces) {
    std::vector<ConnectionTicket> tickets;
    for (int i = 0; i < 3; ++i) tickets.push_back(*limits_->admit());

    EXPECT_FALSE(limits_->admit());
    tickets.pop_back();
    EXPECT_TRUE(limits_->admit());
}

TEST_F(ConnectionLimitsTest, ATicketGivesEverythingBack) {
    {
        auto ticket = *limits_->admit();
        EXPECT_TRUE(limits_->take_address(ticket, "192.0.2.1"));
        EXPECT_TRUE(limits_->take_principal(ticket, "person:ada"));
        auto other = *limits_->admit();
        EXPECT_FALSE(limits_->take_principal(other, "person:ada"));
    }

    EXPECT_EQ(limits_->open(), 0U);
    auto ticket = *limits_->admit();
    EXPECT_TRUE(limits_->take_principal(ticket, "person:ada"));
}

TEST_F(ConnectionLimitsTest, AMovedTicketHoldsItsPlacesOnce) {
    auto first = *limits_->admit();
    EXPECT_TRUE(limits_->take_address(first, "192.0.2.1"));

    auto second = std::move(first);
    EXPECT_EQ(limits_->open(), 1U);
    second = ConnectionTicket{};

    EXPECT_EQ(limits_->open(), 0U);
}

TEST_F(ConnectionLimitsTest, ChangingTheAddressGivesTheFirstBack) {
    auto ticket = *limits_->admit();
    auto other = *limits_->admit();
    EXPECT_TRUE(limits_->take_address(ticket, "192.0.2.1"));
    EXPECT_TRUE(limits_->take_address(other, "192.0.2.1"));
    EXPECT_TRUE(limits_->take_address(ticket, "192.0.2.2"));

    auto third = *limits_->admit();

    EXPECT_TRUE(limits_->take_address(third, "192.0.2.1"));
}

TEST_F(ConnectionLimitsTest, ARefusedPlaceLeavesTheOldOne) {
    auto first = *limits_->admit();
    auto second = *limits_->admit();
    auto third = *limits_->admit();
    EXPECT_TRUE(limits_->take_address(first, "192.0.2.1"));
    EXPECT_TRUE(limits_->take_address(second, "192.0.2.1"));
    EXPECT_TRUE(limits_->take_address(third, "192.0.2.2"));

    EXPECT_FALSE(limits_->take_address(third, "192.0.2.1"));
    EXPECT_TRUE(limits_->take_address(third, "192.0.2.2"));
}

}  // namespace
}  // namespace koebel::gateway
