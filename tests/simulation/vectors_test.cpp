#include "simulation/vectors.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace koebel::simulation {
namespace {

// Renewed by: build/dev/tests/simulation/simulation --vectors > tests/simulation/client_vectors.json
TEST(VectorsTest, TheCheckedInVectorsAreWhatTheClientsModelDoes) {
    std::ifstream file(KOEBEL_CLIENT_VECTORS);
    std::stringstream text;
    text << file.rdbuf();

    EXPECT_TRUE(text.str() == make_vectors()) << "renew them: simulation --vectors > " << KOEBEL_CLIENT_VECTORS;
}

}  // namespace
}  // namespace koebel::simulation
