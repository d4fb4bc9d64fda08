#include "service/installation.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <sstream>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

/// A koebeld on an empty data directory.
class FirstStartTest : public InstallationTest {
protected:
    void start_empty() {
        service_.start();
        service_.await_ready();
    }

    /// The secrets of all set-up links that were printed so far, in order.
    [[nodiscard]] std::vector<std::string> printed() const {
        std::ifstream file{folder_.path() / "koebeld.log"};
        std::vector<std::string> secrets;
        constexpr std::string_view kPage = "/setup#";
        for (std::string line; std::getline(file, line);) {
            if (const auto at = line.find(kPage); at != std::string::npos) {
                secrets.push_back(line.substr(at + kPage.size(), 64));
            }
        }
        return secrets;
    }
    /// The link is printed a moment after the server is ready.
    [[nodiscard]] std::string await_printed(std::size_t n) const {
        const auto until = std::chrono::steady_clock::now() + 10s;
        while (printed().size() < n) {
            if (std::chrono::steady_clock::now() > until) throw std::runtime_error("no link was printed");
        }
        return printed().at(n - 1);
    }

    [[nodiscard]] std::string check(const std::string& secret) const {
        return ask(service_, "/koebel.v1.SetUpService/CheckSetUpLink", "{\"token\":\"" + secret + "\"}").body;
    }
    [[nodiscard]] test::Answer begin(const std::string& secret) const {
        return ask(
            service_,
            "/koebel.v1.SetUpService/BeginSetUp",
            "{\"token\":\"" + secret +
                R"(","name":"Anna de Vries","password":"paard batterij nietje","organisationName":"Bakkerij De Vries",)"
                R"("timeZone":"Europe/Amsterdam","language":"nl"})"
        );
    }
};

TEST_F(FirstStartTest, AnEmptyKoebelPrintsALinkAndAnswersNothingElse) {
    start_empty();

    const auto secret = await_printed(1);

    EXPECT_THAT(secret, MatchesRegex("[0-9a-f]+"));
    EXPECT_EQ(ask(service_, "/healthz").status, 200);
    EXPECT_EQ(ask(service_, "/readyz").status, 200);
    for (const auto* method : {"AccessService/GetSession", "RecognitionService/Give", "ScreenService/SignInScreen"}) {
        const auto refused = ask(service_, std::string{"/koebel.v1."} + method, "{}");
        EXPECT_EQ(refused.status, 400) << method;
        EXPECT_THAT(refused.body, HasSubstr("SET_UP_FIRST")) << method;
    }
    EXPECT_THAT(check(secret), HasSubstr("expiresAt"));
}

TEST_F(FirstStartTest, ARestartPrintsAnotherLinkAndTheOlderOneIsWorthless) {
    start_empty();
    const auto first = await_printed(1);
    service_.signal(SIGKILL);
    ASSERT_TRUE(service_.wait(10s));
    start_empty();

    const auto second = await_printed(2);

    EXPECT_THAT(check(first), HasSubstr("LINK_INVALID"));
    EXPECT_THAT(check(second), HasSubstr("expiresAt"));
    const auto third = service_.command({"setup-link"});
    EXPECT_THAT(third, HasSubstr("/setup#"));
    EXPECT_THAT(check(second), HasSubstr("LINK_INVALID"));
}

TEST_F(FirstStartTest, TheLinkOpensKoebelForGood) {
    start_empty();
    const auto secret = await_printed(1);

    const auto begun = begin(secret);

    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_THAT(begun.head, HasSubstr("et-Cookie: koebel="));
    EXPECT_THAT(begin(secret).body, HasSubstr("SET_UP_DONE"));
    EXPECT_EQ(ask(service_, "/koebel.v1.AccessService/GetSession", "{}").status, 200);
    service_.signal(SIGKILL);
    ASSERT_TRUE(service_.wait(10s));
    start_empty();
    EXPECT_EQ(ask(service_, "/koebel.v1.AccessService/GetSession", "{}").status, 200);
    EXPECT_THROW((void)service_.command({"setup-link"}), std::runtime_error);
    EXPECT_EQ(printed().size(), 1U);
}

TEST_F(FirstStartTest, TheWayByTerminalStaysOpen) {
    start_empty();
    (void)service_.command({"found", "Bakkerij De Vries"});
    const auto csv = folder_.path() / "people.csv";
    std::ofstream{csv} << "key,name,roles\nanna,Anna de Vries,admin\n";
    EXPECT_THAT(ask(service_, "/koebel.v1.AccessService/GetSession", "{}").body, HasSubstr("SET_UP_FIRST"));

    (void)service_.command({"import", "people", csv.string()});

    EXPECT_THAT(ask(service_, "/koebel.v1.AccessService/GetSession", "{}").body, Not(HasSubstr("SET_UP_FIRST")));
    EXPECT_THAT(service_.command({"admin-link"}), HasSubstr("/enter#"));
}

TEST_F(FirstStartTest, TheDoctorLooksWhileItServes) {
    start_empty();

    const auto seen = service_.command({"doctor", "--doctor.free_mib", "64", "--http.connections", "1000"});

    EXPECT_THAT(seen, HasSubstr("a Koebel answers there"));
    EXPECT_THAT(seen, HasSubstr("koebeld may open"));
    EXPECT_THAT(seen, Not(HasSubstr("problem")));
    EXPECT_THROW((void)service_.command({"doctor", "--json", "--redis.url", "unix:///nowhere"}), std::runtime_error);
}

}  // namespace
}  // namespace koebel::service
